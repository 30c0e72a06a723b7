import type { Mailbox } from '../../server/mailbox/mailbox.ts';
import { isAppError } from '../../shared/errors.ts';
import type { MailRef } from '../../shared/mail.ts';

/** A mailbox to try, with what the outside world does to it. */
export interface MailboxUnderTest {
  mailbox: Mailbox;
  address: string;
  /** A mail arrives and is kept as given. `messageId` without angle brackets. */
  deliver(raw: Uint8Array): Promise<{ id: string; threadId: string; messageId: string }>;
  expireHistory(): Promise<void>;
  /** A person moves a mail, or marks it. */
  relabel(id: string, change: { addLabelIds?: string[]; removeLabelIds?: string[] }): Promise<unknown>;
  /** A person edits a draft by hand. */
  editDraft(draftId: string, raw: Uint8Array): Promise<unknown>;
  close(): Promise<void>;
}

const TOPIC = 'projects/mail-gps/topics/gmail';
let counter = 0;

export function rawMail(fields: Record<string, string> = {}, body = 'Bonjour,\r\n\r\nMerci.\r\n'): Buffer {
  counter++;
  const all: Record<string, string> = {
    From: 'Zoé Martin <zoe.martin@example.org>',
    To: 'contact@ecole.example',
    Subject: `Question ${counter}`,
    'Message-ID': `<question-${counter}@example.org>`,
    Date: 'Mon, 02 Nov 2026 10:00:00 +0100',
    ...fields,
  };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${head.join('')}\r\n${body}`);
}

export function replyTo(messageId: string, subject: string, fields: Record<string, string> = {}): Buffer {
  return rawMail({
    From: 'contact@ecole.example',
    To: 'zoe.martin@example.org',
    Subject: `Re: ${subject}`,
    'In-Reply-To': `<${messageId}>`,
    References: `<${messageId}>`,
    ...fields,
  });
}

/** What every mailbox adapter promises. */
export function mailboxContract(name: string, start: () => Promise<MailboxUnderTest>): void {
  describe(`mailbox contract: ${name}`, () => {
    let world: MailboxUnderTest;
    let mailbox: Mailbox;
    beforeAll(async () => {
      world = await start();
      mailbox = world.mailbox;
    });
    afterAll(() => world.close());

    const cursor = async () => (await mailbox.profile()).historyId;
    async function allChanges(since: string): Promise<{ added: MailRef[]; cursor: string }> {
      const added: MailRef[] = [];
      let page: string | undefined;
      for (;;) {
        const found = await mailbox.changes(since, page);
        added.push(...found.added);
        if (found.nextPage === null) return { added, cursor: found.cursor };
        page = found.nextPage;
      }
    }
    async function allSince(since: number): Promise<MailRef[]> {
      const refs: MailRef[] = [];
      let page: string | undefined;
      for (;;) {
        const found = await mailbox.listSince(since, page);
        refs.push(...found.refs);
        if (found.nextPage === null) return refs;
        page = found.nextPage;
      }
    }
    const codeOf = (error: unknown) => (isAppError(error) ? error.code : error);

    it('knows its own address in lower case and a decimal history id', async () => {
      const profile = await mailbox.profile();
      expect(profile.address).toBe(world.address);
      expect(profile.historyId).toMatch(/^\d+$/);
    });

    it('gives what was added after the cursor, each once, and a cursor after which there is nothing', async () => {
      const before = await cursor();
      const first = await world.deliver(rawMail());
      const second = await world.deliver(rawMail());
      const changes = await allChanges(before);
      expect(changes.added.map(({ id }) => id)).toEqual([first.id, second.id]);
      expect(changes.added[0]).toMatchObject({ threadId: first.threadId, labels: expect.arrayContaining(['INBOX']) });
      expect((await allChanges(changes.cursor)).added).toEqual([]);
      expect(BigInt(changes.cursor) > BigInt(before)).toBe(true);
    });

    it('tells what was taken out of spam and the bin, and no other change of labels', async () => {
      const [spam, bin, other] = [await world.deliver(rawMail()), await world.deliver(rawMail()), await world.deliver(rawMail())];
      await world.relabel(spam.id, { addLabelIds: ['SPAM'], removeLabelIds: ['INBOX'] });
      await world.relabel(bin.id, { addLabelIds: ['TRASH'], removeLabelIds: ['INBOX'] });
      const draft = await mailbox.createDraft(replyTo(other.messageId, 'Horaires'), other.threadId);
      const sent = await mailbox.sendDraft(draft.draftId);
      await world.relabel(sent.id, { addLabelIds: ['TRASH'] });
      const before = await cursor();
      await mailbox.label(other.id, ['MailGPS/To answer'], []);
      await mailbox.label(other.id, [], ['MailGPS/To answer']);
      await world.relabel(other.id, { removeLabelIds: ['UNREAD'] });
      await world.relabel(sent.id, { removeLabelIds: ['TRASH'] });
      expect(await mailbox.changes(before)).toMatchObject({ added: [], restored: [] });
      await world.relabel(spam.id, { addLabelIds: ['INBOX'], removeLabelIds: ['SPAM'] });
      await world.relabel(bin.id, { addLabelIds: ['INBOX'], removeLabelIds: ['TRASH'] });
      const { added, restored } = await mailbox.changes(before);
      expect([added, restored.map(({ id }) => id)]).toEqual([[], [spam.id, bin.id]]);
      expect(restored[0]).toMatchObject({ threadId: spam.threadId, labels: expect.arrayContaining(['INBOX']) });
    });

    it('leaves drafts out of the changes, and has what was sent in them', async () => {
      const { messageId, threadId } = await world.deliver(rawMail({ Subject: 'Horaires' }));
      const before = await cursor();
      const draft = await mailbox.createDraft(replyTo(messageId, 'Horaires'), threadId);
      expect((await allChanges(before)).added).toEqual([]);
      const sent = await mailbox.sendDraft(draft.draftId);
      const { added } = await allChanges(before);
      expect(added.map(({ id }) => id)).toEqual([sent.id]);
      expect(added[0]?.labels).toContain('SENT');
    });

    it('pages through many changes with the same cursor and loses none', async () => {
      const before = await cursor();
      const ids: string[] = [];
      for (let n = 0; n < 620; n++) ids.push((await world.deliver(rawMail({}, 'x\r\n'))).id);
      expect((await mailbox.changes(before)).nextPage).not.toBeNull();
      expect((await allChanges(before)).added.map(({ id }) => id)).toEqual(ids);
    });

    it('refuses a cursor that is too old, unknown or no cursor at all', async () => {
      const old = await cursor();
      await world.expireHistory();
      await expect(mailbox.changes(old).catch(codeOf)).resolves.toBe('cursor-too-old');
      await expect(mailbox.changes('1').catch(codeOf)).resolves.toBe('cursor-too-old');
      await expect(mailbox.changes('abc').catch(codeOf)).resolves.toBe('cursor-too-old');
      await expect(mailbox.changes(await cursor())).resolves.toMatchObject({ added: [] });
    });

    it('lists what came since a time, sent mail marked as such, drafts left out', async () => {
      const since = Date.now();
      const { id, messageId, threadId } = await world.deliver(rawMail({ Subject: 'Tarifs' }));
      const draft = await mailbox.createDraft(replyTo(messageId, 'Tarifs'), threadId);
      const kept = await mailbox.createDraft(replyTo(messageId, 'Tarifs'), threadId);
      const sent = await mailbox.sendDraft(draft.draftId);
      const refs = await allSince(since);
      const ids = refs.map((ref) => ref.id);
      expect(ids).toEqual(expect.arrayContaining([id, sent.id]));
      expect(ids).not.toContain(kept.ref.id);
      expect(refs.find((ref) => ref.id === sent.id)?.labels).toContain('SENT');
      expect(refs.find((ref) => ref.id === id)?.labels).not.toContain('SENT');
      expect(new Set(ids).size).toBe(ids.length);
      await expect(allSince(Date.now() + 60_000)).resolves.toEqual([]);
    });

    it('gives a message to the byte, and when it came', async () => {
      const odd = Buffer.concat([rawMail({ Subject: 'caf\u00e9' }), Buffer.from([0, 255, 254, 13, 10, 10, 13, 0x80])]);
      const before = Date.now();
      const { id, threadId } = await world.deliver(odd);
      const message = await mailbox.fetchRaw(id);
      expect(Buffer.from(message.raw).equals(odd)).toBe(true);
      expect(message.ref).toMatchObject({ id, threadId, labels: expect.arrayContaining(['INBOX']) });
      expect(message.receivedAt).toBeGreaterThanOrEqual(before - 1000);
      await expect(mailbox.fetchRaw('00000000000000aa').catch(codeOf)).resolves.toBe('not-found');
    });

    it('gives the headers of a thread, drafts included, and of one message', async () => {
      const { id, messageId, threadId } = await world.deliver(rawMail({ Subject: 'Bulletin', 'Auto-Submitted': 'no' }));
      const reply = replyTo(messageId, 'Bulletin', { 'X-MailGPS-Reply-Id': 'r-1', 'Auto-Submitted': 'auto-replied' });
      const draft = await mailbox.createDraft(reply, threadId);
      const thread = await mailbox.thread(threadId);
      expect(thread.map(({ ref }) => ref.id)).toEqual([id, draft.ref.id]);
      expect(thread[0]?.headers).toMatchObject({ 'message-id': `<${messageId}>`, subject: 'Bulletin', 'auto-submitted': 'no' });
      expect(thread[1]?.headers).toMatchObject({ 'x-mailgps-reply-id': 'r-1', 'in-reply-to': `<${messageId}>` });
      expect(thread[1]?.ref.labels).toContain('DRAFT');
      expect((await mailbox.headersOf(id))?.headers.from).toContain('zoe.martin@example.org');
      expect(await mailbox.headersOf('00000000000000aa')).toBeNull();
      expect(await mailbox.thread('00000000000000aa')).toEqual([]);
    });

    it('finds a message by its Message-ID', async () => {
      const { id, messageId } = await world.deliver(rawMail());
      expect((await mailbox.findByMessageId(messageId)).map((ref) => ref.id)).toEqual([id]);
      expect((await mailbox.findByMessageId(`<${messageId}>`)).map((ref) => ref.id)).toEqual([id]);
      expect(await mailbox.findByMessageId('nobody@example.org')).toEqual([]);
      expect(await mailbox.findByMessageId('a b OR in:inbox')).toEqual([]);
      expect(await mailbox.findByMessageId('')).toEqual([]);
    });

    it('sends a stored draft once, in the thread of the mail it answers', async () => {
      const { messageId, threadId } = await world.deliver(rawMail({ Subject: 'Inscription' }));
      const draft = await mailbox.createDraft(replyTo(messageId, 'Inscription'), threadId);
      expect(draft.ref.threadId).toBe(threadId);
      expect(await mailbox.getDraft(draft.draftId)).toMatchObject({ draftId: draft.draftId, ref: { threadId } });
      const attempts = await Promise.allSettled([1, 2, 3].map(() => mailbox.sendDraft(draft.draftId)));
      const sent = attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []));
      const refused = attempts.flatMap((attempt) => (attempt.status === 'rejected' ? [codeOf(attempt.reason)] : []));
      expect(sent).toHaveLength(1);
      expect(refused).toEqual(['not-found', 'not-found']);
      expect(sent[0]).toMatchObject({ threadId, labels: expect.arrayContaining(['SENT']) });
      expect(await mailbox.getDraft(draft.draftId)).toBeNull();
      const inThread = (await mailbox.thread(threadId)).filter(({ ref }) => ref.labels.includes('SENT'));
      expect(inThread.map(({ ref }) => ref.id)).toEqual([sent[0]?.id]);
    });

    it('lists the drafts of a thread, those of others left out', async () => {
      const { messageId, threadId } = await world.deliver(rawMail({ Subject: 'Absence' }));
      expect(await mailbox.drafts(threadId)).toEqual([]);
      await mailbox.createDraft(rawMail({ From: world.address, To: 'zoe.martin@example.org' }), null);
      const draft = await mailbox.createDraft(replyTo(messageId, 'Absence'), threadId);
      expect(await mailbox.drafts(threadId)).toEqual([{ draftId: draft.draftId, ref: { ...draft.ref, labels: ['DRAFT'] } }]);
      await mailbox.sendDraft(draft.draftId);
      expect(await mailbox.drafts(threadId)).toEqual([]);
    });

    it('starts a thread of its own for a forward', async () => {
      const { threadId } = await world.deliver(rawMail());
      const draft = await mailbox.createDraft(rawMail({ From: world.address, To: 'direction@example.net' }), null);
      expect(draft.ref.threadId).not.toBe(threadId);
    });

    it('takes a mail of several megabytes', async () => {
      const body = `${'a'.repeat(76)}\r\n`.repeat(60_000);
      const draft = await mailbox.createDraft(rawMail({ From: world.address, To: 'direction@example.net' }, body), null);
      const sent = await mailbox.sendDraft(draft.draftId);
      const { raw } = await mailbox.fetchRaw(sent.id);
      expect(Buffer.from(raw).toString('latin1').endsWith(body)).toBe(true);
    });

    it('no longer knows a draft that a person edited, and deletes drafts without minding that they are gone', async () => {
      const draft = await mailbox.createDraft(rawMail({ From: world.address, To: 'zoe.martin@example.org' }), null);
      await world.editDraft(draft.draftId, rawMail({ From: world.address, To: 'zoe.martin@example.org' }));
      expect(await mailbox.getDraft(draft.draftId)).toBeNull();
      await expect(mailbox.sendDraft(draft.draftId).catch(codeOf)).resolves.toBe('not-found');
      const other = await mailbox.createDraft(rawMail({ From: world.address, To: 'zoe.martin@example.org' }), null);
      await mailbox.deleteDraft(other.draftId);
      await mailbox.deleteDraft(other.draftId);
      expect(await mailbox.getDraft(other.draftId)).toBeNull();
    });

    it('adds and removes labels by name, creating nested ones, also for several mails at once', async () => {
      const delivered = await Promise.all([1, 2, 3].map(() => world.deliver(rawMail())));
      await Promise.all(delivered.map(({ id }) => mailbox.label(id, ['MailGPS/Suggested'], [])));
      const labelled = await Promise.all(delivered.map(async ({ id }) => (await mailbox.fetchRaw(id)).ref.labels));
      const added = labelled.map((labels) => labels.filter((label) => label !== 'INBOX' && label !== 'UNREAD'));
      expect(new Set(added.flat()).size).toBe(1);
      const [first] = delivered;
      if (!first) throw new Error('nothing was delivered');
      await mailbox.label(first.id, ['MailGPS/Answered'], ['MailGPS/Suggested', 'MailGPS/Never made']);
      await mailbox.label(first.id, ['MailGPS/Answered'], ['MailGPS/Suggested']);
      const after = (await mailbox.fetchRaw(first.id)).ref.labels;
      expect(after).not.toContain(added[0]?.[0]);
      expect(after.filter((label) => label !== 'INBOX' && label !== 'UNREAD')).toHaveLength(1);
      await expect(mailbox.label('00000000000000aa', ['MailGPS/Answered'], []).catch(codeOf)).resolves.toBe('not-found');
    });

    it('puts a mail in without sending it, outside the inbox, and history tells of it', async () => {
      const before = await cursor();
      const raw = rawMail({ From: world.address, To: world.address, Subject: 'Canari' });
      const ref = await mailbox.insert(raw);
      const kept = await mailbox.fetchRaw(ref.id);
      expect(Buffer.from(kept.raw).equals(raw)).toBe(true);
      for (const hidden of ['INBOX', 'SENT', 'UNREAD', 'DRAFT']) expect(kept.ref.labels).not.toContain(hidden);
      expect((await allChanges(before)).added.map(({ id }) => id)).toEqual([ref.id]);
    });

    it('puts a mail into the bin, also one that is gone, and that is no news', async () => {
      const ref = await mailbox.insert(rawMail({ From: world.address, To: world.address }));
      const before = await cursor();
      await mailbox.trash(ref.id);
      await mailbox.trash(ref.id);
      await mailbox.trash('00000000000000aa');
      expect((await mailbox.fetchRaw(ref.id)).ref.labels).toContain('TRASH');
      expect(await mailbox.changes(before)).toMatchObject({ added: [], restored: [] });
      expect((await allSince(0)).map(({ id }) => id)).not.toContain(ref.id);
    });

    it('watches for a week at most, twice over, and stops', async () => {
      const { expiration, historyId } = await mailbox.watch(TOPIC);
      expect(historyId).toMatch(/^\d+$/);
      expect(expiration).toBeGreaterThan(Date.now());
      expect(expiration).toBeLessThanOrEqual(Date.now() + 7 * 86_400_000 + 1000);
      await mailbox.watch(TOPIC);
      // A mailbox tells one topic: the watch on another one is ended first.
      expect((await mailbox.watch(`${TOPIC}-2`)).expiration).toBeGreaterThan(Date.now());
      await mailbox.stopWatch();
      await mailbox.stopWatch();
    });
  });
}
