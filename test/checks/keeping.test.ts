import type { Blobs } from '../../server/blobs/blobs.ts';
import { createFolderBlobs } from '../../server/blobs/folder.ts';
import { runChecks } from '../../server/checks/checks.ts';
import { diskCheck, filesCheck, storeCheck } from '../../server/checks/keeping.ts';
import { AppError } from '../../shared/errors.ts';
import { useTempFolder } from '../helpers/temp-folder.ts';
import { run, useStore } from './support.ts';

const open = useStore();
const path = useTempFolder();

describe('what is kept', () => {
  test('a store that answers, and one that does not', async () => {
    expect(await run(storeCheck(open, 'SQLite in ./data'))).toEqual({
      state: 'ok',
      said: 'SQLite in ./data: can be written, schema 1.',
    });
    const [newer] = await runChecks([
      storeCheck(() => Promise.reject(new AppError('store-newer', 'Written by a newer version.')), 'x'),
    ]);
    expect(newer).toMatchObject({ state: 'fail', said: 'Written by a newer version.' });
  });

  test('files: written, read, deleted, and nothing left; lost or undeleted ones are told', async () => {
    const blobs = createFolderBlobs(path('blobs'));
    const keys: string[] = [];
    const watched: Blobs = {
      ...blobs,
      put: async (key, bytes) => {
        keys.push(key);
        await blobs.put(key, bytes);
      },
    };
    expect((await run(filesCheck(async () => watched, 'folder'))).state).toBe('ok');
    expect(keys).toHaveLength(1);
    expect(await blobs.get(keys[0] ?? '')).toBeNull();
    const lost: Blobs = { ...blobs, get: async () => null };
    expect(await run(filesCheck(async () => lost, 'bucket b'))).toMatchObject({
      state: 'fail',
      said: 'bucket b: what was written did not come back.',
    });
    const kept: Blobs = { ...blobs, delete: async () => undefined };
    expect((await run(filesCheck(async () => kept, 'bucket b'))).said).toContain('still there');
  });

  test.each([
    [null, 0, 'unused'],
    ['/data', 80e9, 'ok'],
    ['/data', 0.6e9, 'warn'],
    ['/data', 50e6, 'fail'],
  ])('disk %s with %d bytes: %s', async (folder, bytes, state) => {
    expect((await run(diskCheck(folder, async () => bytes))).state).toBe(state);
  });
});
