import type { Context } from '../../server/mail/context.ts';
import { rowOf } from '../../server/mail/replay-row.ts';
import { records } from '../../server/store/collections.ts';
import { writeRows } from '../../server/store/ledger.ts';
import { headVersion, readSettings } from '../../server/store/settings.ts';
import type { Decision } from '../../shared/decision.ts';
import { type Actor, change, type MailRecord, newRecord, type Suggestion } from '../../shared/record.ts';

const BATCH = 1_000;
const YEAR_MS = 365 * 86_400_000;
const AUTOMATIC = { kind: 'automatic' } as const;
const STAFF: Actor = { kind: 'staff', id: 'u1', name: 'Marie' };

/** Mails spread over the last year, of every category and outcome, with the rows that the figures and a what-if stand on. */
export async function fillRecords(ctx: Context, total: number, now: number): Promise<void> {
  const [settings, head] = await Promise.all([readSettings(ctx.store), headVersion(ctx.store)]);
  const policy = await ctx.policyOf(ctx.store, head);
  const categories = policy.categories.map(({ id }) => id);
  const known = { policy, settings, address: ctx.address, timezone: policy.hours.timezone, hash: ctx.reserve.hash };
  for (let from = 0; from < total; from += BATCH) {
    const batch: MailRecord[] = [];
    for (let n = from; n < Math.min(from + BATCH, total); n++) {
      const at = now - YEAR_MS + Math.floor((n / total) * YEAR_MS);
      batch.push(aRecord(n, at, categories[n % categories.length] ?? 'none', head));
    }
    await ctx.store.transaction(async (tx) => {
      for (const record of batch) records.create(tx, record.id, record);
    });
    await writeRows(ctx.store, batch, (record, before) => rowOf(record, { ...known, before }));
  }
}

function aRecord(n: number, at: number, categoryId: string, policyVersion: number): MailRecord {
  const subject = ['Question about fees', 'My timetable', 'Programme of the master', 'A certificate'][n % 4] ?? '';
  const template = { id: `${categoryId}.en`, version: 1 };
  const decision: Decision = {
    action: 'suggest',
    categoryId,
    language: 'en',
    template,
    personId: null,
    reasons: n % 3 === 0 ? ['low-confidence', 'rehearsal'] : ['rehearsal'],
    missing: [],
    rehearsed: n % 3 === 0 ? null : 'reply',
    policyVersion,
    settingsRevision: 1,
    brain: 'model/1',
    at: at + 2_000,
  };
  const fresh: MailRecord = {
    ...newRecord({ id: n.toString(16).padStart(16, '0'), threadId: `t${n}` }, at),
    from: { name: `Person ${n % 5_000}`, address: `person${n % 5_000}@people.example` },
    replyTo: `person${n % 5_000}@people.example`,
    subject,
    language: 'en',
    nextAttemptAt: null,
    facts: { receivedAt: at, empty: false, attachmentOnly: false, broken: false },
    mailKey: `k${n}`,
    screening: { verdict: 'pass', reasons: [], replyTo: `person${n % 5_000}@people.example`, bounce: null },
    reading: {
      brain: 'model/1',
      language: 'en',
      categoryId,
      scores: { [categoryId]: 0.9, none: 0.1 },
      confidence: 0.7 + (n % 30) / 100,
      slots: [],
      severalRequests: false,
      human: [],
      thanksOnly: false,
      summary: null,
    },
    decision,
    categoryId,
    suggestion: { ...SUGGESTION, template },
    tokens: ['pe', 'per', 'person', ...subject.toLowerCase().split(' ')],
  };
  const suggested = change(fresh, 'suggested', { at: at + 2_000, what: 'suggested', by: AUTOMATIC, reasons: decision.reasons });
  return n % 20 === 7 ? suggested : answered(suggested, n, at + 3_600_000 * (1 + (n % 40)), template);
}

/** Half by itself; of the others some edited, some in another category. */
function answered(record: MailRecord, n: number, at: number, template: { id: string; version: number }): MailRecord {
  const by = n % 2 === 0 ? AUTOMATIC : STAFF;
  const edited = n % 10 === 3;
  const text = edited ? `${SUGGESTION.text} With kind regards, Marie` : SUGGESTION.text;
  const reply = { by, at, effectId: null, sentId: `s${n}`, messageId: '', template: edited ? null : template, text };
  const delivery = { state: n % 50 === 0 ? 'bounced' : 'no-bounce-seen', at, code: null, reason: null, hard: null } as const;
  const other = n % 25 === 1 ? { categoryId: 'none' } : {};
  const automatic = by.kind === 'automatic' ? { automaticAt: at } : {};
  const entry = { at, what: 'replied', by, reasons: [] };
  return change(record, 'replied', entry, { reply, repliedBy: by.kind, delivery, ...other, ...automatic });
}

const SUGGESTION: Suggestion = {
  language: 'en',
  template: null,
  subject: 'Re: your question',
  text: 'Hello,\n\nThe answer to your question stands on the portal of the school, where you find all dates as well.\n\nThe school office',
  html: '',
  files: [],
  missing: [],
};
