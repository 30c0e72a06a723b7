import { checkMailbox } from '../../server/mail/check-mailbox.ts';
import { handleMail } from '../../server/mail/handle-mail.ts';
import { sendEffect } from '../../server/mail/send-effect.ts';
import type { Mailbox } from '../../server/mailbox/mailbox.ts';
import { AppError } from '../../shared/errors.ts';
import { eml } from '../e2e/support/eml.ts';
import { AUTHENTICATED, useInstallation } from '../http/support/installation.ts';

const it_ = useInstallation();

function threaded(map: Record<string, string>) {
  const m = it_.mailbox;
  const fix = <T extends { id: string; threadId: string }>(r: T): T => (map[r.id] ? { ...r, threadId: map[r.id] as string } : r);
  const mailbox: Mailbox = {
    ...m,
    changes: async (c, p) => {
      const f = await m.changes(c, p);
      return { ...f, added: f.added.map(fix) };
    },
    fetchRaw: async (id) => {
      const f = await m.fetchRaw(id);
      return { ...f, ref: fix(f.ref) };
    },
  };
  Object.assign(it_.ctx, { mailbox });
}

test('a reply of unknown outcome; a person answers in Gmail: the mail is closed by that', async () => {
  const id = await it_.take({ subject: 'fees question' });
  it_.clock.advance(60_000);
  const gone: Mailbox = {
    ...it_.mailbox,
    sendDraft: async (d) => {
      await it_.mailbox.deleteDraft(d);
      throw new AppError('unavailable', 'x');
    },
  };
  await sendEffect({ ...it_.ctx, mailbox: gone }, `${id}.reply.1`);
  for (let i = 0; i <= 6; i++) {
    it_.clock.advance(3_600_000);
    await sendEffect(it_.ctx, `${id}.reply.1`);
  }
  expect(await it_.record(id)).toMatchObject({ state: 'failed' });
  it_.mailbox.writeByHand((await it_.record(id)).threadId);
  await checkMailbox(it_.ctx);
  expect(await it_.record(id)).toMatchObject({ state: 'replied', waiting: false, reply: { by: { kind: 'outside' } } });
});

test('the person a mail was forwarded to answers it: no machine answers that person, and the mail no longer waits', async () => {
  const id = await it_.take({ subject: 'visa question' });
  it_.clock.advance(60_000);
  await sendEffect(it_.ctx, `${id}.forward.1`);
  const f = await it_.effect(`${id}.forward.1`);
  expect(f?.state).toBe('sent');
  const answer = await it_.take({
    subject: 'fees visa',
    from: 'Registrar <registrar@ecole.example>',
    to: 'jeanne@people.example, contact@ecole.example',
    headers: [
      'Authentication-Results: mx.google.com; dmarc=pass header.from=ecole.example',
      `In-Reply-To: <${f?.messageId}>`,
      `References: <${f?.messageId}>`,
    ],
  });
  expect((await it_.record(answer)).state).not.toBe('held');
});

test('…and the forwarded mail no longer waits', async () => {
  const id = await it_.take({ subject: 'visa question' });
  it_.clock.advance(60_000);
  await sendEffect(it_.ctx, `${id}.forward.1`);
  const f = await it_.effect(`${id}.forward.1`);
  const raw = eml({
    subject: 'fees visa',
    from: 'Registrar <registrar@ecole.example>',
    to: 'jeanne@people.example, contact@ecole.example',
    headers: ['Authentication-Results: mx.google.com; dmarc=pass header.from=ecole.example', `In-Reply-To: <${f?.messageId}>`],
  });
  const a = it_.mailbox.deliver(raw);
  threaded({ [a]: f?.threadId ?? '' });
  await checkMailbox(it_.ctx);
  await handleMail(it_.ctx, a);
  expect((await it_.record(a)).relatedTo).toBe(id);
});

const COLLEAGUE = ['Authentication-Results: mx.google.com; dmarc=pass header.from=ecole.example'];
const BOTH = 'jeanne@people.example, contact@ecole.example';

test.each([
  ['a word to the mailbox alone', {}, 'routed'],
  ['an absence', { to: BOTH, text: 'Bonjour, je suis actuellement en congés.' }, 'routed'],
  ['what another wrote in that name', { to: BOTH, headers: ['Authentication-Results: mx.google.com; dmarc=fail'] }, 'routed'],
  ['an answer to the asker', { to: BOTH, headers: COLLEAGUE }, 'replied'],
])('the person a mail was passed on to: %s', async (_what, mail, state) => {
  const id = await it_.take({ subject: 'visa question' });
  await it_.sendDue(`${id}.forward.1`);
  const cites = `In-Reply-To: <${(await it_.effect(`${id}.forward.1`))?.messageId}>`;
  const headers = [...('headers' in mail ? mail.headers : COLLEAGUE), cites];
  await it_.take({ subject: 'visa', from: 'Registrar <registrar@ecole.example>', ...mail, headers });
  expect(await it_.record(id)).toMatchObject({ state, waiting: state === 'routed' });
});

