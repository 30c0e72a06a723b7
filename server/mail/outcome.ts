import type { Decision } from '../../shared/decision.ts';
import { type Effect, type EffectBy, type EffectContent, type EffectKind, newEffect } from '../../shared/effect.ts';
import { addOpenTime } from '../../shared/opening-hours.ts';
import type { Policy, Settings } from '../../shared/policy.ts';
import type { ReasonCode } from '../../shared/reasons.ts';
import { type Actor, change, type MailRecord, noted, type Suggestion, SYSTEM } from '../../shared/record.ts';

/** What a decision makes of a record: the record as it is then, and the mail that shall leave, if any. Pure. */
export interface Outcome {
  record: MailRecord;
  effect: Effect | null;
}

export interface OutcomeInput {
  /** In state `received`, with everything that was read from the mail. */
  record: MailRecord;
  decision: Decision;
  suggestion: Suggestion | null;
  /** What would leave by itself; null when the decision lets nothing leave, or it could not be composed. */
  content: EffectContent | null;
  policy: Policy;
  settings: Settings;
  now: number;
}

const AUTOMATIC = { kind: 'automatic' } as const;

export function outcomeOf(input: OutcomeInput): Outcome {
  const { decision, content, now } = input;
  const record = { ...input.record, decision, suggestion: input.suggestion, categoryId: decision.categoryId };
  const outside = record.answeredOutsideAt;
  if (outside !== null && record.receivedAt <= outside) return { record: answeredOutside(record, now), effect: null };
  const entry = (what: string, reasons: readonly ReasonCode[] = decision.reasons) => ({ at: now, what, by: AUTOMATIC, reasons });
  switch (decision.action) {
    case 'ignore':
      return { record: change(record, 'ignored', entry('ignored')), effect: null };
    case 'suggest':
      return { record: change(record, 'suggested', entry('suggested')), effect: null };
    case 'route':
      return {
        record: change(record, 'routed', entry('routed'), { assigneeId: decision.personId, assignedAt: now }),
        effect: null,
      };
    default:
      if (content) return held(record, decision.action, content, input);
      return { record: change(record, 'suggested', entry('suggested', ['template-error'])), effect: null };
  }
}

function held(
  record: MailRecord,
  kind: EffectKind,
  content: EffectContent,
  { decision, policy, settings, now }: OutcomeInput,
): Outcome {
  const dueAt = settings.holdInOpenHours ? addOpenTime(policy.hours, now, settings.holdMs) : now + settings.holdMs;
  const waiting = change(record, 'held', { at: now, what: 'held', by: AUTOMATIC, reasons: decision.reasons }, { dueAt });
  return intended(waiting, { kind, by: AUTOMATIC, dueAt, content, decision }, now);
}

/** The record with one more mail intended: it names the effect, so that no second one of its kind can be. */
export function intended(
  record: MailRecord,
  init: { kind: EffectKind; by: EffectBy; dueAt: number; content: EffectContent; decision: Decision | null },
  now: number,
): Outcome {
  const effect = newEffect(record, init, now);
  const pointer = init.kind === 'reply' ? { replyEffectId: effect.id } : { forwardEffectId: effect.id };
  return { record: { ...record, ...pointer, effectCount: record.effectCount + 1 }, effect };
}

/** A person answered in Gmail before this mail was handled. */
export function answeredOutside(record: MailRecord, now: number): MailRecord {
  const by: Actor = { kind: 'outside' };
  const open =
    record.state === 'received'
      ? change(record, 'suggested', {
          at: now,
          what: 'suggested',
          by: SYSTEM,
          reasons: record.decision?.reasons ?? [],
        })
      : record;
  const reply = { by, at: now, effectId: null, sentId: null, messageId: '', template: null, text: '' };
  const cleared = { reply, repliedBy: by.kind, replyEffectId: null, forwardEffectId: null, dueAt: null };
  return change(open, 'replied', { at: now, what: 'replied', by, reasons: ['person-replied'] }, cleared);
}

/** A held mail becomes a suggestion (or, for a forward, a route), because nothing may leave by itself any more. */
export function unheld(record: MailRecord, kind: EffectKind, by: Actor, reasons: readonly ReasonCode[], now: number): MailRecord {
  const cleared = kind === 'reply' ? { replyEffectId: null, dueAt: null } : { forwardEffectId: null, dueAt: null };
  const entry = { at: now, what: 'withdrawn', by, reasons };
  if (record.state !== 'held') return noted(record, entry, cleared);
  if (kind === 'forward' && record.decision?.personId) {
    return change(record, 'routed', entry, { ...cleared, assigneeId: record.decision.personId, assignedAt: now });
  }
  return change(record, 'suggested', entry, cleared);
}
