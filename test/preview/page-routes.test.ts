import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import helmet from 'helmet';
import PostalMime from 'postal-mime';
import { sendError } from '../../server/http/send-error.ts';
import type { Emulated } from '../../server/preview/emulated.ts';
import { type EmulatedGmail, startEmulatedGmail } from '../../server/preview/gmail/emulated-gmail.ts';
import type { DraftView, MailRows, ThreadView } from '../../server/preview/page-api.ts';
import { createPreview } from '../../server/preview/routes.ts';
import { eml } from '../e2e/support/eml.ts';

const ADDRESS = 'contact@ecole.example';
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

let gmail: EmulatedGmail;
let folder: string;
let port: number;
let close: () => Promise<void>;

beforeAll(async () => {
  gmail = await startEmulatedGmail({ address: ADDRESS });
  folder = await mkdtemp(join(tmpdir(), 'mailgps-pages-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>MAIL GPS</title>');
  await writeFile(join(folder, 'main.js'), 'void 0;');
  await writeFile(join(folder, 'secret.js'), 'void "no page";');
  const people = {
    staff: { email: 'staff@ecole.example', name: 'staff', token: 'not this one' },
    admin: { email: 'admin@ecole.example', name: 'admin', token: 'not this one' },
  };
  const mint = async (name: string) => `token of ${name}`;
  const emulated: Emulated = {
    access: gmail,
    control: gmail,
    audience: 'a',
    domain: 'ecole.example',
    people,
    mint,
    close: async () => undefined,
  };
  const app = express();
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  port = (server.address() as AddressInfo).port;
  const url = `http://127.0.0.1:${port}`;
  app.use(helmet());
  app.use(
    createPreview({ emulated, url, address: ADDRESS, timeZone: 'Europe/Paris', folder, now: Date.now, onRecord: () => () => {} }),
  );
  app.get('/api/me', (_req, res) => void res.json({ api: true }));
  app.use((_req, res) => void res.status(404).json({ code: 'not-found' }));
  app.use(sendError(silent));
  close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await gmail.close();
    await rm(folder, { recursive: true, force: true });
  };
});
afterAll(() => close());

interface Answer<T> {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  /** As the tests expect it: a wrong one makes them fail. */
  body: T;
}

/** By hand: a client that follows standards would not send such a Host. */
function call<T = Record<string, unknown>>(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', method, path, headers: { ...type, ...headers } }, (res) => {
      let all = '';
      // Events never end.
      if (/event-stream/.test(String(res.headers['content-type']))) res.once('data', () => res.emit('end'));
      res.setEncoding('utf8');
      res.on('data', (part) => {
        all += part;
      });
      res.on('end', () => {
        const json = /json/.test(String(res.headers['content-type']));
        resolve({ status: res.statusCode ?? 0, headers: res.headers, body: json ? JSON.parse(all) : all });
      });
    });
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : text);
  });
}

describe('who is answered', () => {
  it.each(['127.0.0.1', 'localhost', '[::1]', 'LOCALHOST'])('whoever calls us %s', async (host) => {
    const { status, body } = await call('GET', '/preview/session', undefined, { host: `${host}:${port}` });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      mailbox: ADDRESS,
      people: { staff: { token: 'token of staff' }, admin: { token: 'token of admin' } },
      properties: {
        MAILGPS_URL: `http://${host.toLowerCase()}:${port}`,
        MAILGPS_CONSOLE_URL: `http://${host.toLowerCase()}:${port}/console/`,
      },
    });
  });

  const paths = [
    '/',
    '/preview/session',
    '/preview/mails',
    '/preview/main.js',
    '/preview/events',
    '/PREVIEW/session',
    '//preview/session',
  ];
  const foreign = [
    'evil.example',
    'evil.example:80',
    '127.0.0.1',
    '127.0.0.1.evil.example',
    'localhost:1',
    '10.0.0.1',
    '0.0.0.0',
  ];
  it.each(paths.flatMap((path) => foreign.map((host) => [path, host] as const)))(
    'nobody at %s who was sent to the name %s (DNS rebinding)',
    async (path, host) => {
      const { status, body } = await call('GET', path, undefined, { host });
      expect([403, 404]).toContain(status);
      expect(JSON.stringify(body)).not.toMatch(/token of|MAIL GPS<|void 0/);
    },
  );

  it.each([
    ['cross-site', 'no-cors'],
    ['cross-site', 'cors'],
    ['same-site', 'cors'],
    ['cross-site', 'navigate'],
  ])('no page of another site: %s, %s', async (site, mode) => {
    const headers = { host: `127.0.0.1:${port}`, 'sec-fetch-site': site, 'sec-fetch-mode': mode };
    expect((await call('GET', '/preview/session', undefined, headers)).status).toBe(403);
    expect((await call('POST', '/preview/deliver', {}, headers)).status).toBe(403);
  });

  it('no page of another site in a browser that says only its origin', async () => {
    for (const origin of ['https://evil.example', 'null', `https://127.0.0.1:${port}`, `http://localhost:${port}`]) {
      expect((await call('POST', '/preview/deliver', {}, { host: `127.0.0.1:${port}`, origin })).status).toBe(403);
    }
  });

  it.each(['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'via'])('nobody who comes through a proxy: %s', async (header) => {
    const headers = { host: `127.0.0.1:${port}`, [header]: 'for=203.0.113.9' };
    for (const path of ['/', '/preview/session']) expect((await call('GET', path, undefined, headers)).status).toBe(403);
  });

  it('a link on another page may open the page, and that alone', async () => {
    const headers = { host: `127.0.0.1:${port}`, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect((await call('GET', '/', undefined, headers)).status).toBe(200);
    expect((await call('POST', '/', {}, headers)).status).toBe(403);
  });

  it('nothing but JSON changes anything', async () => {
    const headers = { host: `127.0.0.1:${port}`, 'content-type': 'text/plain' };
    expect((await call('POST', '/preview/deliver', '{}', headers)).status).toBe(415);
    expect((await call('POST', '/preview/deliver', undefined, { host: `127.0.0.1:${port}` })).status).toBe(415);
    const large = { from: 'a@b.example', name: '', subject: '', text: 'x'.repeat(2_000_000) };
    expect((await call('POST', '/preview/deliver', large)).status).toBe(413);
    expect((await call('POST', '/preview/deliver', { ...large, text: 'x'.repeat(100_001) })).status).toBe(400);
    expect((await call('POST', '/preview/deliver', { ...large, text: 'x', more: 1 })).status).toBe(400);
  });

  it('the API is left as it is', async () => {
    expect((await call('GET', '/api/me', undefined, { host: 'school.example' })).body).toEqual({ api: true });
  });
});

