import pLimit from 'p-limit';
import { decide } from '../../shared/decide.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { AppError } from '../../shared/errors.ts';
import type { Mail } from '../../shared/mail.ts';
import type { Policy } from '../../shared/policy.ts';
import type { Reading } from '../../shared/reading.ts';
import { change, type MailRecord, NO_COST, SYSTEM, searchTokens, withSpent } from '../../shared/record.ts';
import { bouncedOf, type Screening } from '../../shared/screening.ts';
import { verifyReading } from '../../shared/verify-reading.ts';
import type { Spend } from '../brain/brain.ts';
import { bodies, effects, records } from '../store/collections.ts';
import { recordsInThread } from '../store/queries.ts';
import { headVersion, readSettings } from '../store/settings.ts';
import { shallAdapt } from './adapt-suggestion.ts';
import { attachmentOnly } from './attachment-only.ts';
import { canaryIn, settleCanary } from './canary.ts';
import { composeForward, composeReply, composeSuggestion } from './compose.ts';
import { afterAttempt, type Context, isHopeless, isSpent } from './context.ts';
import { decideInput } from './decide-input.ts';
import { keepingLease } from './keep-lease.ts';
import { keptMail } from './kept-mail.ts';
import { labelFor } from './labels.ts';
import { type OutcomeInput, outcomeOf } from './outcome.ts';
import { isDamaged } from './parse/limits.ts';
import { noteReauthorise } from './reauthorise.ts';
import { screen } from './screen.ts';
import { knowThread, trackIncoming } from './track-delivery.ts';

/**
 * Mails held whole at a time: one of 25 MB takes some four times as much while it is fetched and parsed, and Gmail says
 * nothing of its size before. What is waited for afterwards (the model above all) is no part of it.
 */
const whole = pLimit(8);

/** Takes one recorded mail from `received` to what shall happen with it. False: nothing to do, or another worker has it. */
export async function handleMail(ctx: Context, id: string): Promise<boolean> {
  const record = await claim(ctx, id);
  if (!record) return false;
  const parsed: Parsed = { known: {} };
  try {
    await keepingLease(ctx, records, record, () => handle(ctx, record, parsed));
  } catch (error) {
    await putBack(ctx, record, parsed.known, error);
  }
  return true;
}

/** What the mail said of itself, once it was parsed: kept when what comes after fails. */
interface Parsed {
  known: Partial<ReturnType<typeof envelope>>;
}

async function handle(ctx: Context, claimed: MailRecord, parsed: Parsed): Promise<void> {
  const { mail, size } = await whole(() => readMail(ctx, claimed.id));
  parsed.known = envelope(mail);
  const nonce = await canaryIn(ctx, mail);
  if (nonce !== null) return settleCanary(ctx, claimed, nonce);
  const [settings, head] = await Promise.all([readSettings(ctx.store), headVersion(ctx.store)]);
  const policy = await ctx.policyOf(ctx.store, head);
  const screening = screen(mail, { ownAddress: ctx.address, settings });
  const relatedTo = await trackIncoming(ctx, mail, screening);
  await knowThread(ctx, mail);
  let spent = claimed.spent;
  const spend: Spend = (usd) => {
    spent = withSpent(spent ?? NO_COST, usd);
  };
  const reading = await read(ctx, mail, screening, policy, spend);
  const mailKey = ctx.reserve.mailKey(mail);
  const known = { ...described(claimed, mail, screening, reading), size, mailKey, relatedTo, ...(spent ? { spent } : {}) };
  const now = ctx.now();
  const inThread = await recordsInThread(ctx.store, known.threadId);
  const history = await ctx.reserve.history(ctx.store, known, 'reply', now, inThread);
  const record: MailRecord = history.autoRepliedInThread && !history.duplicate ? { ...known, followsUp: true } : known;
  const decision = decide(decideInput({ record, policy, settings, history, now, address: ctx.address }));
  const composing = { record, mail, reading, decision, policy, now };
  const content =
    decision.action === 'forward' ? composeForward(composing) : decision.action === 'reply' ? composeReply(composing) : null;
  await labelFor(ctx, record.id, decision.action);
  await finish(ctx, mail, { record, decision, suggestion: composeSuggestion(composing), content, policy, settings, now });
}

async function readMail(ctx: Context, id: string): Promise<{ mail: Mail; size: number }> {
  const fetched = await ctx.mailbox.fetchRaw(id);
  const { parseMail } = await import('./parse-mail.ts');
  return { mail: await parseMail(fetched), size: fetched.raw.byteLength };
}

/** No brain is asked about what the screening already ends, nor about a mail with nothing to read in it. */
async function read(ctx: Context, mail: Mail, screening: Screening, policy: Policy, spend: Spend): Promise<Reading | null> {
  if (screening.verdict === 'ignore' || attachmentOnly(mail) || isEmpty(mail)) return null;
  ctx.count('model-calls');
  return verifyReading(await ctx.brain.read(mail, policy, undefined, spend), mail, policy);
}

function isEmpty(mail: Mail): boolean {
  return `${mail.subject}${mail.newText}`.trim() === '';
}

