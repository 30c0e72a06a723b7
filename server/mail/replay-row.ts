import { becameOf } from '../../shared/became.ts';
import type { Decision } from '../../shared/decision.ts';
import { dayIn } from '../../shared/local-time.ts';
import { isByItself, isSetAside } from '../../shared/marks.ts';
import { categoryOf, type Policy, type Settings } from '../../shared/policy.ts';
import { NONE, type Reading } from '../../shared/reading.ts';
import type { ReasonCode } from '../../shared/reasons.ts';
import type { MailRecord } from '../../shared/record.ts';
import type { Decided, ReplayRow } from '../../shared/replay.ts';
import { isForwardable } from './decide-input.ts';

interface Known {
  /** Of the decision's version. */
  policy: Policy;
  settings: Settings;
  /** Address of the shared mailbox. */
  address: string;
  timezone: string;
  hash: (text: string) => string;
  /** The row as it stands: what an erasure took from the record, it keeps. */
  before: ReplayRow | null;
}

/** The row of a mail that was handled; null while it waits for that. Pure. */
export function rowOf(record: MailRecord, known: Known): ReplayRow | null {
  if (record.state === 'received') return null;
  const { before } = known;
  const { reply, forward, decision, delivery, wrong } = record;
  const answeredAt = reply?.at ?? forward?.at;
  const by = reply?.by.kind;
  return {
    id: record.id,
    at: record.recordedAt,
    receivedAt: record.receivedAt,
    day: dayIn(known.timezone, record.receivedAt),
    state: record.state,
    category: record.categoryId,
    ...flag('waiting', record.waiting),
    decided: decision && decidedOf(record, decision, known),
    became: becameOf(record, before?.became ?? null),
    ...(answeredAt === undefined ? {} : { answeredAt }),
    ...(by === undefined || by === 'system' ? {} : { by }),
    ...flag('corrected', decision !== null && decision.categoryId !== record.categoryId),
    ...flag('wrong', wrong !== null),
    ...flag('bounced', delivery?.state === 'bounced'),
    ...flag('passedOn', forward?.by.kind === 'automatic'),
    ...flag('byItself', isByItself(record)),
    ...flag('setAside', isSetAside(record)),
    ...(record.spent ? { spent: record.spent } : {}),
  };
}

function decidedOf(record: MailRecord, decision: Decision, known: Known): Decided {
  const { policy, settings, address, hash, before } = known;
  const kept = isErased(record) ? before?.decided : null;
  // Nobody's any more, and otherwise as it was.
  if (kept) return { ...kept, sender: '', thread: '' };
  const { reasons, at, action, categoryId, rehearsed, missing, personId } = decision;
  const { screening, facts, from, replyTo, threadId, reading } = record;
  const category = categoryOf(policy, categoryId) ?? categoryOf(policy, NONE);
  const has = (code: ReasonCode): boolean => reasons.includes(code);
  const screened = screening?.reasons ?? [];
  return {
    at,
    action,
    category: categoryId,
    reasons,
    ...(rehearsed ? { rehearsed } : {}),
    handling: category?.handling ?? 'none',
    ...flag('person', category?.personId != null),
    ...flag('forwardable', personId !== null && isForwardable(policy, settings, address, personId, at)),
    ...flag('template', decision.template !== null),
    ...(missing.length > 0 ? { missing } : {}),
    verdict: screening?.verdict ?? 'person',
    ...(screened.length > 0 ? { screened } : {}),
    ...flag('noAddress', replyTo === ''),
    ...flag('empty', facts?.empty ?? true),
    ...flag('attachmentOnly', facts?.attachmentOnly ?? false),
    ...flag('broken', facts?.broken ?? true),
    ...flag(
      'colleague',
      policy.people.some((person) => person.address.toLowerCase() === from.address),
    ),
    sender: replyTo === '' ? '' : hash(replyTo).slice(0, 10),
    thread: hash(threadId).slice(0, 10),
    // Reasons stand where they could have kept a mail from leaving: for the others no switch would have changed anything.
    ...flag('personInThread', has('person-in-thread')),
    ...flag('followUp', has('follow-up') || record.followsUp === true),
    ...flag('otherMail', has('other-mail')),
    ...flag('duplicate', has('duplicate')),
    reading: reading && readingOf(reading, categoryId),
  };
}

function readingOf(reading: Reading, categoryId: string): Decided['reading'] {
  const { human, slots, insteadOfModel, secondOpinion, droppedSlots } = reading;
  const best = Object.entries(reading.scores)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 3)
    .map(([id, score]) => [id, Math.round(score * 100) / 100]);
  return {
    language: reading.language,
    confidence: reading.confidence,
    scores: Object.fromEntries(best),
    ...(slots.length > 0 ? { slots: slots.map(({ name }) => name) } : {}),
    ...(human.length > 0 ? { human } : {}),
    ...flag('several', reading.severalRequests),
    ...flag('thanks', reading.thanksOnly),
    ...flag('offline', reading.brain.startsWith('offline/')),
    ...(insteadOfModel ? { instead: insteadOfModel } : {}),
    ...flag('disagrees', secondOpinion !== undefined && secondOpinion.categoryId !== categoryId),
    ...flag('dropped', (droppedSlots?.length ?? 0) > 0),
  };
}

function isErased({ timeline }: MailRecord): boolean {
  return timeline.some(({ what }) => what === 'erased');
}

/** Left out where it does not hold. */
function flag<K extends string>(name: K, holds: boolean): { [key in K]?: true } {
  return holds ? ({ [name]: true } as { [key in K]: true }) : {};
}
