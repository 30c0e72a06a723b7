import { appendFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OAuth2Client } from 'google-auth-library';
import { createGmailMailbox } from '../../server/mailbox/gmail.ts';
import type { Mailbox } from '../../server/mailbox/mailbox.ts';
import { createControlClient } from '../../server/preview/gmail/control-client.ts';
import { type EmulatedGmail, type EmulatedGmailOptions, startEmulatedGmail } from '../../server/preview/gmail/emulated-gmail.ts';
import { openJournal } from '../../server/preview/gmail/journal.ts';
import { isAppError } from '../../shared/errors.ts';
import { rawMail, replyTo } from '../contracts/mailbox.contract.ts';

const ADDRESS = 'contact@ecole.example';
const TOPIC = 'projects/mail-gps/topics/gmail';
const codeOf = (error: unknown) => (isAppError(error) ? error.code : error);

interface Push {
  authorization: string;
  body: { message: { data: string; messageId: string; publishTime: string }; subscription: string };
}

/** A push endpoint that notes what it gets and answers as it is told. */
async function startEndpoint() {
  const pushes: Push[] = [];
  const statuses: number[] = [];
  let wanted = 0;
  let arrived = () => {};
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    pushes.push({
      authorization: request.headers.authorization ?? '',
      body: JSON.parse(Buffer.concat(chunks).toString()) as Push['body'],
    });
    response.writeHead(statuses.shift() ?? 204).end();
    if (pushes.length >= wanted) arrived();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/push/gmail`,
    pushes,
    statuses,
    /** Resolves once so many have come. */
    until: (count: number) =>
      new Promise<void>((resolve) => {
        wanted = count;
        arrived = resolve;
        if (pushes.length >= count) resolve();
      }),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

describe('the emulated Gmail', () => {
  const running: { close(): unknown }[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'mail-gps-'));
  async function start(options: Partial<EmulatedGmailOptions> = {}): Promise<{ gmail: EmulatedGmail; mailbox: Mailbox }> {
    const gmail = await startEmulatedGmail({ address: ADDRESS, ...options });
    running.push(gmail);
    return { gmail, mailbox: createGmailMailbox({ rootUrl: gmail.url, auth: { token: gmail.accessToken } }) };
  }
  async function endpoint() {
    const started = await startEndpoint();
    running.push(started);
    return started;
  }
  const call = (gmail: EmulatedGmail, path: string, init: RequestInit = {}) =>
    fetch(`${gmail.url}/gmail/v1/users/me/${path}`, { headers: { authorization: `Bearer ${gmail.accessToken}` }, ...init });
  afterEach(async () => {
    for (const one of running.splice(0)) await one.close();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  describe('notifies', () => {
    it('in the form of Pub/Sub, signed so that the ordinary verifying code accepts it', async () => {
      const { url, pushes, until } = await endpoint();
      const { gmail, mailbox } = await start({ pushUrl: url });
      await gmail.deliver(rawMail());
      await mailbox.watch(TOPIC);
      await until(1);
      await gmail.deliver(rawMail());
      await until(2);

      const { authorization, body } = pushes[1] ?? { authorization: '', body: null };
      expect(body).toEqual({
        message: {
          data: expect.stringMatching(/^[\w-]+$/),
          messageId: expect.stringMatching(/^\d+$/),
          publishTime: expect.any(String),
        },
        subscription: expect.stringMatching(/^projects\/.+\/subscriptions\/.+$/),
      });
      const data = JSON.parse(Buffer.from(body?.message.data ?? '', 'base64url').toString()) as Record<string, unknown>;
      expect(data).toEqual({ emailAddress: ADDRESS, historyId: expect.anything() });

      const client = new OAuth2Client({
        endpoints: { oauth2FederatedSignonPemCertsUrl: gmail.certsUrl },
        transporterOptions: { fetchImplementation: fetch },
      });
      const ticket = await client.verifyIdToken({ idToken: authorization.replace('Bearer ', ''), audience: url });
      expect(ticket.getPayload()).toMatchObject({ iss: gmail.issuer, aud: url, email: gmail.pushAccount, email_verified: true });
      await expect(
        client.verifyIdToken({ idToken: authorization.replace('Bearer ', ''), audience: `${url}/` }),
      ).rejects.toThrow();
      const other = await start();
      const forged = await other.gmail.mintIdToken({ sub: '1', email: gmail.pushAccount, aud: url });
      await expect(client.verifyIdToken({ idToken: forged, audience: url })).rejects.toThrow();
    });

    it('only while it is watched', async () => {
      const { url } = await endpoint();
      const { gmail, mailbox } = await start({ pushUrl: url });
      await gmail.deliver(rawMail());
      expect((await gmail.notifications()).changes).toBe(0);
      await mailbox.watch(TOPIC);
      await gmail.deliver(rawMail());
      expect((await gmail.notifications()).changes).toBe(2);
      await mailbox.stopWatch();
      await gmail.deliver(rawMail());
      expect((await gmail.notifications()).changes).toBe(2);
    });

    it('of what the mailbox itself does: drafts, sends, labels', async () => {
      const { gmail, mailbox } = await start();
      const { id } = await gmail.deliver(rawMail());
      await mailbox.watch(TOPIC);
      const changes = async () => (await gmail.notifications()).changes;
      expect(await changes()).toBe(1);
      const draft = await mailbox.createDraft(rawMail({ To: 'zoe@example.org' }), null);
      expect(await changes()).toBe(2);
      await mailbox.sendDraft(draft.draftId);
      expect(await changes()).toBe(3);
      await mailbox.label(id, ['MailGPS/Seen'], []);
      expect(await changes()).toBe(4);
      await mailbox.label(id, ['MailGPS/Seen'], []);
      await mailbox.fetchRaw(id);
      expect(await changes()).toBe(4);
    });

    it('again until it is acknowledged', async () => {
      const { url, pushes, statuses, until } = await endpoint();
      statuses.push(500, 404, 203);
      const { mailbox } = await start({ pushUrl: url, notifications: { firstRetryMs: 1 } });
      await mailbox.watch(TOPIC);
      await until(4);
      expect(new Set(pushes.map(({ body }) => body.message.messageId)).size).toBe(1);
    });

    it('twice or not at all, on demand', async () => {
      const { url, pushes, until } = await endpoint();
      const { gmail, mailbox } = await start({ pushUrl: url });
      await mailbox.watch(TOPIC);
      await until(1);
      await gmail.repeatNotifications(1, 4);
      await gmail.deliver(rawMail());
      await until(6);
      expect(new Set(pushes.slice(1).map(({ body }) => body.message.messageId)).size).toBe(1);
      await gmail.loseNotifications(2);
      await gmail.deliver(rawMail());
      await gmail.deliver(rawMail());
      expect(await gmail.notifications()).toMatchObject({ changes: 4, lost: 2, repeated: 4 });
    });

    it('now and then twice or not at all, the same way for the same seed', async () => {
      const { url } = await endpoint();
      const habits = { lose: 0.2, repeat: 0.2, seed: 3 };
      const run = async () => {
        const { gmail, mailbox } = await start({ pushUrl: url, notifications: habits });
        await mailbox.watch(TOPIC);
        for (let n = 0; n < 60; n++) await gmail.deliver(rawMail());
        const { lost, repeated } = await gmail.notifications();
        return { lost, repeated };
      };
      const first = await run();
      expect(first.lost).toBeGreaterThan(0);
      expect(first.repeated).toBeGreaterThan(0);
      expect(await run()).toEqual(first);
    });
  });

  it('states the identity of people with the same key', async () => {
    const { gmail } = await start();
    const client = new OAuth2Client({
      endpoints: { oauth2FederatedSignonPemCertsUrl: gmail.certsUrl },
      transporterOptions: { fetchImplementation: fetch },
    });
    const verify = (idToken: string) => client.verifyIdToken({ idToken, audience: 'console' });
    const person = { sub: '42', email: 'ana@ecole.example', hd: 'ecole.example', aud: 'console' };
    expect((await verify(await gmail.mintIdToken(person))).getPayload()).toMatchObject({ ...person, email_verified: true });
    const unverified = await gmail.mintIdToken({ ...person, email_verified: false });
    expect((await verify(unverified)).getPayload()?.email_verified).toBe(false);
    await expect(verify(await gmail.mintIdToken({ ...person, expiresInSeconds: -3600 }))).rejects.toThrow(/late|expired/i);
    await expect(verify(await gmail.mintIdToken({ ...person, iss: 'https://example.org' }))).rejects.toThrow(/issuer/i);
  });

  it('answers 401 without its token, and nothing of the control without its key', async () => {
    const { gmail } = await start();
    for (const headers of [{}, { authorization: 'Bearer x' }, { authorization: gmail.accessToken }]) {
      const response = await call(gmail, 'profile', { headers });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ error: { code: 401, status: 'UNAUTHENTICATED' } });
    }
    const wrong = createControlClient({ url: gmail.url, controlKey: 'x' });
    await expect(wrong.sent().catch(codeOf)).resolves.toBe('forbidden');
    const absent = createControlClient({ url: 'http://127.0.0.1:1', controlKey: 'x' });
    await expect(absent.sent().catch(codeOf)).resolves.toBe('unavailable');
  });

  it('is worked over HTTP as in the process', async () => {
    const { gmail, mailbox } = await start();
    const control = createControlClient(gmail);
    const raw = Buffer.concat([rawMail(), Buffer.from([0, 255])]);
    const { id } = await control.deliver(raw, { authentication: 'keep' });
    expect(Buffer.from((await mailbox.fetchRaw(id)).raw).equals(raw)).toBe(true);
    expect(Buffer.from((await control.messages())[0]?.raw ?? []).equals(raw)).toBe(true);
    await control.deliver('From: a@example.org\n\nBonjour');
    await expect(control.deliver('').catch(codeOf)).resolves.toBe('invalid');
    await expect(control.editDraft('nobody', 'x').catch(codeOf)).resolves.toBe('not-found');
    await control.addFault({ method: 'users.getProfile', kind: 'status', status: 401 });
    await expect(mailbox.profile().catch(codeOf)).resolves.toBe('reauthorise');
    expect((await control.quota()).methods['messages.get']).toEqual({ calls: 1, units: 60 });
    await control.setPush(null);
    expect(await control.notifications()).toMatchObject({ posts: 0 });
  });

  describe('sends', () => {
    it('under a Message-ID and a message id of its own', async () => {
      const { gmail, mailbox } = await start();
      const draft = await mailbox.createDraft(
        rawMail({ To: 'zoe@example.org', 'Message-ID': '<mine@ecole.example>', 'X-MailGPS-Reply-Id': 'r1' }),
        null,
      );
      const ref = await mailbox.sendDraft(draft.draftId);
      expect(ref.id).not.toBe(draft.ref.id);
      const headers = (await mailbox.headersOf(ref.id))?.headers ?? {};
      expect(headers['message-id']).toMatch(/@mail\.gmail\.com>$/);
      expect(headers['x-mailgps-reply-id']).toBe('r1');
      expect(await mailbox.findByMessageId('mine@ecole.example')).toEqual([]);
      expect((await gmail.sent()).map(({ id, messageId }) => [id, `<${messageId}>`])).toEqual([[ref.id, headers['message-id']]]);
    });

    it('without custom X- headers when told, the rest to the byte', async () => {
      const { gmail, mailbox } = await start();
      await gmail.dropXHeaders(true);
      const raw = rawMail({ To: 'zoe@example.org', 'X-MailGPS-Reply-Id': 'r1\r\n folded', 'Auto-Submitted': 'auto-replied' });
      const draft = await mailbox.createDraft(raw, null);
      const { id } = await mailbox.sendDraft(draft.draftId);
      const sent = Buffer.from((await mailbox.fetchRaw(id)).raw).toString();
      expect(sent).not.toMatch(/reply-id|folded/i);
      expect(sent).toContain('Auto-Submitted: auto-replied\r\n');
      expect(sent.slice(sent.indexOf('\r\n\r\n'))).toBe(raw.toString().slice(raw.toString().indexOf('\r\n\r\n')));
    });

    it('nothing that has no recipient, and keeps the draft', async () => {
      const { mailbox } = await start();
      const draft = await mailbox.createDraft(Buffer.from('From: contact@ecole.example\r\nSubject: x\r\n\r\nx'), null);
      await expect(mailbox.sendDraft(draft.draftId).catch(codeOf)).resolves.toBe('invalid');
      expect(await mailbox.getDraft(draft.draftId)).not.toBeNull();
    });

    it('to oneself: it arrives as well', async () => {
      const { mailbox } = await start();
      const draft = await mailbox.createDraft(rawMail({ From: ADDRESS, To: `Contact <${ADDRESS}>` }), null);
      expect((await mailbox.sendDraft(draft.draftId)).labels).toEqual(expect.arrayContaining(['SENT', 'INBOX']));
    });
  });

  describe('threads', () => {
    it('what answers a mail, ours included, and whatever cites a mail of ours', async () => {
      const { gmail, mailbox } = await start();
      const { messageId, threadId } = await gmail.deliver(rawMail({ Subject: '=?utf-8?q?Rentr=C3=A9e?=' }));
      const draft = await mailbox.createDraft(replyTo(messageId, '=?iso-8859-1?q?Rentr=E9e?='), threadId);
      const sent = await mailbox.sendDraft(draft.draftId);
      expect(sent.threadId).toBe(threadId);
      const [own] = await gmail.sent();
      const answer = await gmail.deliver(rawMail({ 'In-Reply-To': `<${own?.messageId}>` }));
      const bounce = await gmail.deliver(rawMail({ Subject: 'Undelivered', References: `<x@y> <${own?.messageId}>` }));
      expect([answer.threadId, bounce.threadId]).toEqual([threadId, threadId]);
      expect((await gmail.deliver(rawMail())).threadId).not.toBe(threadId);
    });

    it.each([
      ['another subject', { Subject: 'Re: Autre chose' }],
      ['no citation', { 'In-Reply-To': '<x@y>', References: '<x@y>' }],
    ])('not an own mail with %s, whatever thread it asks for', async (_name, fields) => {
      const { gmail, mailbox } = await start();
      const { messageId, threadId } = await gmail.deliver(rawMail({ Subject: 'Horaires' }));
      const draft = await mailbox.createDraft(replyTo(messageId, 'Horaires', fields), threadId);
      expect(draft.ref.threadId).not.toBe(threadId);
      expect((await mailbox.sendDraft(draft.draftId)).threadId).not.toBe(threadId);
    });

    it('none that does not exist', async () => {
      const { mailbox } = await start();
      await expect(mailbox.createDraft(rawMail(), '00000000000000aa').catch(codeOf)).resolves.toBe('not-found');
    });
  });

  describe('receives', () => {
    const top = async (options: object, fields: Record<string, string> = {}) => {
      const { gmail, mailbox } = await start();
      const { id } = await gmail.deliver(rawMail(fields), options);
      return Buffer.from((await mailbox.fetchRaw(id)).raw).toString();
    };

    it('with the verdict of the receiving host on top, pass unless told otherwise', async () => {
      const passed = await top({});
      expect(passed).toMatch(
        /^Return-Path: <zoe\.martin@example\.org>\r\nDelivered-To: contact@ecole\.example\r\nAuthentication-Results: mx\.google\.com;\r\n/,
      );
      expect(passed).toContain('dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=example.org\r\n');
      expect(await top({ authentication: 'fail', returnPath: '' })).toMatch(/^Return-Path: <>\r\n.*dmarc=fail/s);
      expect(await top({ authentication: 'none' })).not.toContain('Authentication-Results');
    });

    it('a mail that has that verdict already, to the byte, unless told otherwise', async () => {
      const forged = { 'Authentication-Results': 'mx.google.com; dmarc=pass header.from=bank.example' };
      expect(await top({}, forged)).toMatch(/^From: /);
      expect((await top({ authentication: 'fail' }, forged)).indexOf('dmarc=fail')).toBeGreaterThan(0);
    });

    it('a mail without Message-ID, and gives it one', async () => {
      const { gmail, mailbox } = await start();
      const { id, messageId } = await gmail.deliver('From: zoe@example.org\n\nBonjour');
      expect(messageId).toMatch(/@mx\.google\.com$/);
      expect((await mailbox.findByMessageId(messageId)).map((ref) => ref.id)).toEqual([id]);
    });

    it('a mail that no reader can take apart', async () => {
      const { gmail, mailbox } = await start();
      let nested = '';
      for (let n = 0; n < 4_000; n++) nested += `Content-Type: multipart/mixed; boundary=b${n}\n\n--b${n}\n`;
      const raw = Buffer.from(`From: zoe@example.org\nMessage-ID: <deep@example.org>\n${nested}`);
      const { historyId } = await mailbox.profile();
      const { id } = await gmail.deliver(raw, { authentication: 'keep' });
      expect(Buffer.from((await mailbox.fetchRaw(id)).raw).equals(raw)).toBe(true);
      expect((await mailbox.changes(historyId)).added.map((ref) => ref.id)).toEqual([id]);
    });

    it('mail into spam or any label', async () => {
      const { gmail, mailbox } = await start();
      const { id } = await gmail.deliver(rawMail(), { labels: ['SPAM'] });
      expect((await mailbox.fetchRaw(id)).ref.labels).toEqual(['SPAM']);
      expect((await mailbox.listSince(0, 'rest:')).refs).toEqual([]);
    });
  });

  it('gives all headers of a mail, also in the full format', async () => {
    const { gmail } = await start();
    const { id } = await gmail.deliver(rawMail({ 'List-Id': '<news.example.org>', 'X-Odd': 'one\r\n two' }), {
      authentication: 'keep',
    });
    for (const query of ['format=full', 'format=metadata', 'format=metadata&metadataHeaders=list-id&metadataHeaders=X-ODD']) {
      const { payload } = (await (await call(gmail, `messages/${id}?${query}`)).json()) as { payload: { headers: unknown[] } };
      expect(payload.headers).toEqual(
        expect.arrayContaining([
          { name: 'List-Id', value: '<news.example.org>' },
          { name: 'X-Odd', value: 'one two' },
        ]),
      );
      expect(payload.headers).toHaveLength(query.includes('Headers') ? 2 : 7);
    }
  });

  it('has history ids that grow, past what a Number can hold', async () => {
    const { gmail, mailbox } = await start();
    let last = BigInt((await mailbox.profile()).historyId);
    expect(last > BigInt(Number.MAX_SAFE_INTEGER)).toBe(true);
    for (let n = 0; n < 50; n++) {
      await gmail.deliver(rawMail());
      const { historyId } = await mailbox.profile();
      expect(BigInt(historyId) > last).toBe(true);
      last = BigInt(historyId);
    }
  });

  describe('keeps its state', () => {
    it('over a kill, in the midst of work: messages, threads, labels, drafts, history, watch', async () => {
      const dataFile = join(folder, 'kill.jsonl');
      const { gmail, mailbox } = await start({ dataFile });
      await mailbox.watch(TOPIC);
      const { historyId: cursor } = await mailbox.profile();
      const odd = Buffer.concat([rawMail({ Subject: 'Dossier' }), Buffer.from('\u2028 é\n'), Buffer.from([0, 255, 10])]);
      const { id, messageId, threadId } = await gmail.deliver(odd, { authentication: 'keep' });
      await mailbox.label(id, ['MailGPS/Held'], []);
      const kept = await mailbox.createDraft(replyTo(messageId, 'Dossier'), threadId);
      const gone = await mailbox.createDraft(replyTo(messageId, 'Dossier'), threadId);
      const sent = await mailbox.sendDraft(gone.draftId);
      const labels = (await mailbox.fetchRaw(id)).ref.labels;
      const { historyId } = await mailbox.profile();
      // Not closed: what a killed process leaves behind, its last line cut short.
      appendFileSync(dataFile, '[["+","messages",{"id":99,"gmail_id":"00');

      const again = await start({ dataFile });
      expect(await again.mailbox.profile()).toEqual({ address: ADDRESS, historyId });
      const read = await again.mailbox.fetchRaw(id);
      expect(Buffer.from(read.raw).equals(odd)).toBe(true);
      expect(read.ref).toEqual({ id, threadId, labels });
      expect((await again.mailbox.thread(threadId)).map(({ ref }) => ref.id)).toEqual([id, kept.ref.id, sent.id]);
      expect((await again.mailbox.changes(cursor)).added.map((ref) => ref.id)).toEqual([id, sent.id]);
      expect(await again.mailbox.getDraft(gone.draftId)).toBeNull();
      await again.mailbox.sendDraft(kept.draftId);
      await again.mailbox.label(id, [], ['MailGPS/Held']);
      const answer = await again.gmail.deliver(rawMail({ 'In-Reply-To': `<${messageId}>` }));
      expect(answer.threadId).toBe(threadId);
      expect(answer.id > sent.id).toBe(true);
      expect((await again.gmail.notifications()).changes).toBe(3);
      expect(BigInt((await again.mailbox.profile()).historyId) > BigInt(historyId)).toBe(true);
      // The first one still runs on the same file, and must not write into what is no longer its own.
      await expect(gmail.deliver(rawMail()).catch(codeOf)).resolves.toBe('conflict');
    });

    it('in a file that only its owner reads, rewritten at the start once much of it no longer counts', async () => {
      const dataFile = join(folder, 'grow.jsonl');
      const { journal } = await openJournal(dataFile);
      journal.append([
        ['+', 'messages', { id: 1 }],
        ['+', 'messages', { id: 2 }],
      ]);
      for (let n = 0; n < 1_500; n++) journal.append([['~', 'messages', 1, { label_ids: [String(n)] }]]);
      journal.append([
        ['-', 'messages', 2],
        ['=', 'watch', { topic: 't' }],
      ]);
      journal.close();
      const { size, mode } = statSync(dataFile);
      expect(mode & 0o077).toBe(0);
      const expected = {
        collections: new Map([['messages', new Map([[1, { id: 1, label_ids: ['1499'] }]])]]),
        values: new Map([['watch', { topic: 't' }]]),
      };
      for (let start = 0; start < 2; start++) {
        const { loaded, journal: again } = await openJournal(dataFile);
        again.close();
        expect(loaded).toEqual(expected);
        expect(statSync(dataFile).size).toBeLessThan(size / 100);
      }
    });

    it('or says which file is broken', async () => {
      const dataFile = join(folder, 'broken.jsonl');
      appendFileSync(dataFile, 'not json\n[]\n');
      const error: unknown = await startEmulatedGmail({ address: ADDRESS, dataFile }).catch((reason: unknown) => reason);
      expect(codeOf(error)).toBe('store-corrupt');
      expect(String(error)).toContain('broken.jsonl');
    });
  });

  it('says when its port is taken', async () => {
    const { gmail } = await start();
    const port = Number(new URL(gmail.url).port);
    await expect(startEmulatedGmail({ address: ADDRESS, port }).catch(codeOf)).resolves.toBe('port-in-use');
  });
});
