import { randomInt } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import { categoryOf, type Policy } from '../../shared/policy.ts';
import { NONE, type Reading } from '../../shared/reading.ts';
import { oneLine } from '../../shared/safe-text.ts';
import { verifyReading } from '../../shared/verify-reading.ts';
import type { Brain, BrainMail } from './brain.ts';
import { adaptWith } from './mistral-adapt.ts';
import { createMistralCall, type MistralCall, type MistralOptions } from './mistral-call.ts';
import { mask } from './mistral-mask.ts';
import {
  type Fit,
  type ModelReading,
  markFor,
  type Prompt,
  promptOf,
  receivedOn,
  shownOf,
  usableCategories,
  userMessage,
} from './mistral-prompt.ts';
import { slotsOf } from './mistral-slots.ts';

export interface MistralBrainOptions extends MistralOptions {
  /** Of the marks around a mail: nobody may guess them. Tests give their own. */
  random?: () => string;
  /** In place of the real call (what adapts answers shares it). */
  call?: MistralCall;
}

/** Prompts kept made: the current policy's and those a what-if compares with. */
const KEPT = 4;
/** A reading takes some 150 tokens; what runs on is cut there and told as `invalid`. */
const MAX_TOKENS = 600;
const SUMMARY = 200;

/**
 * A hosted model, asked once per mail: it picks from lists and quotes. What it says is checked before anything is built on
 * it, and an answer that does not hold is `invalid`: it is not asked again, because the same question at temperature 0
 * mostly has the same answer, and the built-in reader is there.
 */
export function createMistralBrain(options: MistralBrainOptions): Brain {
  const call = options.call ?? createMistralCall(options);
  const random = options.random ?? randomMark;
  const prompts = new Map<string, Prompt>();
  return {
    name: options.model,
    async read(mail, policy, signal, spend) {
      if (signal?.aborted) throw new AppError('timeout', 'reading was cancelled');
      const prompt = promptFor(policy, prompts);
      const shown = shownOf(mail);
      const masked = mask(shown.texts);
      const mark = markFor(masked.texts, random);
      const said = await call({
        purpose: 'read',
        system: prompt.system,
        user: userMessage(masked.texts, shown.types, mark, receivedOn(mail, policy)),
        cacheKey: prompt.cacheKey,
        answer: { name: 'reading', schema: prompt.schema },
        maxTokens: MAX_TOKENS,
        signal,
        spend,
      });
      return verifyReading(
        readingOf(said, { mail, policy, cut: shown.cut, restore: masked.restore, brain: options.model }),
        mail,
        policy,
      );
    },
    adapt: adaptWith(call, random),
  };
}

/** A policy being drafted has its version's number too: its words are what counts. */
function promptFor(policy: Policy, prompts: Map<string, Prompt>): Prompt {
  const words = usableCategories(policy).map(({ id, description, slots }) => [id, description, slots]);
  const key = JSON.stringify([policy.version, policy.organisation.language, words]);
  const known = prompts.get(key);
  if (known) return known;
  const prompt = promptOf(policy);
  prompts.set(key, prompt);
  const oldest = prompts.keys().next().value;
  if (prompts.size > KEPT && oldest !== undefined) prompts.delete(oldest);
  return prompt;
}

interface Around {
  mail: BrainMail;
  policy: Policy;
  cut: boolean;
  restore: (text: string) => string;
  brain: string;
}

function readingOf(said: ModelReading, { mail, policy, cut, restore, brain }: Around): Reading {
  // Thanks belong to no category, whatever the subject still says.
  const categoryId = said.thanks ? NONE : said.category;
  const ids = usableCategories(policy).map(({ id }) => id);
  const { scores, clear } = scoresOf(said, categoryId, ids);
  const language = /^[a-z]{2}(?=$|[-_])/.exec(said.language.trim().toLowerCase())?.[0] ?? 'und';
  const quoted = said.slots.map(({ name, value, quote }) => ({ name, value: restore(value), quote: restore(quote) }));
  const { slots, dropped } = slotsOf(quoted, categoryOf(policy, categoryId)?.slots ?? [], mail);
  const summary = oneLine(restore(said.summary), SUMMARY);
  return {
    brain,
    language,
    categoryId,
    scores,
    confidence: confidenceOf({ ...said, categoryId, clear, language, cut }),
    slots,
    severalRequests: said.several,
    human: [...new Set(said.human)],
    thanksOnly: said.thanks,
    summary: summary === '' ? null : summary,
    ...(dropped.length > 0 ? { droppedSlots: dropped } : {}),
  };
}

/** They add up to 1 and the category has the highest: where the model's own numbers say otherwise, it was not sure. */
function scoresOf(
  said: ModelReading,
  categoryId: string,
  ids: readonly string[],
): { scores: Record<string, number>; clear: number } {
  const given = new Map(said.scores.map(({ category, score }) => [category, Number.isFinite(score) ? Math.max(0, score) : 0]));
  const total = ids.reduce((sum, id) => sum + (given.get(id) ?? 0), 0);
  const clear = total > 0 ? (given.get(categoryId) ?? 0) / total : 0;
  const highest = Math.max(...ids.map((id) => given.get(id) ?? 0), total > 0 ? 0 : 1);
  const raised = new Map(ids.map((id) => [id, id === categoryId ? highest : (given.get(id) ?? 0)]));
  const sum = [...raised.values()].reduce((all, score) => all + score, 0);
  return { scores: Object.fromEntries([...raised].map(([id, score]) => [id, score / sum])), clear };
}

interface Evidence {
  fit: Fit;
  categoryId: string;
  /** Share of the model's own scores that the category has. */
  clear: number;
  several: boolean;
  human: readonly string[];
  language: string;
  /** The model did not see the whole mail. */
  cut: boolean;
}

/**
 * A model's stated probability is not calibrated, so none is asked for: it says in which of three ways the answer fits, and
 * how the categories compare. Only a complete fit with a clear category passes the threshold that a new installation has
 * (0.9). docs/decisions/150-mistral.md says why these numbers, and that they were not measured on a live model.
 */
const FIT: Readonly<Record<Fit, number>> = { complete: 0.95, partial: 0.4, unclear: 0.2 };
/** From this share on a category is clear. */
const CLEAR = 0.8;
const SEVERAL = 0.4;
const HUMAN = 0.5;
const FOREIGN = 0.5;
const CUT = 0.5;

export function confidenceOf({ fit, categoryId, clear, several, human, language, cut }: Evidence): number {
  if (categoryId === NONE) return 0;
  const against = [
    [several, SEVERAL],
    [human.length > 0, HUMAN],
    [language !== 'fr' && language !== 'en', FOREIGN],
    [cut, CUT],
  ] as const;
  return against.reduce((sure, [stands, factor]) => (stands ? sure * factor : sure), FIT[fit] * Math.min(1, clear / CLEAR));
}

/** Letters only: digits would take a token each. */
const MARK_LETTERS = 12;

function randomMark(): string {
  return Array.from({ length: MARK_LETTERS }, () => String.fromCharCode(97 + randomInt(26))).join('');
}
