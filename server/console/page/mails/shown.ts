import type { MailView } from '../../../../shared/api.ts';

export type Detail = NonNullable<MailView['detail']>;

/**
 * Whether what is on the screen may become `now` by itself. A text that can be sent by a click does not change beneath the
 * hand: it is said that there is another one, and the server refuses the one before.
 */
export function mayReplace(shown: MailView, now: MailView): boolean {
  if (!shown.actions.includes('reply') || !now.actions.includes('reply')) return true;
  return shown.suggestion?.text === now.suggestion?.text && shown.suggestion?.adapted?.text === now.suggestion?.adapted?.text;
}

/** Somebody asked for it, or it is past its hold: it cannot be taken back. */
export function isLeaving({ outgoing, state }: Pick<MailView, 'outgoing' | 'state'>): boolean {
  if (!outgoing) return false;
  return outgoing.state === 'sending' || outgoing.state === 'drafted' || (outgoing.state === 'intended' && state !== 'held');
}

/** What stands in a place to fill in is written by a person: no text with one is sent. */
export function hasGaps(text: string): boolean {
  return /[⟦⟧]/u.test(text);
}

export function sameText(a: string, b: string): boolean {
  const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
  return plain(a) === plain(b);
}
