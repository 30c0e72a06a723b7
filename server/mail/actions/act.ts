import { type Action, isAnswered, isHeld, isPossible, type MailState } from '../../../shared/actions.ts';
import { type Effect, step } from '../../../shared/effect.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Localized, Policy, Settings } from '../../../shared/policy.ts';
import type { ReasonCode } from '../../../shared/reasons.ts';
import type { Actor, MailRecord } from '../../../shared/record.ts';
import { type AuditEntry, audit } from '../../store/audit.ts';
import { effects, type Reader, records } from '../../store/collections.ts';
import { headVersion, readSettings } from '../../store/settings.ts';
import type { Transaction } from '../../store/store.ts';
import { pointerOf } from '../commit-effect.ts';
import type { Context } from '../context.ts';
import { unheld } from '../outcome.ts';

/** The member of staff who asks, as a reply is signed. */
export interface Staff {
  id: string;
  /** As colleagues see it. */
  name: string;
  /** As the asker sees it; '' where we only know an address. */
  signature: string;
  function: Localized | null;
}

export interface Asked {
  id: string;
  /** The revision that was shown to whoever asks. */
  revision: number;
  by: Staff;
}

/** What an action finds: everything read in the transaction that will write. */
export interface Found extends MailState {
  policy: Policy;
  settings: Settings;
  actor: Actor;
  now: number;
  tx: Transaction;
}

/** What an action makes of it. `refused` is thrown once everything else is written. */
export interface Made {
  record: MailRecord;
  effects?: readonly Effect[];
  created?: Effect | null;
  detail?: AuditEntry['detail'];
  write?: (tx: Transaction) => void;
  refused?: AppError;
}

/**
 * One action of a person on one mail: everything is read again, the revision compared, the action checked by
 * shared/actions.ts, and record, outgoing mails, timeline and audit are written together. Rejects with `not-found`,
 * `conflict` (a stale revision), `already-replied`, `illegal-state`.
 */
export async function act(
  ctx: Context,
  action: Action,
  { id, revision, by }: Asked,
  change: (found: Found) => Made | Promise<Made>,
): Promise<MailRecord> {
  const { record, refused } = await ctx.store.transaction(async (tx) => {
    const state = await readState(tx, id);
    if (await ctx.reserve.isErased(tx, id)) {
      throw new AppError('illegal-state', 'What was known of this mail has been erased.', { topic: 'mail-erased' });
    }
    const answering = action === 'reply' || action === 'draft';
    if (answering && isAnswered(state))
      throw new AppError('already-replied', 'This mail has been answered, or is being answered.');
    if (state.record.revision !== revision) throw mailChanged();
    checkPossible(action, state);
    const [settings, version] = await Promise.all([readSettings(tx), headVersion(tx)]);
    const policy = await ctx.policyOf(tx, version);
    const actor: Actor = { kind: 'staff', id: by.id, name: by.name };
    const now = ctx.now();
    const made = await change({ ...state, policy, settings, actor, now, tx });
    records.set(tx, id, made.record);
    for (const effect of made.effects ?? []) effects.set(tx, effect.id, effect);
    if (made.created) effects.create(tx, made.created.id, made.created);
    made.write?.(tx);
    audit(tx, { at: now, actor: by.id, action, target: id, detail: { revision, ...made.detail } }, made.record.revision);
    return made;
  });
  ctx.changed(record, action);
  if (refused) throw refused;
  return record;
}

/** Somebody or something was faster than whoever asks. */
export function mailChanged(): AppError {
  return new AppError('conflict', 'The mail was changed since it was shown.', { topic: 'mail-changed' });
}

function checkPossible(action: Action, state: MailState): void {
  if (isPossible(action, state)) return;
  if (action === 'reply' && state.record.facts !== null && state.record.replyTo === '') {
    throw new AppError('illegal-state', 'There is no address that an answer could go to.', { topic: 'no-address' });
  }
  throw new AppError('illegal-state', `A mail that is ${state.record.state} allows no such step now (${action}).`);
}

export async function readState(from: Reader, id: string): Promise<MailState> {
  const record = (await records.get(from, id))?.data;
  if (!record) throw new AppError('not-found', 'This mail is not known here.', { topic: 'mail-unknown' });
  return { record, ...(await outgoingOf(from, record)) };
}

export async function outgoingOf(from: Reader, record: MailRecord): Promise<Omit<MailState, 'record'>> {
  const [reply, forward] = await Promise.all([
    record.replyEffectId === null ? null : effects.get(from, record.replyEffectId),
    record.forwardEffectId === null ? null : effects.get(from, record.forwardEffectId),
  ]);
  return { reply: reply?.data ?? null, forward: forward?.data ?? null };
}

/** The mail with whatever was held for it taken back; the state it then has is the one staff act on. */
export function withdrawHeld(
  found: MailState,
  actor: Actor,
  reason: ReasonCode,
  now: number,
): { record: MailRecord; effects: Effect[] } {
  let { record } = found;
  const withdrawn: Effect[] = [];
  for (const effect of [found.reply, found.forward]) {
    if (!effect || !isHeld(effect) || pointerOf(record, effect) !== effect.id) continue;
    withdrawn.push(step(effect, 'withdrawn', { withdrawnFor: reason, nextAttemptAt: null, lease: null }));
    record = unheld(record, effect.kind, actor, [reason], now);
  }
  return { record, effects: withdrawn };
}
