import { randomBytes } from 'node:crypto';
import type { GoogleMessage } from '@emulators/google';
import { AppError } from '../../../shared/errors.ts';
import { type Answer, invalid } from './answers.ts';
import type { Delivered, DeliverOptions } from './control.ts';
import { baseSubject, type Head, readHead, withFieldsOnTop, withoutFields } from './mime-edit.ts';
import { rawOf } from './resources.ts';
import type { State } from './state.ts';

const HOST = 'mx.google.com';

/** A mail comes in from outside, through the receiving host, and joins the thread that it answers. */
export async function deliverMail(state: State, given: Uint8Array, options: DeliverOptions): Promise<Delivered> {
  if (given.length === 0) throw new AppError('invalid', 'The mail is empty');
  const raw = await received(given, options, state.address);
  const head = await readHead(raw);
  const threadId = linkedThread(state, head);
  const internalDate = String(options.receivedAt ?? Date.now());
  const labelIds = [...(options.labels ?? ['INBOX', 'UNREAD'])];
  const body = { raw: raw.toString('base64url'), internalDate, labelIds, ...(threadId ? { threadId } : {}) };
  const answer = await state.inner('POST', '/gmail/v1/users/me/messages/import', body);
  const message = answer.status === 200 ? state.gs.messages.findOneBy('gmail_id', idOf(answer.body)) : undefined;
  const { gmail_id: id, thread_id } = message ?? insertUnread(state, raw, head, { threadId, internalDate, labelIds });
  return { id, threadId: thread_id, messageId: head.messageId };
}

/** What the receiving host writes on top, last line first. */
async function received(raw: Uint8Array, options: DeliverOptions, address: string): Promise<Buffer> {
  const head = await readHead(raw);
  const value = (name: string) => head.headers.find((header) => header.name.toLowerCase() === name)?.value;
  const already = value('authentication-results')?.trim().toLowerCase().startsWith(HOST) ?? false;
  const authentication = options.authentication ?? (already ? 'keep' : 'pass');
  if (authentication === 'keep') return Buffer.from(raw);

  const fields: string[] = [];
  const sender = options.returnPath ?? (value('return-path')?.replace(/[<>]/g, '').trim() || head.from);
  const domain = head.from.slice(head.from.lastIndexOf('@') + 1);
  if (value('return-path') === undefined || options.returnPath !== undefined) fields.push(`Return-Path: <${sender}>`);
  fields.push(`Delivered-To: ${address}`);
  if (authentication !== 'none' && domain) {
    const verdict = authentication;
    fields.push(
      `Authentication-Results: ${HOST};`,
      `       dkim=${verdict} header.i=@${domain};`,
      `       spf=${verdict} smtp.mailfrom=${sender || `postmaster@${domain}`};`,
      `       dmarc=${verdict} (p=NONE sp=NONE dis=NONE) header.from=${domain}`,
    );
  }
  if (!head.messageId) fields.push(`Message-ID: <${randomBytes(9).toString('hex')}.SMTPIN_ADDED_MISSING@${HOST}>`);
  return withFieldsOnTop(raw, fields);
}

function linkedThread(state: State, head: Head): string | null {
  for (const messageId of head.linked) {
    for (const id of state.withMessageId(messageId)) {
      const message = state.gs.messages.findOneBy('gmail_id', id);
      if (message) return message.thread_id;
    }
  }
  return null;
}

/**
 * The thread an own mail goes to: the one asked for only if the mail cites a message of it and has its subject, as
 * Gmail's reference demands; else a new one (undefined). null: there is no such thread.
 */
export async function threadForOwn(state: State, raw: Uint8Array, asked: string | undefined): Promise<string | null | undefined> {
  const head = await readHead(raw);
  const threadId = asked ?? linkedThread(state, head) ?? undefined;
  if (threadId === undefined) return undefined;
  const messages = state.gs.messages.findBy('thread_id', threadId);
  if (messages.length === 0) return null;
  const cited = new Set(head.linked.map((id) => id.toLowerCase()));
  const cites = messages.some(({ message_id }) => cited.has(message_id.replace(/[<>]/g, '').toLowerCase()));
  if (!cites) return undefined;
  const subjects = await Promise.all(messages.map(async (message) => baseSubject((await readHead(rawOf(message))).subject)));
  return subjects.includes(baseSubject(head.subject)) ? threadId : undefined;
}

/** A mail leaves: Gmail gives it another Message-ID and keeps a copy with SENT. */
export async function sendMail(
  state: State,
  given: Uint8Array,
  threadId: string | undefined,
  dropXHeaders: boolean,
): Promise<GoogleMessage | Answer> {
  const head = await readHead(given);
  if (head.recipients.length === 0) return invalid('Recipient address required');
  const kept = withoutFields(given, (name) => name === 'message-id' || (dropXHeaders && name.startsWith('x-')));
  const fields = [`Message-ID: <CA+${randomBytes(24).toString('base64url')}@mail.gmail.com>`];
  if (!head.headers.some(({ name }) => name.toLowerCase() === 'from')) fields.push(`From: ${state.address}`);
  if (!head.headers.some(({ name }) => name.toLowerCase() === 'date')) fields.push(`Date: ${new Date().toUTCString()}`);
  const raw = withFieldsOnTop(kept, fields).toString('base64url');
  // What one sends to oneself arrives as well, in the same message.
  const labelIds = head.recipients.includes(state.address) ? ['INBOX', 'UNREAD'] : [];
  // "thr_": a new thread for certain, where the published emulator would follow References whatever the subject.
  const body = { raw, labelIds, threadId: threadId ?? 'thr_new', internalDate: String(Date.now()) };
  const answer = await state.inner('POST', '/gmail/v1/users/me/messages/send', body);
  const message = state.gs.messages.findOneBy('gmail_id', idOf(answer.body));
  return message ?? { status: answer.status, body: answer.body };
}

/** A mail is put in as it is, with these labels alone; the published emulator would put one without labels into the inbox. */
export async function insertMail(state: State, raw: Buffer, labelIds: string[]): Promise<GoogleMessage> {
  const head = await readHead(raw);
  return insertUnread(state, raw, head, { threadId: linkedThread(state, head), internalDate: String(Date.now()), labelIds });
}

/** The published emulator's own reader gives up on some hostile mails. Gmail takes them, and so does this. */
function insertUnread(
  state: State,
  raw: Buffer,
  head: Head,
  at: { threadId: string | null; internalDate: string; labelIds: string[] },
): GoogleMessage {
  const historyId = `${Date.now()}${randomBytes(3).readUIntBE(0, 3)}`;
  const message = state.gs.messages.insert({
    gmail_id: '',
    thread_id: at.threadId ?? 'thr_new',
    user_email: state.address,
    history_id: historyId,
    internal_date: at.internalDate,
    raw: raw.toString('base64url'),
    label_ids: at.labelIds,
    snippet: '',
    subject: head.subject,
    from: head.from,
    to: head.recipients.join(', '),
    cc: null,
    bcc: null,
    reply_to: null,
    message_id: `<${head.messageId}>`,
    references: null,
    in_reply_to: null,
    date_header: '',
    body_text: null,
    body_html: null,
  });
  const { gmail_id, thread_id, user_email, label_ids } = message;
  state.gs.history.insert({
    gmail_id: historyId,
    user_email,
    change_type: 'messageAdded',
    message_gmail_id: gmail_id,
    thread_id,
    label_ids,
  });
  return message;
}

function idOf(body: unknown): string {
  const id: unknown = typeof body === 'object' && body !== null && 'id' in body ? body.id : '';
  return typeof id === 'string' ? id : '';
}
