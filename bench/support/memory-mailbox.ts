import type { Draft, Mailbox } from '../../server/mailbox/mailbox.ts';
import { AppError } from '../../shared/errors.ts';
import type { MailRef } from '../../shared/mail.ts';

export interface MemoryMailbox extends Mailbox {
  deliver(raw: string): void;
  /** Called at the moment a draft is handed over to be sent. */
  onSend: (() => void) | null;
}

interface Kept {
  ref: MailRef;
  raw: Uint8Array;
}

/** A mailbox that answers at once: what is left of the time is ours. Holds what the path asks for, and nothing more. */
export function createMemoryMailbox(address: string): MemoryMailbox {
  const history: MailRef[] = [];
  const messages = new Map<string, Kept>();
  const drafts = new Map<string, Kept>();
  let count = 0;

  function add(raw: Uint8Array, threadId: string | null, labels: readonly string[]): MailRef {
    const id = `m${++count}`;
    const ref = { id, threadId: threadId ?? `t${count}`, labels };
    messages.set(id, { ref, raw });
    if (!labels.includes('DRAFT')) history.push(ref);
    return ref;
  }

  function kept(id: string): Kept {
    const found = messages.get(id);
    if (!found) throw new AppError('not-found', 'No such message');
    return found;
  }

  const mailbox: MemoryMailbox = {
    onSend: null,
    deliver: (raw) => void add(Buffer.from(raw), null, ['INBOX', 'UNREAD']),
    profile: async () => ({ address, historyId: String(history.length) }),
    changes: async (cursor) => ({
      added: history.slice(Number(cursor)),
      restored: [],
      nextPage: null,
      cursor: String(history.length),
    }),
    listSince: async () => ({ refs: [...history].reverse(), nextPage: null }),
    fetchRaw: async (id) => ({ ...kept(id), receivedAt: Date.now() }),
    thread: async () => [],
    headersOf: async (id) => ({ ref: kept(id).ref, receivedAt: Date.now(), headers: { 'message-id': `<${id}@bench.example>` } }),
    findByMessageId: async () => [],
    async createDraft(raw, threadId): Promise<Draft> {
      const ref = add(raw, threadId, ['DRAFT']);
      drafts.set(ref.id, { ref, raw });
      return { draftId: ref.id, ref };
    },
    getDraft: async (draftId) => {
      const draft = drafts.get(draftId);
      return draft ? { draftId, ref: draft.ref } : null;
    },
    async sendDraft(draftId) {
      mailbox.onSend?.();
      const draft = drafts.get(draftId);
      if (!draft) throw new AppError('not-found', 'No such draft');
      drafts.delete(draftId);
      messages.delete(draftId);
      return add(draft.raw, draft.ref.threadId, ['SENT']);
    },
    drafts: async () => [],
    deleteDraft: async (draftId) => void drafts.delete(draftId),
    insert: async (raw) => add(Buffer.from(raw), null, []),
    trash: async (id) => void messages.delete(id),
    label: async () => undefined,
    watch: async () => ({ expiration: Date.now() + 86_400_000, historyId: String(history.length) }),
    stopWatch: async () => undefined,
  };
  return mailbox;
}
