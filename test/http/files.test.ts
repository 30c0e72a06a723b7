import { createHash } from 'node:crypto';
import request from 'supertest';
import * as api from '../../shared/api.ts';
import { MAX_FILE_BYTES } from '../../shared/limits.ts';
import { type As, useInstallation } from './support/installation.ts';

const it_ = useInstallation();

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n');
const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const upload = (bytes: Buffer, query: Record<string, string>, as: NonNullable<As> = 'admin', type = 'application/octet-stream') =>
  request(it_.app)
    .post('/api/files')
    .query(query)
    .set('authorization', `Bearer ${it_.tokens[as]}`)
    .set('content-type', type)
    .send(bytes);
const edit = { subject: 'Frais', body: 'Voir le fichier.' };
const attach = (revision: number, files: string[]) =>
  it_.call('put', '/api/templates/fees.fr', { revision, ...edit, files }, 'admin');

test('a file is kept under the hash of its bytes, with the type of its content and a name that is only a name', async () => {
  const { body } = await upload(PDF, { name: '../../tarifs 2026.exe', validUntil: '2027-08-31' });
  expect(api.FileView.parse(body)).toMatchObject({
    id: sha(PDF),
    name: 'tarifs 2026.exe.pdf',
    type: 'application/pdf',
    size: PDF.length,
    validUntil: '2027-08-31',
    usedBy: [],
  });
  expect([...it_.blobs]).toEqual([[`files/${sha(PDF)}`, PDF]]);
  expect((await it_.get('/api/files')).body.items).toEqual([body]);
  // The same bytes again are the same file, by another name.
  await upload(PDF, { name: 'tarifs.pdf' });
  expect((await it_.get('/api/files')).body.items).toMatchObject([{ name: 'tarifs.pdf', validUntil: null }]);
});

test.each<[string, () => Promise<{ status: number }>, number]>([
  ['by staff', async () => upload(PDF, { name: 'a.pdf' }, 'staff'), 403],
  ['without a name', async () => upload(PDF, {}), 400],
  ['with a day that is none', async () => upload(PDF, { name: 'a.pdf', validUntil: '2027-02-30' }), 400],
  [
    'whose period is the wrong way round',
    async () => upload(PDF, { name: 'a.pdf', validFrom: '2027-01-02', validUntil: '2027-01-01' }),
    400,
  ],
  ['that is a page', async () => upload(Buffer.from('<html><script>1</script>'), { name: 'a.html' }), 400],
  ['that is a program', async () => upload(Buffer.from('MZ\u0090\u0000'), { name: 'a.pdf' }), 400],
  [
    'as a form of another site sends it',
    async () => upload(PDF, { name: 'a.pdf' }, 'admin', 'multipart/form-data; boundary=x'),
    415,
  ],
  ['with no bytes at all', async () => upload(Buffer.alloc(0), { name: 'a.txt' }), 415],
  ['that is too large', async () => upload(Buffer.alloc(MAX_FILE_BYTES + 1, 0x61), { name: 'a.txt' }), 413],
])('a file %s is refused, and nothing of it is kept', async (_what, send, status) => {
  expect((await send()).status).toBe(status);
  expect(it_.blobs.size).toBe(0);
  expect((await it_.get('/api/files')).body.items).toEqual([]);
});

test('it goes with the answer that carries it, and is fetched as a file and nothing else', async () => {
  await upload(PDF, { name: 'tarifs é.pdf' });
  const saved = await attach(1, [sha(PDF)]);
  expect(saved.body.template.files).toMatchObject([{ id: sha(PDF), name: 'tarifs é.pdf' }]);
  const id = await it_.take({ subject: 'fees question' });
  await it_.sendDue(`${id}.reply.1`);
  expect(it_.mailbox.sentRaws()[0]).toContain(PDF.toString('base64'));
  const fetched = await it_.get(`/api/files/${sha(PDF)}`);
  expect(fetched.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': expect.stringMatching(/^attachment; /),
    'x-content-type-options': 'nosniff',
  });
  for (const path of ['..%2F..%2Fetc%2Fpasswd', 'x', sha(Buffer.from('other'))])
    expect((await it_.get(`/api/files/${path}`)).status).toBe(404);
});

test('an answer whose file is out of date does not leave by itself, and is announced before', async () => {
  await upload(PDF, { name: 'tarifs.pdf', validUntil: '2026-11-24' });
  await attach(1, [sha(PDF)]);
  expect((await it_.get('/api/facts')).body.expiring).toEqual([{ kind: 'file', name: 'tarifs.pdf', from: '2026-11-25' }]);
  const now = await it_.take({ subject: 'fees question' });
  expect(await it_.record(now)).toMatchObject({ state: 'held' });
  it_.clock.advance(2 * 86_400_000);
  const later = await it_.take({ subject: 'fees later', from: 'B <b@people.example>' });
  expect(await it_.record(later)).toMatchObject({
    state: 'suggested',
    decision: { reasons: expect.arrayContaining(['fact-expired']) },
  });
});

test('it is deleted only when no answer carries it', async () => {
  await upload(PDF, { name: 'tarifs.pdf' });
  await attach(1, [sha(PDF)]);
  expect((await it_.get('/api/files')).body.items[0].usedBy).toEqual(['fees.fr']);
  const refused = await it_.call('delete', `/api/files/${sha(PDF)}`, undefined, 'admin');
  expect(refused.body).toMatchObject({ status: 409, code: 'illegal-state' });
  await attach(2, []);
  expect((await it_.call('delete', `/api/files/${sha(PDF)}`, undefined, 'admin')).body).toEqual({ deleted: true });
  expect(it_.blobs.size).toBe(0);
  expect((await it_.call('delete', `/api/files/${sha(PDF)}`, undefined, 'admin')).status).toBe(404);
  expect((await attach(3, [sha(PDF)])).status).toBe(404);
  // Nor comes it back by the version that carried it, before it is there again.
  const restore = () => it_.call('post', '/api/templates/fees.fr/restore', { revision: 3, version: 2 }, 'admin');
  expect((await restore()).status).toBe(404);
  await upload(PDF, { name: 'tarifs.pdf' });
  expect((await restore()).body.template.files).toMatchObject([{ id: sha(PDF) }]);
});

test('a file that is uploaded anew while it is deleted is there afterwards', async () => {
  await upload(PDF, { name: 'tarifs.pdf' });
  const remove = it_.ctx.blobs.delete;
  it_.ctx.blobs.delete = async (key) => {
    await upload(PDF, { name: 'again.pdf' });
    await remove(key);
  };
  await it_.call('delete', `/api/files/${sha(PDF)}`, undefined, 'admin');
  expect((await it_.get('/api/files')).body.items).toMatchObject([{ name: 'again.pdf' }]);
  expect([...it_.blobs.keys()]).toEqual([`files/${sha(PDF)}`]);
});