describe('the page’s files', () => {
  it('come under a policy that lets no script run but its own', async () => {
    for (const path of ['/', '/preview/main.js']) {
      const { status, headers } = await call('GET', path);
      expect(status).toBe(200);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).not.toMatch(/unsafe|upgrade-insecure|https:|\*/);
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it.each([
    '/preview/secret.js',
    '/preview/..%2fsecret.js',
    '/preview/%2e%2e/secret.js',
    '/preview/index.html',
    '/preview/',
    '/preview',
  ])('are those of a list: not %s', async (path) => {
    expect((await call('GET', path)).status).toBe(404);
  });

  it('that are not built say so', async () => {
    const { status, body } = await call('GET', '/preview/Code.js');
    expect([status, body.detail]).toEqual([404, 'Code.js of the preview is not built: npm run build.']);
  });
});

describe('the mailbox', () => {
  it('lists what is there newest first, and tells a conversation with its marks', async () => {
    const asked = await gmail.deliver(
      eml({ subject: 'Hours \u202Eevil', from: 'Jeanne <jeanne@people.example>', text: 'When?\n\n> quoted\u0000' }),
    );
    const auto = `From: ${ADDRESS}\r\nTo: jeanne@people.example\r\nSubject: Re: Hours evil\r\nAuto-Submitted: auto-replied\r\nX-MailGPS-Reply-Id: x\r\nIn-Reply-To: <${asked.messageId}>\r\n\r\nAt nine.\r\n`;
    const { control } = { control: gmail };
    await control.deliver(auto, { labels: ['SENT'], authentication: 'keep' });
    const { items } = (await call<MailRows>('GET', '/preview/mails')).body;
    expect(items.map((row) => row.labels[0])).toEqual(['SENT', 'INBOX']);
    expect(items[1]).toMatchObject({ id: asked.id, subject: 'Hours evil', unread: true, from: { name: 'Jeanne' } });
    const thread = (await call<ThreadView>('GET', `/preview/threads/${asked.threadId}`)).body;
    expect(thread.messages.map((each) => [each.automatic, each.ours])).toEqual([
      [false, false],
      [true, true],
    ]);
    expect(JSON.stringify(thread)).not.toMatch(/\\u0000|\u202E/);
    await call('POST', `/preview/threads/${asked.threadId}/read`, {});
    expect((await call<MailRows>('GET', '/preview/mails')).body.items[1]).toMatchObject({ unread: false });
  });

  it('gives a message as Apps Script does, and 404 where there is none', async () => {
    const { id, threadId } = await gmail.deliver(
      eml({ subject: 'héhé', headers: ['X-Twice: one', 'X-Twice: two'], messageId: 'm@people.example' }),
    );
    expect((await call('GET', `/preview/message/${id}`)).body).toMatchObject({
      id,
      threadId,
      subject: 'héhé',
      headers: { 'x-twice': 'one', 'message-id': '<m@people.example>' },
    });
    for (const path of ['message', 'threads', 'drafts']) {
      expect((await call('GET', `/preview/${path}/none`)).status).toBe(404);
      expect((await call('GET', `/preview/${path}/%00..%2f`)).status).toBe(404);
    }
  });

  it('takes a mail as from outside, and only from one plain address', async () => {
    const mail = {
      from: 'parent@family.example',
      name: 'A "Parent", of\r\nBcc: x@evil.example',
      subject: 'Hi\r\nBcc: y@evil.example',
      text: 'Dear school',
    };
    const { status, body } = await call('POST', '/preview/deliver', mail);
    expect(status).toBe(200);
    const stored = (await gmail.messages()).find(({ id }) => id === body.id);
    const parsed = await PostalMime.parse(stored?.raw ?? new Uint8Array());
    expect(parsed.from).toMatchObject({ address: 'parent@family.example' });
    expect(parsed.to).toEqual([{ name: '', address: ADDRESS }]);
    expect([parsed.bcc ?? [], parsed.headers.filter(({ key }) => key === 'bcc')]).toEqual([[], []]);
    expect(stored?.labels).toEqual(expect.arrayContaining(['INBOX', 'UNREAD']));
    for (const from of ['', 'nobody', 'a@b.example, c@d.example', 'a@b.example\r\nBcc: x@y.example', '<a@b.example>']) {
      expect((await call('POST', '/preview/deliver', { ...mail, from })).status).toBe(400);
    }
  });
});

describe('a draft', () => {
  const begin = async () => {
    const asked = await gmail.deliver(
      eml({ subject: 'Fees', from: 'Ada <ada@people.example>', headers: ['Reply-To: office@people.example'] }),
    );
    const { draftId } = (await call('POST', '/preview/draft', { messageId: asked.id, text: 'Bonjour Ada' })).body;
    return { asked, draftId: String(draftId) };
  };

  it('is made in the conversation, changed, and sent as the shared mailbox', async () => {
    const { asked, draftId } = await begin();
    const view = (await call<DraftView>('GET', `/preview/drafts/${draftId}`)).body;
    expect(view).toMatchObject({ threadId: asked.threadId, subject: 'Re: Fees', to: [{ address: 'office@people.example' }] });
    expect(view.text.trim()).toBe('Bonjour Ada');
    const edited = (await call('PUT', `/preview/drafts/${draftId}`, { text: 'Bonjour à vous' })).body;
    expect(edited.draftId).not.toBe(draftId);
    expect((await call('GET', `/preview/drafts/${draftId}`)).status).toBe(404);
    expect((await call('POST', `/preview/drafts/${edited.draftId}/send`, { text: 'Bonjour encore' })).status).toBe(200);
    const sent = (await gmail.sent()).filter(({ threadId }) => threadId === asked.threadId);
    expect(sent).toHaveLength(1);
    const mail = await PostalMime.parse(sent[0]?.raw ?? '');
    expect(mail).toMatchObject({ subject: 'Re: Fees', inReplyTo: `<${asked.messageId}>` });
    expect(mail.text?.trim()).toBe('Bonjour encore');
    expect(mail.from?.address).toBe(ADDRESS);
    expect((await call('POST', `/preview/drafts/${edited.draftId}/send`, {})).status).toBe(404);
  });

  it('keeps its files when its words change', async () => {
    const { asked } = await begin();
    const raw = `From: ${ADDRESS}\r\nTo: ada@people.example\r\nSubject: Re: Fees\r\nIn-Reply-To: <${asked.messageId}>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nold\r\n--b\r\nContent-Type: application/pdf; name=fees.pdf\r\nContent-Disposition: attachment; filename=fees.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0=\r\n--b--\r\n`;
    const made = await fetch(`${gmail.url}/gmail/v1/users/me/drafts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${gmail.accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ message: { raw: Buffer.from(raw).toString('base64url'), threadId: asked.threadId } }),
    });
    const { id } = Object(await made.json());
    const { draftId } = (await call('PUT', `/preview/drafts/${id}`, { text: 'new' })).body;
    expect((await call('GET', `/preview/drafts/${draftId}`)).body).toMatchObject({
      attachments: [{ name: 'fees.pdf', size: 5 }],
    });
  });

  it('is discarded', async () => {
    const { draftId } = await begin();
    const shown = async () => (await call<MailRows>('GET', '/preview/mails')).body.items.some((row) => row.draftId === draftId);
    expect(await shown()).toBe(true);
    expect((await call('POST', `/preview/drafts/${draftId}/discard`, {})).status).toBe(200);
    expect(await shown()).toBe(false);
  });

  it('that MAIL GPS is about to send is nobody’s to see or change', async () => {
    const raw = `From: ${ADDRESS}\r\nTo: a@people.example\r\nSubject: x\r\nX-MailGPS-Reply-Id: e1\r\n\r\nx\r\n`;
    const made = await fetch(`${gmail.url}/gmail/v1/users/me/drafts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${gmail.accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ message: { raw: Buffer.from(raw).toString('base64url') } }),
    });
    const { id } = Object(await made.json());
    for (const answer of [
      await call('GET', `/preview/drafts/${id}`),
      await call('PUT', `/preview/drafts/${id}`, { text: 'x' }),
      await call('POST', `/preview/drafts/${id}/discard`, {}),
      await call('POST', `/preview/drafts/${id}/send`, {}),
    ]) {
      expect(answer.status).toBe(404);
    }
    const { items } = (await call<MailRows>('GET', '/preview/mails')).body;
    expect(items.some((row) => row.draftId === id)).toBe(false);
  });
});