/** Gmail begins a thread of its own for an answer under another subject. */
async function writeApart(lines: readonly string[]): Promise<void> {
  const raw = ['From: contact@ecole.example', 'Message-ID: <apart@x>', ...lines, '', 'Bonjour'].join('\r\n');
  await it_.mailbox.sendDraft((await it_.mailbox.createDraft(Buffer.from(raw), null)).draftId);
}

test('a person answers under another subject while a reply is held: it does not leave', async () => {
  const id = await it_.take({ subject: 'fees question', messageId: 'asked@people.example' });
  // Another sender's mail under the same Message-ID is not answered by it.
  const other = await it_.take({ subject: 'fees too', messageId: 'asked@people.example', from: 'X <x@people.example>' });
  await writeApart(['To: Jeanne <Jeanne@people.example>', 'Subject: Rendez-vous', 'In-Reply-To: <asked@people.example>']);
  await it_.sendDue(`${id}.reply.1`);
  expect(await it_.record(id)).toMatchObject({ state: 'replied', reply: { by: { kind: 'outside' } } });
  expect(await it_.record(other)).toMatchObject({ state: 'held' });
  expect(it_.mailbox.sentRaws()).toHaveLength(1);
});

test('a sent message that Gmail never gives stops the reading of the others for a while only', async () => {
  await writeApart(['Subject: Illisible']);
  const id = it_.mailbox.deliver(eml({ subject: 'fees question', headers: AUTHENTICATED }));
  const headersOf = () => Promise.reject(new AppError('unavailable', 'answered 500'));
  const ctx = { ...it_.ctx, mailbox: { ...it_.mailbox, headersOf } };
  await expect(checkMailbox(ctx)).rejects.toMatchObject({ code: 'unavailable' });
  it_.clock.advance(16 * 60_000);
  await checkMailbox(ctx);
  expect(await it_.record(id)).toMatchObject({ state: 'received' });
});

test('who answers a person’s mail under another subject is answered by a person', async () => {
  await writeApart(['To: jeanne@people.example', 'Subject: Votre dossier']);
  const cites = (id: string) => ({ headers: [...AUTHENTICATED, `In-Reply-To: <${id}>`] });
  const one = await it_.take({ subject: 'fees question', ...cites('apart@x') });
  expect(await it_.record(one)).toMatchObject({ state: 'suggested', decision: { reasons: ['person-in-thread'] } });
  const other = await it_.take({ subject: 'fees question', ...cites('elsewhere@x'), from: 'X <x@people.example>' });
  expect(await it_.record(other)).toMatchObject({ state: 'held' });
});

test('a reply of ours that Gmail sent in another thread, without an answer to us, is known as sent', async () => {
  const id = await it_.take({ subject: 'fees question', messageId: 'asked@people.example' });
  it_.clock.advance(60_000);
  const astray: Mailbox = {
    ...it_.mailbox,
    sendDraft: async (draftId) => {
      await it_.mailbox.deleteDraft(draftId);
      await writeApart([`X-MailGPS-Reply-Id: ${id}.reply.1`, 'In-Reply-To: <asked@people.example>']);
      throw new AppError('outcome-unknown', 'answered 500');
    },
  };
  await sendEffect({ ...it_.ctx, mailbox: astray }, `${id}.reply.1`);
  await checkMailbox(it_.ctx);
  expect(await it_.record(id)).toMatchObject({ state: 'replied', reply: { by: { kind: 'automatic' } } });
});

test('the asker writes again in the thread, in distress, while the answer to the first mail is held: it does not leave', async () => {
  const id = await it_.take({ subject: 'fees question' });
  const b = it_.mailbox.deliver(eml({ subject: 'fees complaint', headers: AUTHENTICATED }));
  threaded({ [b]: (await it_.record(id)).threadId });
  await checkMailbox(it_.ctx);
  await handleMail(it_.ctx, b);
  expect((await it_.record(b)).decision?.reasons).toContain('complaint');
  it_.clock.advance(60_000);
  await sendEffect(it_.ctx, `${id}.reply.1`);
  expect(it_.mailbox.sentRaws()).toHaveLength(0);
});

test('a released claim of a second, failed reply does not free the mail whose first reply was sent', async () => {
  const mail = { subject: 'fees question', messageId: 'twice@people.example', text: 'Combien ?' };
  const one = await it_.take(mail);
  it_.clock.advance(60_000);
  await sendEffect(it_.ctx, `${one}.reply.1`);
  let { revision } = await it_.record(one);
  await it_.post(`/api/mails/${one}/reopen`, { revision });
  revision = (await it_.record(one)).revision;
  it_.mailbox.refuseSending(new AppError('invalid', 'refused'));
  await it_.post(`/api/mails/${one}/reply`, { revision, text: 'Autre réponse' });
  it_.mailbox.refuseSending(null);
  expect((await it_.effect(`${one}.reply.2`))?.state).toBe('withdrawn');
  const two = await it_.take(mail); // the copy by another way
  it_.clock.advance(60_000);
  await sendEffect(it_.ctx, `${two}.reply.1`);
  expect(it_.mailbox.sentRaws()).toHaveLength(1);
});
