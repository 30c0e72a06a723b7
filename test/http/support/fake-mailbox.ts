import { createHash } from 'node:crypto';
import type { Mailbox, MessageHeaders } from '../../../server/mailbox/mailbox.ts';
import { THREAD_HEADERS } from '../../../server/mailbox/mailbox.ts';
import { AppError } from '../../../shared/errors.ts';
import type { MailRef } from '../../../shared/mail.ts';

interface Message {
  ref: MailRef;
  raw: string;
  receivedAt: number;
  history: number;
}

/** A mailbox in memory with what the path asks of one, and a record of what was sent. */
export interface FakeMailbox extends Mailbox {
  /** A mail arrives; gives its Gmail id. */
  deliver(raw: string): string;
  /** Somebody writes in a thread in Gmail itself. */
  writeByHand(threadId: string): void;
  /** A person moves a mail: into spam, out of the bin… History tells what was taken out. */
  move(id: string, labels: string[]): void;
  sentRaws(): string[];
  draftRaws(): string[];
  /** Rejects the next `sendDraft` calls with this. */
  refuseSending(error: AppError | null): void;
}

export function fakeMailbox(address: string, now: () => number): FakeMailbox {
  const messages = new Map<string, Message>();
  const drafts = new Map<string, Message>();
  const restored: { history: number; ref: MailRef }[] = [];
  let history = 100;
  let refusal: AppError | null = null;

  const newId = (): string => createHash('sha256').update(`message ${history}`).digest('hex').slice(0, 16);
  function add(raw: string, threadId: string | null, labels: string[]): Message {
    history += 1;
    const id = newId();
    const message = { ref: { id, threadId: threadId ?? id, labels }, raw, receivedAt: now(), history };
    messages.set(id, message);
    return message;
  }
  const headersIn = ({ ref, raw, receivedAt }: Message): MessageHeaders => {
    const head = raw.split(/\r?\n\r?\n/)[0]?.replace(/\r?\n[ \t]+/g, ' ') ?? '';
    const lines = head.split(/\r?\n/).map((line) => /^([^:]+):\s*(.*)$/.exec(line));
    const headers: Record<string, string> = {};
    for (const line of lines) {
      const name = line?.[1]?.toLowerCase() ?? '';
      if (THREAD_HEADERS.some((known) => known === name)) headers[name] = line?.[2] ?? '';
    }
    return { ref, receivedAt, headers };
  };
  const all = (): Message[] => [...messages.values()];

  return {
    deliver: (raw) => add(raw, null, ['INBOX', 'UNREAD']).ref.id,
    writeByHand: (threadId) => void add(`From: ${address}\r\nMessage-ID: <hand-${history}@x>\r\n\r\nBonjour`, threadId, ['SENT']),
    move: (id, labels) => {
      const message = messages.get(id);
      if (!message) throw new Error(`No message ${id}.`);
      const hidden = ['SPAM', 'TRASH'].some((label) => message.ref.labels.includes(label) && !labels.includes(label));
      message.ref = { ...message.ref, labels };
      history += 1;
      if (hidden) restored.push({ history, ref: message.ref });
    },
    sentRaws: () => all().flatMap(({ ref, raw }) => (ref.labels.includes('SENT') ? [raw] : [])),
    draftRaws: () => [...drafts.values()].map(({ raw }) => raw),
    refuseSending: (error) => {
      refusal = error;
    },

    profile: async () => ({ address, historyId: String(history) }),
    changes: async (cursor) => ({
      added: all().flatMap((m) => (m.history > Number(cursor) && !m.ref.labels.includes('DRAFT') ? [m.ref] : [])),
      restored: restored.flatMap((found) => (found.history > Number(cursor) ? [found.ref] : [])),
      nextPage: null,
      cursor: String(history),
    }),
    listSince: async (since) => ({ refs: all().flatMap((m) => (m.receivedAt >= since ? [m.ref] : [])), nextPage: null }),
    fetchRaw: async (id) => {
      const found = messages.get(id);
      if (!found) throw new AppError('not-found', 'No such message.');
      return { ref: found.ref, raw: Buffer.from(found.raw), receivedAt: found.receivedAt };
    },
    thread: async (threadId) => all().flatMap((m) => (m.ref.threadId === threadId ? [headersIn(m)] : [])),
    headersOf: async (id) => {
      const found = messages.get(id);
      return found ? headersIn(found) : null;
    },
    findByMessageId: async (id) => all().flatMap((m) => (headersIn(m).headers['message-id'] === `<${id}>` ? [m.ref] : [])),
    drafts: async (threadId) =>
      [...drafts].flatMap(([draftId, { ref }]) => (ref.threadId === threadId ? [{ draftId, ref }] : [])),
    createDraft: async (raw, threadId) => {
      const message = add(Buffer.from(raw).toString('utf8'), threadId, ['DRAFT']);
      const draftId = `r${message.ref.id}`;
      drafts.set(draftId, message);
      return { draftId, ref: message.ref };
    },
    getDraft: async (draftId) => {
      const draft = drafts.get(draftId);
      return draft ? { draftId, ref: draft.ref } : null;
    },
    sendDraft: async (draftId) => {
      if (refusal) throw refusal;
      const draft = drafts.get(draftId);
      if (!draft) throw new AppError('not-found', 'No such draft.');
      drafts.delete(draftId);
      messages.delete(draft.ref.id);
      return add(draft.raw, draft.ref.threadId, ['SENT']).ref;
    },
    deleteDraft: async (draftId) => {
      const draft = drafts.get(draftId);
      if (draft) messages.delete(draft.ref.id);
      drafts.delete(draftId);
    },
    insert: async (raw) => add(Buffer.from(raw).toString('utf8'), null, []).ref,
    trash: async (id) => void messages.delete(id),
    label: async () => undefined,
    watch: async () => ({ expiration: now() + 7 * 86_400_000, historyId: String(history) }),
    stopWatch: async () => undefined,
  };
}
