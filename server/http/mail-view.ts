import { possibleActions } from '../../shared/actions.ts';
import type { MailSummary, MailView } from '../../shared/api.ts';
import type { Effect } from '../../shared/effect.ts';
import { categoryOf, type Language, type Policy, shownCategory } from '../../shared/policy.ts';
import { type ReasonCode, reasonText } from '../../shared/reasons.ts';
import type { Actor, Delivery, MailRecord } from '../../shared/record.ts';
import { DELIVERY_WORDS, STATE_WORDS, timelineWords } from '../../shared/words.ts';
import { outgoingOf } from '../mail/actions/act.ts';
import type { Context } from '../mail/context.ts';
import { records } from '../store/collections.ts';
import { headVersion, readSettings } from '../store/settings.ts';
import { type User, users } from '../store/users.ts';
import { choicesFor } from './choices.ts';
import { differences } from './differences.ts';

/** Names for ids, in the reader's language. */
export interface Words {
  language: Language;
  policy: Policy;
  /** By id: users and the policy's people. */
  people: ReadonlyMap<string, string>;
}

/** Of the users only those asked for are read: a mail names one, a page of the list a few. */
export async function readWords(ctx: Context, language: Language, userIds: readonly (string | null)[] = []): Promise<Words> {
  const policy = await ctx.policyOf(ctx.store, await headVersion(ctx.store));
  const people = new Map(policy.people.map((person) => [person.id, person.name]));
  return withUsers(ctx, { language, policy, people }, userIds);
}

/** The words with the names of these users, where they are not known yet. */
export async function withUsers(ctx: Context, words: Words, userIds: readonly (string | null)[]): Promise<Words> {
  const people = new Map(words.people);
  const unknown = [...new Set(userIds)].filter((id): id is string => id !== null && !people.has(id));
  for (const found of await Promise.all(unknown.map((id) => users.get(ctx.store, id)))) {
    if (found) people.set(found.id, found.data.name || found.data.email);
  }
  return { ...words, people };
}

/**
 * A record as staff see it: codes with their words, ids with their names, and nothing of how the work is shared out.
 * `choosing`: with what this member of staff may choose from.
 */
export async function mailView(
  ctx: Context,
  record: MailRecord,
  language: Language,
  choosing: User | null = null,
): Promise<MailView> {
  const [words, outgoing, otherOpen, erased, settings] = await Promise.all([
    readWords(ctx, language, [record.assigneeId, record.forward?.personId ?? null]),
    outgoingOf(ctx.store, record),
    countOtherOpen(ctx, record),
    ctx.reserve.isErased(ctx.store, record.id),
    choosing && readSettings(ctx.store),
  ]);
  const { decision, reply, forward, wrong } = record;
  const decided = decision && decision.categoryId !== record.categoryId ? decision.categoryId : null;
  return {
    ...mailSummary(record, words),
    messageId: record.messageId,
    replyTo: record.replyTo,
    language: record.language,
    decidedCategory: decided === null ? null : categoryNamed(decided, words),
    summary: record.reading?.summary ?? null,
    reasons: reasonViews(decision?.reasons ?? [], language),
    rehearsed: decision?.rehearsed ?? null,
    suggestion: suggestionView(record, words),
    reply: reply && {
      by: actorView(reply.by),
      at: reply.at,
      text: reply.text,
      templateId: reply.template?.id ?? null,
      templateVersion: reply.template?.version ?? null,
      adapted: reply.adaptedBy !== undefined,
      messageId: reply.messageId,
    },
    outgoing: outgoingView(outgoing.reply) ?? outgoingView(outgoing.forward),
    forward: forward && { person: named(forward.personId, words), at: forward.at, by: actorView(forward.by) },
    attachments: record.attachments.map(({ name, type, size }) => ({ name, type, size })),
    relatedTo: record.relatedTo,
    wrong: wrong && { by: actorView(wrong.by), at: wrong.at },
    otherOpen,
    timeline: record.timeline.map(({ at, what, by, reasons }) => ({
      at,
      what,
      text: timelineWords(what, language),
      by: actorView(by),
      reasons: reasonViews(reasons, language),
    })),
    actions: erased ? [] : possibleActions({ record, ...outgoing }),
    choices: choosing && settings && choicesFor(ctx, { record, user: choosing, settings, policy: words.policy, language }),
  };
}

export function mailSummary(record: MailRecord, words: Words): MailSummary {
  const { id, revision, state, receivedAt, from, subject, assigneeId, dueAt, delivery, waiting } = record;
  return {
    id,
    revision,
    state,
    stateText: STATE_WORDS[state][words.language],
    receivedAt,
    from: { name: from.name, address: from.address },
    subject,
    category: categoryNamed(record.categoryId, words),
    confidence: record.reading?.confidence ?? null,
    assignee: assigneeId === null ? null : { ...named(assigneeId, words), since: record.assignedAt },
    dueAt,
    delivery: delivery && deliveryView(delivery, words.language),
    waiting,
  };
}

function countOtherOpen(ctx: Context, { replyTo, waiting }: MailRecord): Promise<number> {
  if (replyTo === '') return Promise.resolve(0);
  return records.count(ctx.store, { equals: { replyTo, waiting: true } }).then((n) => (waiting ? n - 1 : n));
}

function deliveryView({ state, at, code, reason, hard }: Delivery, language: Language) {
  return { state, text: DELIVERY_WORDS[state][language], at, code, reason, hard };
}

function suggestionView({ suggestion, categoryId }: MailRecord, { policy, language }: Words): MailView['suggestion'] {
  if (!suggestion) return null;
  const slots = categoryOf(policy, categoryId)?.slots ?? [];
  const label = (kind: 'slot' | 'fact', name: string): string => {
    const found = kind === 'slot' ? slots.find((slot) => slot.name === name) : policy.facts.find((fact) => fact.key === name);
    return found?.label[language] ?? name;
  };
  return {
    language: suggestion.language,
    templateId: suggestion.template?.id ?? null,
    templateVersion: suggestion.template?.version ?? null,
    subject: suggestion.subject,
    text: suggestion.text,
    files: suggestion.files.map(({ name, type, size }) => ({ name, type, size })),
    missing: suggestion.missing.map(({ kind, name, why }) => ({ kind, name, why, label: label(kind, name) })),
    adapted: suggestion.adapted
      ? { text: suggestion.adapted.text, differences: differences(suggestion.text, suggestion.adapted.text) }
      : null,
  };
}

function outgoingView(effect: Effect | null): MailView['outgoing'] {
  if (!effect || effect.state === 'sent' || effect.state === 'withdrawn') return null;
  const { kind, state, by, dueAt, content } = effect;
  return { kind, state, by: actorView(by), dueAt, text: content.text };
}

export function reasonViews(codes: readonly ReasonCode[], language: Language) {
  return codes.map((code) => ({ code, text: reasonText(code, language) }));
}

function actorView(by: Actor) {
  return by.kind === 'staff' ? { kind: by.kind, id: by.id, name: by.name } : { kind: by.kind, id: null, name: '' };
}

export function categoryNamed(id: string, { policy, language }: Words) {
  return { id, name: shownCategory(policy, id)?.name[language] ?? id };
}

function named(id: string, { people }: Words) {
  return { id, name: people.get(id) ?? id };
}
