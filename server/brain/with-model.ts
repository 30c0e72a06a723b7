import { AppError, isAppError } from '../../shared/errors.ts';
import type { Policy } from '../../shared/policy.ts';
import type { HumanMatter, InsteadOfModel, Reading } from '../../shared/reading.ts';
import type { Brain, BrainMail, ModelHealth, Spend } from './brain.ts';
import { type Breaker, createBreaker } from './with-model-breaker.ts';
import { joined } from './with-model-merge.ts';

export interface WithModelOptions {
  model: Brain;
  /** Reads every mail, first; pure and quick. */
  offline: Brain;
  budget: { allows(): boolean };
  /** Told whenever the built-in reader's word stands, with what the model failed of. */
  onInstead?: (why: InsteadOfModel, error?: AppError) => void;
  now?: () => number;
}

export interface BrainWithModel extends Brain {
  health(): ModelHealth;
}

/** Mail about somebody's health or distress stays in the school. */
const WITHHELD: readonly HumanMatter[] = ['medical', 'distress'];

/**
 * A hosted model with the built-in reader beside it: the latter reads first and says what must not leave, stands in when
 * the model does not answer or is over its budget, and is the second opinion otherwise. Rejects only when cancelled, or
 * when the built-in reader itself does.
 */
export function createBrainWithModel(options: WithModelOptions): BrainWithModel {
  const { model, offline, budget, now = Date.now } = options;
  const breaker = createBreaker();
  let health: Omit<ModelHealth, 'overBudget'> = { downSince: null, lastFailureAt: null, lastAnswerAt: null };
  /** What was last read with: rewording an answer comes without a policy, and must not pass by `withheld`. */
  let policyKnown: Policy | null = null;

  const ask = <T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> =>
    asked(work, {
      breaker,
      now,
      signal,
      answered: () => {
        health = { ...health, downSince: null, lastAnswerAt: now() };
      },
      failed: () => {
        health = { ...health, downSince: health.downSince ?? now(), lastFailureAt: now() };
      },
    });

  const adapt = model.adapt;
  return {
    name: model.name,
    health: () => ({ ...health, overBudget: !budget.allows() }),
    async prepare(policy) {
      policyKnown = policy;
      await offline.prepare?.(policy);
      await model.prepare?.(policy);
    },
    async read(mail, policy, signal, spend) {
      policyKnown = policy;
      const second = await offline.read(mail, policy, signal);
      const instead = (why: InsteadOfModel, error?: AppError): Reading => {
        options.onInstead?.(why, error);
        return { ...second, insteadOfModel: why };
      };
      if (isWithheld(second)) return instead('withheld');
      if (!budget.allows()) return instead('budget');
      if (!breaker.mayAsk(now())) return instead('unavailable');
      try {
        return joined(await ask(() => model.read(mail, policy, signal, spend), signal), second, policy);
      } catch (error) {
        if (signal?.aborted) throw error;
        // What is wrong with the code that asks must not keep a mail from being read.
        const known = isAppError(error) ? error : new AppError('internal', 'Asking the model failed.', { cause: error });
        return instead('unavailable', known);
      }
    },
    ...(adapt && {
      async adapt(mail: BrainMail, answer: Parameters<typeof adapt>[1], signal?: AbortSignal, spend?: Spend) {
        if (!policyKnown) throw new AppError('unavailable', 'No mail was read yet: what must not leave is not known.');
        if (isWithheld(await offline.read(mail, policyKnown, signal)))
          throw new AppError('unavailable', 'This mail is too private to be given to the model.', { retryable: false });
        if (!budget.allows()) throw new AppError('rate-limited', "The model's budget for today is used up.");
        if (!breaker.mayAsk(now())) throw new AppError('unavailable', 'The model does not answer.');
        return ask(() => adapt(mail, answer, signal, spend), signal);
      },
    }),
  };
}

function isWithheld(reading: Reading): boolean {
  return WITHHELD.some((matter) => reading.human.includes(matter));
}

interface Asking {
  breaker: Breaker;
  now: () => number;
  signal: AbortSignal | undefined;
  answered: () => void;
  failed: () => void;
}

/** An answer that cannot be used is this mail's, and no reason to leave the model alone: but neither is it an answer. */
async function asked<T>(work: () => Promise<T>, { breaker, now, signal, answered, failed }: Asking): Promise<T> {
  try {
    const result = await work();
    breaker.answered();
    answered();
    return result;
  } catch (error) {
    if (signal?.aborted) breaker.unclear();
    else if (!isAppError(error) || error.code === 'invalid') {
      breaker.unclear();
      failed();
    } else {
      breaker.failed(now(), error.retryAfterMs);
      failed();
    }
    throw error;
  }
}
