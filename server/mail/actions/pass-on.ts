import type { Decision } from '../../../shared/decision.ts';
import { AppError } from '../../../shared/errors.ts';
import { dayIn } from '../../../shared/local-time.ts';
import { presentPerson } from '../../../shared/people.ts';
import { type MailRecord, noted } from '../../../shared/record.ts';
import { composeForward } from '../compose.ts';
import type { Context } from '../context.ts';
import { isForwardable } from '../decide-input.ts';
import { intended } from '../outcome.ts';
import { type Asked, act, type Made, withdrawHeld } from './act.ts';
import { changeVia } from './close.ts';
import { mailOf } from './mail-text.ts';
import { sendNow } from './send-now.ts';

/** Passes a mail on to a person, the original attached. Own addresses and groups are refused: it would come back. */
export async function passOn(ctx: Context, asked: Asked & { personId: string }): Promise<MailRecord> {
  const mail = await mailOf(ctx, asked.id);
  const record = await act(ctx, 'route', asked, (found): Made => {
    const { policy, settings, actor, now } = found;
    const { personId, by } = asked;
    if (!policy.people.some((person) => person.id === personId && !person.retired)) {
      throw new AppError('not-found', 'Nobody here has that id.', { topic: 'person-unknown' });
    }
    if (!isForwardable(policy, settings, ctx.address, personId, now)) {
      const why = 'This person is away without a stand-in, or the address is one of our own.';
      throw new AppError('invalid', why, { topic: 'person-away' });
    }
    // Who is away is not on it: whoever stands in gets the mail, and has it.
    const taker = presentPerson(policy, personId, dayIn(policy.hours.timezone, now))?.id ?? personId;
    const free = withdrawHeld(found, actor, 'by-staff', now);
    const decision = decisionFor(free.record, taker, now);
    const content = composeForward(
      { record: free.record, mail, reading: free.record.reading, decision, policy, now },
      { kind: 'staff', name: by.name, function: by.function?.[policy.organisation.language] ?? null },
    );
    if (!content) throw new AppError('invalid', 'Nobody is there to take this mail today.', { topic: 'person-away' });
    // It stands with that person from now on, whatever becomes of the mail that tells them so.
    const entry = { at: now, what: 'routed', by: actor, reasons: ['by-staff'] } as const;
    const fields = { assigneeId: taker, assignedAt: now, dueAt: null };
    const routed =
      free.record.state === 'routed' ? noted(free.record, entry, fields) : changeVia(free.record, 'routed', entry, fields);
    const staff = { kind: 'staff' as const, id: by.id, name: by.name };
    const outcome = intended(routed, { kind: 'forward', by: staff, dueAt: now, content, decision }, now);
    const detail = { effect: outcome.effect?.id ?? null, to: taker };
    return { record: outcome.record, effects: free.effects, created: outcome.effect, detail };
  });
  return sendNow(ctx, record, 'forward');
}

/** What a person decided, in the form in which the outgoing mail keeps whom it is for. */
function decisionFor(record: MailRecord, personId: string, now: number): Decision {
  return {
    action: 'forward',
    categoryId: record.categoryId,
    language: record.decision?.language ?? 'en',
    template: null,
    personId,
    reasons: ['by-staff'],
    missing: [],
    rehearsed: null,
    policyVersion: record.decision?.policyVersion ?? 0,
    settingsRevision: record.decision?.settingsRevision ?? 0,
    brain: record.decision?.brain ?? null,
    at: now,
  };
}
