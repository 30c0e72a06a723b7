import { type CloudStorageOptions, createCloudStorageBlobs } from '../../server/blobs/cloud-storage.ts';
import { blobsContract } from '../contracts/blobs.contract.ts';
import { type CloudStorageServer, startCloudStorage } from '../support/cloud-storage-server.ts';

const content = new TextEncoder().encode('content');
let servers: CloudStorageServer[] = [];
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

async function open(change: Partial<CloudStorageOptions> = {}) {
  const server = await startCloudStorage('school-files');
  servers.push(server);
  const blobs = createCloudStorageBlobs({
    bucket: 'school-files',
    project: 'school',
    apiEndpoint: server.url,
    pauseMs: 1,
    ...change,
  });
  return { server, blobs };
}

blobsContract('cloud-storage', async () => (await open()).blobs);

it.each([503, 429, 'cut', 'done-then-cut'] as const)('repeats every call that met %s, to the same end', async (answer) => {
  const { server, blobs } = await open();
  server.fail({ on: 'upload', times: 2, answer });
  await blobs.put('a/b', content);
  expect(server.objects.get('a/b')).toEqual(Buffer.from(content));
  if (answer !== 'done-then-cut') {
    server.fail({ on: 'download', times: 2, answer });
    expect(await blobs.get('a/b')).toEqual(content);
  }
  server.fail({ on: 'delete', times: 2, answer });
  await blobs.delete('a/b');
  expect(server.objects.size).toBe(0);
  expect(server.calls.filter((kind) => kind === 'upload')).toHaveLength(3);
});

it('gives up on a bucket that stays away', async () => {
  const { server, blobs } = await open();
  for (const on of ['upload', 'download', 'delete'] as const) server.fail({ on, times: 99, answer: 503 });
  await expect(blobs.put('a', content)).rejects.toMatchObject({ code: 'unavailable', retryable: true });
  await expect(blobs.get('a')).rejects.toMatchObject({ code: 'unavailable' });
  await expect(blobs.delete('a')).rejects.toMatchObject({ code: 'unavailable' });
  expect(server.calls.length).toBeLessThan(20);
});

it.each([
  [401, 'config'],
  [403, 'config'],
  [413, 'too-large'],
  [400, 'internal'],
])('does not repeat a %i, and says what to do', async (answer, code) => {
  const { server, blobs } = await open();
  for (const on of ['upload', 'download', 'delete'] as const) server.fail({ on, times: 1, answer });
  await expect(blobs.put('a', content)).rejects.toMatchObject({ code });
  await expect(blobs.get('a')).rejects.toMatchObject({ code });
  await expect(blobs.delete('a')).rejects.toMatchObject({ code });
  expect(server.calls).toEqual(['upload', 'download', 'delete']);
});

it('names the role that is missing', async () => {
  const { server, blobs } = await open();
  server.fail({ on: 'download', times: 1, answer: 403 });
  await expect(blobs.get('a')).rejects.toThrow('roles/storage.objectAdmin');
});

it('tells a bucket that is not there from an object that is not', async () => {
  const { blobs } = await open({ bucket: 'other' });
  await expect(blobs.get('a')).rejects.toMatchObject({ code: 'config' });
  await expect(blobs.put('a', content)).rejects.toMatchObject({ code: 'config' });
  await expect(blobs.delete('a')).rejects.toMatchObject({ code: 'config' });
});

it('never takes bytes for good that were damaged on their way', async () => {
  const { server, blobs } = await open();
  server.fail({ on: 'upload', times: 99, answer: 'damage' });
  await expect(blobs.put('a', content)).rejects.toMatchObject({ code: 'unavailable' });
  expect(server.objects.get('a')).toBeUndefined();
  const { server: other, blobs: others } = await open();
  await others.put('a', content);
  other.fail({ on: 'download', times: 99, answer: 'damage' });
  await expect(others.get('a')).rejects.toMatchObject({ code: 'unavailable' });
});
