import { bodies } from '../../server/store/collections.ts';
import { boot } from './support/boot.ts';

test('of a mail its text is kept, for its time; not its headers, nor what its attachments say', async () => {
  const app = await boot();
  const headers = ['Content-Type: multipart/mixed; boundary=b', 'X-Private: secret-header'];
  const part = (type: string, text: string, more: readonly string[] = []) =>
    ['--b', `Content-Type: ${type}`, ...more, '', text].join('\r\n');
  const attached = part('text/plain', 'secret-attachment', ['Content-Disposition: attachment; filename=cv.txt']);
  const text = [part('text/plain', 'Quels sont les horaires ?'), attached, '--b--'].join('\r\n');
  const { id } = await app.deliver({ subject: 'timetable kept', text, headers });
  await app.until(id, (record) => record.state !== 'received');
  const body = (await bodies.get(app.ctx.store, id))?.data;
  expect(body?.mail).toMatchObject({ newText: 'Quels sont les horaires ?', attachments: [{ name: 'cv.txt' }], headers: [] });
  expect(JSON.stringify(body)).not.toMatch(/secret-/);
  expect(body?.expiresAt).toBeGreaterThan(Date.now() + 89 * 24 * 3_600_000);
  await app.remove();
});
