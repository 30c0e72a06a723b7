import { AppError } from '../../shared/errors.ts';
import { dayIn } from '../../shared/local-time.ts';
import type { Policy } from '../../shared/policy.ts';
import { NONE, type Reading } from '../../shared/reading.ts';
import type { Brain, BrainMail } from './brain.ts';
import { type Classifier, learn } from './offline/classifier.ts';
import { confidenceOf } from './offline/confidence.ts';
import { humanMatters } from './offline/matters.ts';
import { featuresOf, prepare } from './offline/prepare.ts';
import { type Requests, requestsOf } from './offline/several.ts';
import { findSlots } from './offline/slots.ts';
import { isThanksOnly } from './offline/thanks.ts';

const NAME = 'offline/1';
/** Policies kept learned: the current one and those a what-if compares with. */
const KEPT = 4;

/**
 * A brain without a model file or a network: it learns from the policy's categories when it first reads with them (about
 * a second), then reads a mail in well under five. The same mail and policy give the same reading, always.
 */
export function createOfflineBrain(): Brain {
  const learned = new Map<string, Classifier>();
  return {
    name: NAME,
    prepare: (policy) => void classifierFor(policy, learned),
    async read(mail, policy, signal) {
      if (signal?.aborted) throw new AppError('timeout', 'reading was cancelled', { cause: signal.reason });
      return readMail(mail, policy, classifierFor(policy, learned));
    },
  };
}

function classifierFor(policy: Policy, learned: Map<string, Classifier>): Classifier {
  const key = fingerprint(policy);
  const known = learned.get(key);
  if (known) return known;
  const classifier = learn(policy);
  learned.set(key, classifier);
  const oldest = learned.keys().next().value;
  if (learned.size > KEPT && oldest !== undefined) learned.delete(oldest);
  return classifier;
}

/** The version names a policy; the rest tells unpublished drafts of the same version apart (what-if). */
function fingerprint(policy: Policy): string {
  const sizes = policy.categories.map((category) => {
    const texts = [...category.examples.fr, ...category.examples.en, category.name.fr, category.name.en];
    return `${category.id}:${category.retired}:${texts.length}:${texts.reduce((sum, text) => sum + text.length, 0)}`;
  });
  return [policy.version, ...sizes.sort()].join('|');
}

function readMail(mail: BrainMail, policy: Policy, classifier: Classifier): Reading {
  const prepared = prepare(mail, classifier.mend);
  const thanksOnly = isThanksOnly(prepared);
  const probabilities = classifier.scores(featuresOf(prepared));
  const requests = requestsOf(prepared, classifier, probabilities);
  const severalRequests = requests.ids.length > 1;
  const sure = thanksOnly ? NONE : firstOf(requests, classifier.ids, probabilities);
  const scores = scoresOf(classifier.ids, probabilities, sure);
  const categoryId = classifier.ids.reduce((best, id) => ((scores[id] ?? 0) > (scores[best] ?? 0) ? id : best), NONE);
  const { matters: human, settled } = humanMatters(prepared, classifier.matters);
  const category = policy.categories.find((candidate) => candidate.id === categoryId);
  return {
    brain: NAME,
    language: prepared.language.language,
    categoryId,
    scores,
    confidence: confidenceOf({
      prepared,
      categoryId,
      score: scores[categoryId] ?? 0,
      settled,
      severalRequests,
      human,
      thanksOnly,
    }),
    slots: category
      ? findSlots(category.slots, { body: prepared.body, subject: prepared.subjectText, today: dayReceived(mail, policy) })
      : [],
    severalRequests,
    human,
    thanksOnly,
    summary: null,
  };
}

/** Of several requests the first names the mail, unless the mail as a whole speaks clearly against it. */
function firstOf({ ids, plain }: Requests, order: readonly string[], probabilities: readonly number[]): string | undefined {
  const known = ids.filter((id) => id !== NONE);
  const [first] = known;
  if (first === undefined || known.length < 2) return undefined;
  return plain || (probabilities[order.indexOf(first)] ?? 0) >= PLAUSIBLE ? first : undefined;
}

const PLAUSIBLE = 0.15;

/**
 * Thanks belong to no category, whatever the subject still says of the question that was answered; of several requests
 * the first names the mail. Such a mail's other scores keep their proportions.
 */
function scoresOf(ids: readonly string[], probabilities: readonly number[], sure: string | undefined): Record<string, number> {
  if (sure === undefined) return Object.fromEntries(ids.map((id, i) => [id, probabilities[i] ?? 0]));
  const others = ids.reduce((sum, id, i) => (id === sure ? sum : sum + (probabilities[i] ?? 0)), 0);
  const top = others > 0 ? SURE : 1;
  const share = others > 0 ? (1 - top) / others : 0;
  return Object.fromEntries(ids.map((id, i) => [id, id === sure ? top : (probabilities[i] ?? 0) * share]));
}

const SURE = 0.6;

/** The day it was at the school when the mail came, YYYY-MM-DD. */
function dayReceived(mail: BrainMail, policy: Policy): string {
  return dayIn(policy.hours.timezone, Number.isFinite(mail.receivedAt) ? mail.receivedAt : 0);
}
