import { createSmtpChannel, smtpSettings } from '../../server/alerts/smtp.ts';
import { parseMail } from '../../server/mail/parse-mail.ts';
import { screen } from '../../server/mail/screen.ts';
import { DEFAULT_SETTINGS } from '../../shared/policy.ts';
import { type SmtpServer, startSmtpServer } from '../support/smtp-server.ts';
import { anAlert } from './an-alert.ts';

const started: SmtpServer[] = [];
async function server(options?: Parameters<typeof startSmtpServer>[0]): Promise<SmtpServer> {
  const made = await startSmtpServer(options);
  started.push(made);
  return made;
}
afterEach(async () => {
  for (const made of started.splice(0)) await made.close();
});

const to = async () => ['admin@ecole.example', 'second@ecole.example'];
const from = 'mail-gps@ecole.example';

function parsed(raw: string, labels: string[] = ['INBOX']) {
  const ref = { id: 'm1', threadId: 't1', labels };
  return parseMail({ ref, raw: Buffer.from(raw), receivedAt: Date.UTC(2026, 10, 23, 9) });
}

test('one plain mail to everybody, in words a person understands, that no machine answers', async () => {
  const smtp = await server();
  await createSmtpChannel({ url: `smtp://127.0.0.1:${smtp.port}`, to, from }).send(anAlert());
  const [mail] = smtp.received;
  expect(smtp.received).toHaveLength(1);
  expect(mail).toMatchObject({ from, to: ['admin@ecole.example', 'second@ecole.example'], user: null });
  const read = await parsed(mail?.raw ?? '');
  expect(read.subject).toBe('[MAIL GPS] Un message n’a pas pu être traité');
  expect(read.contentType).toBe('text/plain');
  expect(read.text).toContain('ouvrez la liste des messages en échec');
  expect(read.text).toContain('3 fois depuis le dernier avis.');
  expect(read.text).toContain('18c2a, 18c2b');
  expect(read.headers).toContainEqual(['auto-submitted', 'auto-generated']);
  expect(read.headers).toContainEqual(['x-mailgps-alert', 'mail-failed']);
});

test('an alert that comes into the shared mailbox after all is set aside, and no brain is asked about it', async () => {
  const smtp = await server();
  await createSmtpChannel({ url: `smtp://127.0.0.1:${smtp.port}`, to, from }).send(anAlert());
  const mail = await parsed(smtp.received[0]?.raw ?? '');
  const { verdict, reasons } = screen(mail, { ownAddress: 'contact@ecole.example', settings: DEFAULT_SETTINGS });
  expect(verdict).toBe('ignore');
  expect(reasons).toContain('auto-submitted');
});

test('signs in where the address says who; a refused password is told as that', async () => {
  const smtp = await server({ auth: { user: 'alerts@ecole.example', pass: 'p@ss:w/rd' } });
  const address = (pass: string) => `smtp://alerts%40ecole.example:${encodeURIComponent(pass)}@127.0.0.1:${smtp.port}`;
  await createSmtpChannel({ url: address('p@ss:w/rd'), to, from }).send(anAlert());
  expect(smtp.received[0]).toMatchObject({ user: 'alerts@ecole.example', from: 'alerts@ecole.example' });
  const wrong = createSmtpChannel({ url: address('wrong'), to, from });
  await expect(wrong.send(anAlert())).rejects.toMatchObject({ code: 'config', message: expect.stringContaining('password') });
  await expect(wrong.verify()).rejects.toMatchObject({ code: 'config' });
});

test('where TLS is required and not offered, neither password nor alert is said', async () => {
  const smtp = await server({ auth: { user: 'alerts', pass: 'secret-word' } });
  const url = `smtp://alerts:secret-word@127.0.0.1:${smtp.port}?tls=required&from=alerts@ecole.example`;
  await expect(createSmtpChannel({ url, to, from }).send(anAlert())).rejects.toMatchObject({ code: 'config' });
  expect(smtp.said.some((line) => /^(auth|mail)/i.test(line))).toBe(false);
  expect(smtp.received).toEqual([]);
});

test('what it cannot do is told by code, never with an address', async () => {
  const smtp = await server({ noSuch: ['gone@ecole.example'] });
  const url = `smtp://127.0.0.1:${smtp.port}`;
  const failing = async (recipients: string[]) =>
    createSmtpChannel({ url, to: async () => recipients, from })
      .send(anAlert())
      .catch((error: unknown) => error);
  expect(await failing(['gone@ecole.example'])).toMatchObject({ code: 'config', message: expect.not.stringContaining('@') });
  expect(await failing([])).toMatchObject({ code: 'config', message: expect.stringContaining('MAILGPS_ALERT_TO') });
  smtp.refuseWith('451 4.3.0 Later, admin@ecole.example');
  expect(await failing(['admin@ecole.example'])).toMatchObject({
    code: 'unavailable',
    message: expect.not.stringContaining('@'),
  });
  await smtp.close();
  expect(await failing(['admin@ecole.example'])).toMatchObject({ code: 'unavailable' });
});

test('verify signs in and tells nobody', async () => {
  const smtp = await server({ auth: { user: 'alerts', pass: 'x' } });
  await createSmtpChannel({ url: `smtp://alerts:x@127.0.0.1:${smtp.port}`, to, from }).verify();
  expect(smtp.received).toEqual([]);
  const nobody = createSmtpChannel({ url: `smtp://alerts:x@127.0.0.1:${smtp.port}`, to: async () => [], from });
  await expect(nobody.verify()).rejects.toMatchObject({ code: 'config' });
});

test('TLS is required unless the server is this machine or the address says otherwise', () => {
  const server = (url: string) => smtpSettings(url).server;
  expect(server('smtps://u:p@mail.ecole.example')).toMatchObject({ port: 465, secure: true });
  expect(server('smtp://u:p@mail.ecole.example')).toMatchObject({ port: 587, secure: false, requireTLS: true, ignoreTLS: false });
  expect(server('smtp://relay.ecole.example:25?tls=off')).toMatchObject({ port: 25, requireTLS: false, ignoreTLS: true });
  expect(server('smtp://[::1]:25')).toMatchObject({ host: '::1', requireTLS: false });
  expect(server('smtp://127.0.0.1:25?tls=required')).toMatchObject({ requireTLS: true });
  expect(server('smtp://127.0.0.1.evil.example:25')).toMatchObject({ requireTLS: true });
});

test.each([
  'https://mail.ecole.example',
  'smtp:',
  'mail.ecole.example',
  'smtp://h?tls=maybe',
  'smtp://h?tls.rejectUnauthorized=false',
])('%s is no such address', (url) => {
  expect(() => smtpSettings(url)).toThrow(expect.objectContaining({ code: 'config' }));
});