/** The attempt is counted before the work: a mail that kills the process is parked after so many. */
async function claim(ctx: Context, id: string): Promise<MailRecord | null> {
  const claimed = await ctx.store.transaction(async (tx) => {
    const now = ctx.now();
    const stored = (await records.get(tx, id))?.data;
    if (stored?.state !== 'received' || stored.nextAttemptAt === null || stored.nextAttemptAt > now) return null;
    if (stored.lease && stored.lease.until > now) return null;
    const lease = { owner: ctx.worker, until: now + ctx.limits.leaseMs };
    const record = isSpent(stored, ctx.limits)
      ? parked(stored, now)
      : // Until the lease lapses nobody need look again; then `resume` finds it due.
        { ...stored, attempts: stored.attempts + 1, epoch: stored.epoch + 1, lease, nextAttemptAt: lease.until };
    records.set(tx, id, record);
    return record;
  });
  if (claimed?.state !== 'failed') return claimed;
  tellParked(ctx, claimed);
  return null;
}

function parked(record: MailRecord, now: number): MailRecord {
  const entry = { at: now, what: 'failed', by: SYSTEM, reasons: ['too-many-attempts'] } as const;
  return change(record, 'failed', entry, { nextAttemptAt: null, lease: null });
}

function tellParked(ctx: Context, record: MailRecord): void {
  ctx.count('parked');
  ctx.alert('mail-failed', { recordId: record.id });
  ctx.changed(record, 'failed');
}

/** The mail waits for its next attempt; one that is gone from the mailbox or can never succeed is settled at once. */
async function putBack(ctx: Context, claimed: MailRecord, known: Parsed['known'], error: unknown): Promise<void> {
  const cause = error instanceof AppError ? error : new AppError('internal', 'Unexpected failure.', { cause: error });
  ctx.log.warn(
    { recordId: claimed.id, step: 'handle', attempt: claimed.attempts, code: cause.code, error },
    'a mail could not be handled',
  );
  const after = await ctx.store.transaction(async (tx) => {
    const record = (await records.get(tx, claimed.id))?.data;
    if (!record || record.epoch !== claimed.epoch || record.state !== 'received') return null;
    const next = afterFailure(ctx, { ...record, ...known, lease: null, lastError: cause.code }, cause);
    records.set(tx, record.id, next);
    return next;
  });
  await noteReauthorise(ctx, error);
  if (after?.state === 'failed') tellParked(ctx, after);
  // What waits for consent is woken by the jobs once the mailbox can be entered again.
  else if (after?.state === 'received' && cause.code === 'reauthorise') return;
  else if (after?.state === 'received') ctx.wake({ kind: 'record', id: after.id }, after.nextAttemptAt ?? undefined);
  else if (after) ctx.changed(after, after.state);
}

function afterFailure(ctx: Context, record: MailRecord, cause: AppError): MailRecord {
  const now = ctx.now();
  if (cause.code === 'not-found') {
    return change(record, 'ignored', { at: now, what: 'ignored', by: SYSTEM, reasons: ['gone'] }, { nextAttemptAt: null });
  }
  return isHopeless(cause)
    ? parked(record, now)
    : { ...record, ...afterAttempt(record, 'record', record.recordedAt, cause, now, ctx.limits) };
}

function described(record: MailRecord, mail: Mail, screening: Screening, reading: Reading | null): MailRecord {
  return {
    ...record,
    ...envelope(mail),
    // Whom a report of a bounce is about is found by their address as who wrote is.
    tokens: searchTokens(mail.from.address, mail.from.name, ...bouncedOf(screening), mail.subject),
    replyTo: screening.replyTo,
    language: reading?.language ?? 'und',
    facts: {
      receivedAt: mail.receivedAt,
      empty: isEmpty(mail),
      attachmentOnly: attachmentOnly(mail),
      broken: isDamaged(mail),
    },
    screening,
    reading,
  };
}

/** By what people know a mail, and find it. */
function envelope(mail: Mail): Pick<MailRecord, 'messageId' | 'receivedAt' | 'from' | 'subject' | 'attachments' | 'tokens'> {
  return {
    messageId: mail.messageId,
    receivedAt: mail.receivedAt,
    from: mail.from,
    subject: mail.subject,
    attachments: mail.attachments.filter((a) => !a.inline).map(({ name, type, size }) => ({ name, type, size })),
    tokens: searchTokens(mail.from.address, mail.from.name, mail.subject),
  };
}

/** Writes the record and, where something shall go out, the effect, in one transaction under the claim's epoch. */
async function finish(ctx: Context, mail: Mail, input: OutcomeInput): Promise<void> {
  const { id, epoch } = input.record;
  const outcome = await ctx.store.transaction(async (tx) => {
    const stored = (await records.get(tx, id))?.data;
    if (!stored || stored.epoch !== epoch || stored.state !== 'received') return null;
    const { revision, timeline, answeredOutsideAt } = stored;
    const free = { ...input.record, revision, timeline, answeredOutsideAt, lease: null, nextAttemptAt: null, lastError: null };
    const made = outcomeOf({ ...input, record: free });
    // Wording it for the mail is work of its own, for afterwards: until it is claimed, `resume` finds it here.
    const adapt = shallAdapt(made.record, input.settings, ctx.brain);
    const result = adapt ? { ...made, record: { ...made.record, nextAttemptAt: input.now } } : made;
    records.set(tx, id, result.record);
    bodies.set(tx, id, { mail: keptMail(mail), expiresAt: mail.receivedAt + input.settings.retention.bodyDays * DAY_MS });
    if (result.effect) effects.create(tx, result.effect.id, result.effect);
    return result;
  });
  if (!outcome) return;
  ctx.count('mails');
  ctx.changed(outcome.record, outcome.record.state);
  if (outcome.effect) ctx.wake({ kind: 'effect', id: outcome.effect.id }, outcome.effect.dueAt);
  if (outcome.record.nextAttemptAt !== null) ctx.wake({ kind: 'record', id });
}
