import pTimeout from 'p-timeout';
import { AppError, isAppError } from '../../shared/errors.ts';
import { dayIn } from '../../shared/local-time.ts';
import type { Policy } from '../../shared/policy.ts';
import { NONE, type Reading } from '../../shared/reading.ts';
import type { Brain, BrainMail } from './brain.ts';
import { type Classifier, classifierOf, type Learned, learn } from './offline/classifier.ts';
import { confidenceOf } from './offline/confidence.ts';
import { fromBytes, keyOf, toBytes } from './offline/kept.ts';
import { humanMatters } from './offline/matters.ts';
import { featuresOf, prepare } from './offline/prepare.ts';
import { type Requests, requestsOf } from './offline/several.ts';
import { findSlots } from './offline/slots.ts';
import { isThanksOnly } from './offline/thanks.ts';

const NAME = 'offline/1';
/** Policies remembered: the current one and those a what-if compares with. */
const REMEMBERED = 4;
/** Learning takes about a second, and several on a machine so busy that a file does not come in that. */
const LOAD_MS = 3_000;
/** One for an installation: the policy in force replaces the one before, so that nothing old has to be deleted. */
export const KEPT = 'models/offline';

/** Where what was learned is kept between starts. */
export interface Keeping {
  get(key: string): Promise<Uint8Array | null>;
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** How long `get` is waited for, ms; LOAD_MS unless given. */
  waitMs?: number;
  /** It could not be read or written: the brain has learned, or will learn again. */
  warn(error: AppError): void;
}

/**
 * A brain without a model file or a network: it learns from the policy's categories when it first reads with them (about
 * a second), then reads a mail in well under five. The same mail and policy give the same reading, always. What was learned
 * from a policy that it was prepared for is kept in `keeping`, and found there by the next that needs it.
 */
export function createOfflineBrain(keeping?: Keeping): Brain {
  const known = new Map<string, Promise<Classifier>>();
  let keyKept = '';

  function classifierFor(policy: Policy): Promise<Classifier> {
    const key = keyOnce(policy);
    const before = known.get(key);
    if (before) return before;
    const classifier = load(key).then((learned) => (learned ? classifierOf(learned) : learn(policy)));
    known.set(key, classifier);
    classifier.catch(() => known.delete(key));
    const oldest = known.keys().next().value;
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
    return classifier;
  }

  async function load(key: string): Promise<Learned | null> {
    if (!keeping) return null;
    try {
      const bytes = await inTime(keeping.waitMs ?? LOAD_MS, keeping.get(KEPT));
      const learned = bytes === null ? 'other' : fromBytes(bytes, key);
      if (learned === 'damaged') throw new AppError('invalid', 'what the built-in reader had learned is damaged');
      if (learned === 'other') return null;
      keyKept = key;
      return learned;
    } catch (error) {
      keeping.warn(told(error));
      return null;
    }
  }

  return {
    name: NAME,
    async prepare(policy) {
      const classifier = await classifierFor(policy);
      // Lexicons and expressions are compiled when they are first used.
      readMail(ANY_MAIL, policy, classifier);
      const key = keyOnce(policy);
      if (!keeping || key === keyKept) return;
      try {
        await keeping.put(KEPT, toBytes(classifier.learned, key));
        keyKept = key;
      } catch (error) {
        keeping.warn(told(error));
      }
    },
    async read(mail, policy, signal) {
      if (signal?.aborted) throw new AppError('timeout', 'reading was cancelled', { cause: signal.reason });
      return readMail(mail, policy, await classifierFor(policy));
    },
  };
}

const ANY_MAIL: BrainMail = {
  subject: 'Inscription',
  newText: 'Bonjour, comment puis-je obtenir un certificat de scolarité ? Mon numéro : 12345. Merci',
  from: { address: 'someone@example.org', name: '' },
  attachments: [],
  receivedAt: 0,
};

/** A policy is never changed, so that its examples need to be gone through but once. */
const keys = new WeakMap<Policy, string>();

function keyOnce(policy: Policy): string {
  const key = keys.get(policy) ?? keyOf(policy);
  keys.set(policy, key);
  return key;
}

/** Rejects with `timeout` when it has not come by then. */
function inTime<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = () => Promise.reject(new AppError('timeout', 'what the built-in reader had learned did not come in time'));
  return pTimeout(work, { milliseconds: ms, fallback: late });
}

function told(error: unknown): AppError {
  return isAppError(error) ? error : new AppError('internal', 'what was learned could not be kept', { cause: error });
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
