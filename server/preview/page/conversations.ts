import type { MailRow, Party } from '../page-api.ts';

export const BOXES = ['inbox', 'sent', 'drafts'] as const;
export type Box = (typeof BOXES)[number];

/** A line of a list: a conversation, as mail programs show it. */
export interface Conversation {
  threadId: string;
  /** The newest message of the box: what the line shows. */
  row: MailRow;
  /** Messages of the conversation, drafts not counted. */
  count: number;
  unread: boolean;
  /** Who it is with: the senders of an incoming mail, the recipients of an outgoing one. */
  parties: Party[];
  /** The newest mail that came in: what the add-on is opened on. null: there is none. */
  incomingId: string | null;
}

/** `rows` newest first; so are the conversations. Each draft is a line of its own. */
export function conversationsOf(rows: readonly MailRow[], box: Box): Conversation[] {
  const threads = new Map<string, MailRow[]>();
  for (const row of rows) threads.set(row.threadId, [...(threads.get(row.threadId) ?? []), row]);
  const lines = new Map<string, Conversation>();
  for (const row of rows) {
    const key = box === 'drafts' ? row.id : row.threadId;
    if (lines.has(key) || !isIn(box, row)) continue;
    const thread = (threads.get(row.threadId) ?? []).filter((message) => message.draftId === null);
    lines.set(key, {
      threadId: row.threadId,
      row,
      count: thread.length,
      unread: thread.some((message) => message.unread),
      parties: box === 'inbox' ? [row.from] : row.to,
      incomingId: thread.find((message) => !isOutgoing(message))?.id ?? null,
    });
  }
  return [...lines.values()];
}

export function isOutgoing({ labels }: Pick<MailRow, 'labels'>): boolean {
  return labels.includes('SENT');
}

function isIn(box: Box, row: MailRow): boolean {
  if (box === 'drafts') return row.draftId !== null;
  if (row.draftId !== null) return false;
  return box === 'sent' ? isOutgoing(row) : row.labels.includes('INBOX');
}

/** The name, or the address where there is none. */
export function nameOf({ name, address }: Party): string {
  return name || address || '—';
}
