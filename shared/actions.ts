import { type Effect, isCommitted } from './effect.ts';
import type { MailRecord } from './record.ts';

/** What staff may ask for a mail. */
export const ACTIONS = [
  'take',
  'reply',
  'draft',
  'cancel',
  'done',
  'reopen',
  'retry',
  'assign',
  'route',
  'wrong',
  'category',
] as const;
export type Action = (typeof ACTIONS)[number];

/** A mail's record with the outgoing mails it points to. */
export interface MailState {
  record: MailRecord;
  reply: Effect | null;
  forward: Effect | null;
}

/** An outgoing mail that is past the point where it could be taken back, or that a person has asked for. */
export function isLeaving(effect: Effect | null): boolean {
  if (!effect) return false;
  if (effect.state === 'intended') return effect.by.kind === 'staff';
  return effect.state === 'sending' || effect.state === 'drafted';
}

/** A mail that waits for its time and may still be taken back. */
export function isHeld(effect: Effect | null): boolean {
  return effect?.state === 'intended' && effect.by.kind === 'automatic';
}

/** A reply exists, is leaving, or may exist: no second one before a person reopens the mail. */
export function isAnswered({ record, reply }: MailState): boolean {
  return record.state === 'replied' || isLeaving(reply) || (reply !== null && isCommitted(reply));
}

/** Everything that may be asked for now, in the order of ACTIONS. Pure: the server checks by it, the sidebar shows it. */
export function possibleActions(state: MailState): Action[] {
  return ACTIONS.filter((action) => isPossible(action, state));
}

export function isPossible(action: Action, state: MailState): boolean {
  const { record, reply, forward } = state;
  const read = record.facts !== null;
  const leaving = isLeaving(reply) || isLeaving(forward);
  const unknown = reply?.state === 'unknown' || forward?.state === 'unknown';
  switch (action) {
    case 'take':
      return record.state === 'received';
    case 'assign':
      return true;
    case 'reply':
      return read && record.state !== 'received' && record.replyTo !== '' && !leaving && !isAnswered(state);
    case 'draft':
      return isPossible('reply', state) && record.suggestion !== null;
    case 'cancel':
      return record.state === 'held' && !leaving;
    case 'done':
      return !leaving && (record.waiting || record.state === 'held');
    case 'reopen':
      // Of a mail that was never read there is nothing to answer, or to pass on: it is tried again.
      return (read || unknown) && !leaving && ['replied', 'ignored', 'failed'].includes(record.state);
    case 'retry':
      return (record.state === 'failed' || (record.state === 'ignored' && !read)) && !leaving && !unknown;
    case 'route':
      return read && !leaving && record.state !== 'received' && record.state !== 'replied' && forward?.state !== 'unknown';
    case 'wrong':
      return (
        record.wrong === null && !leaving && (record.reply?.by.kind === 'automatic' || record.forward?.by.kind === 'automatic')
      );
    case 'category':
      return read && !leaving && record.state !== 'received';
  }
}
