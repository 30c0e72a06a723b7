import { checkAdapted } from '../../shared/adapted.ts';
import { AppError } from '../../shared/errors.ts';
import type { Settings } from '../../shared/policy.ts';
import { type MailRecord, NO_COST, type Suggestion, withSpent } from '../../shared/record.ts';
import type { Brain, Spend } from '../brain/brain.ts';
import { bodies, records } from '../store/collections.ts';
import { readSettings } from '../store/settings.ts';
import type { Context } from './context.ts';

/** How long a wording is waited for. The suggestion is there meanwhile. */
const PATIENCE_MS = 30_000;

/**
 * Whether a model may word this suggestion for the mail: an admin allowed it, the decision was to suggest (what is held was
 * not, nor what it becomes when it is taken back), nothing is to be filled in, the model itself read the mail and nothing in
 * it is for a person alone. Once per suggestion.
 */
export function shallAdapt(record: MailRecord, settings: Settings, brain: Brain): boolean {
  const { state, decision, suggestion, reading } = record;
  return (
    settings.adaptSuggestions &&
    brain.adapt !== undefined &&
    state === 'suggested' &&
    decision?.action === 'suggest' &&
    suggestion !== null &&
    suggestion.adapted === undefined &&
    suggestion.missing.length === 0 &&
    reading !== null &&
    reading.insteadOfModel === undefined &&
    reading.human.length === 0
  );
}

/**
 * Has the suggestion of a mail worded for it, after the suggestion was made: nothing waits for this, and whatever goes wrong
 * the template's words stand. The record says that the model was asked before it is: a crash costs the wording and never a
 * second call. Rejects only when the store does.
 */
export async function adaptSuggestion(ctx: Context, id: string): Promise<void> {
  const asked = await claim(ctx, id);
  if (!asked?.suggestion) return;
  const cost: (number | null)[] = [];
  const text = await wording(ctx, asked, asked.suggestion, (usd) => void cost.push(usd));
  if (cost.length > 0) await noteSpent(ctx, id, cost);
  if (text === null) return;
  const adapted = { text, brain: ctx.brain.name };
  const after = await ctx.store.transaction(async (tx) => {
    const record = (await records.get(tx, id))?.data;
    if (record?.state !== 'suggested' || record.suggestion?.adapted !== null) return null;
    if (record.suggestion.text !== asked.suggestion?.text) return null;
    // No new revision: who is just sending the template's words need not be refused for it.
    const next = { ...record, suggestion: { ...record.suggestion, adapted } };
    records.set(tx, id, next);
    return next;
  });
  if (!after) return;
  ctx.count('adapted');
  ctx.changed(after, 'adapted');
}

/** For the figures, whatever became of the wording: they look again at what bears a newer time. */
async function noteSpent(ctx: Context, id: string, cost: readonly (number | null)[]): Promise<void> {
  await ctx.store.transaction(async (tx) => {
    const record = (await records.get(tx, id))?.data;
    if (!record) return;
    const spent = cost.reduce(withSpent, record.spent ?? NO_COST);
    records.set(tx, id, { ...record, spent, changedAt: ctx.now() });
  });
}

/** The record with its suggestion marked as asked for; null when nothing is to be done. */
async function claim(ctx: Context, id: string): Promise<MailRecord | null> {
  const known = (await records.get(ctx.store, id))?.data;
  if (known === undefined || known.state === 'received' || known.nextAttemptAt === null) return null;
  return ctx.store.transaction(async (tx) => {
    const record = (await records.get(tx, id))?.data;
    if (record === undefined || record.state === 'received' || record.nextAttemptAt === null) return null;
    const done = { ...record, nextAttemptAt: null };
    const wanted = record.suggestion !== null && shallAdapt(record, await readSettings(tx), ctx.brain);
    const next = wanted && record.suggestion ? { ...done, suggestion: { ...record.suggestion, adapted: null } } : done;
    records.set(tx, id, next);
    return wanted ? next : null;
  });
}

async function wording(ctx: Context, record: MailRecord, suggestion: Suggestion, spend: Spend): Promise<string | null> {
  const { language } = suggestion;
  try {
    const [body, policy] = await Promise.all([
      bodies.get(ctx.store, record.id),
      ctx.policyOf(ctx.store, record.decision?.policyVersion ?? 0),
    ]);
    if (!body) return null;
    const { mail } = body.data;
    const { words, closing } = withoutClosing(suggestion.text, policy.organisation.name[language]);
    ctx.count('adapt-calls');
    const answer = { text: words, language };
    const written = await ctx.brain.adapt?.(mail, answer, AbortSignal.timeout(PATIENCE_MS), spend);
    const checked = checkAdapted(written ?? '', answer, mail);
    if ('text' in checked) return `${checked.text}${closing}`;
    ctx.log.info({ recordId: record.id, step: 'adapt', code: checked.problem }, 'a wording was dropped');
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'internal';
    ctx.log.warn({ recordId: record.id, step: 'adapt', code, error }, 'a suggestion could not be worded');
  }
  return null;
}

/** The organisation's name, in whose place a signature comes, is not the model's to write. */
function withoutClosing(text: string, organisation: string): { words: string; closing: string } {
  const name = `\n${organisation}`;
  const words = text.endsWith(name) ? text.slice(0, -name.length).trimEnd() : text;
  return { words, closing: text.slice(words.length) };
}
