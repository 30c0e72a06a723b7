/**
 * What a Gmail call costs in quota units, as new Cloud projects pay since May 2026 (developers.google.com, "Usage limits").
 * A message read whole (format raw or full) is budgeted at 60: one revision of the page says so, others say 20.
 */
const UNITS = {
  'users.getProfile': 1,
  'users.watch': 100,
  'users.stop': 50,
  'history.list': 2,
  'messages.list': 5,
  'messages.get': 20,
  'messages.modify': 5,
  'messages.batchModify': 50,
  'messages.import': 25,
  'messages.insert': 25,
  'messages.send': 100,
  'messages.trash': 20,
  'messages.untrash': 20,
  'messages.delete': 10,
  'messages.batchDelete': 50,
  'messages.attachments.get': 20,
  'threads.list': 10,
  'threads.get': 40,
  'threads.modify': 10,
  'threads.trash': 20,
  'threads.untrash': 20,
  'threads.delete': 20,
  'drafts.list': 5,
  'drafts.get': 20,
  'drafts.create': 10,
  'drafts.update': 15,
  'drafts.send': 100,
  'drafts.delete': 10,
  'labels.list': 1,
  'labels.get': 1,
  'labels.create': 5,
  'labels.update': 5,
  'labels.delete': 5,
} as const;

export type GmailMethod = keyof typeof UNITS;
export type GmailFormat = 'minimal' | 'metadata' | 'raw' | 'full';

const READS_WHOLE_MESSAGES: ReadonlySet<GmailMethod> = new Set(['messages.get', 'drafts.get']);

export function gmailUnits(method: GmailMethod, format: GmailFormat = 'minimal'): number {
  const whole = format === 'raw' || format === 'full';
  return whole && READS_WHOLE_MESSAGES.has(method) ? 60 : UNITS[method];
}
