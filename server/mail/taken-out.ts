import { change, type MailRecord, type TimelineEntry } from '../../shared/record.ts';

const HIDING = ['SPAM', 'TRASH'] as const;

export function isHidden(labels: readonly string[]): boolean {
  return HIDING.some((label) => labels.includes(label));
}

/** Set aside by a machine because it lay in spam or the bin; what a person closed stays closed. */
export function wasHidden({ state, screening, timeline }: MailRecord): boolean {
  if (state !== 'ignored' || timeline.some(({ what }) => what === 'done')) return false;
  return screening?.reasons.some((reason) => reason === 'spam' || reason === 'trash') === true;
}

/**
 * A known mail that a person took out of spam or the bin, to be handled from the beginning; null when nothing changes.
 * `seen`: the mailbox told of it just now. A worker that has the mail in hand may then have read it before, with the label
 * still on: its claim is void.
 */
export function takenOut(
  record: MailRecord,
  now: number,
  { seen, by = { kind: 'system' } }: { seen: boolean; by?: TimelineEntry['by'] },
): MailRecord | null {
  if (seen && record.state === 'received' && record.lease !== null) {
    return { ...record, epoch: record.epoch + 1, lease: null, nextAttemptAt: now };
  }
  if (!wasHidden(record)) return null;
  const fresh = { attempts: 0, excused: 0, nextAttemptAt: now, lease: null, lastError: null };
  return change(record, 'received', { at: now, what: 'taken-out', by, reasons: [] }, fresh);
}
