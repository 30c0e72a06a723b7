import { AppError } from '../../shared/errors.ts';
import { type Problem, type Step, step } from './cloud.ts';
import { type Asked, problemOf } from './problems.ts';

/** Changes something at Google. Where it refuses, rejects with what that means and what helps, as `explained` has it. */
export async function makeChange(
  asked: Asked,
  work: () => Promise<unknown>,
  explained = (problem: Problem): Problem => problem,
): Promise<null> {
  try {
    await work();
    return null;
  } catch (error) {
    throw stepError(explained(problemOf(error, asked)));
  }
}

/** A look or a change that Google refused. The commands travel in the message's own lines. */
export function stepError({ said, commands }: Problem): AppError {
  return new AppError('unavailable', [said, ...commands].join('\n'));
}

export function failedStep(about: { title: string; why: string }, { said, commands }: Problem): Step {
  return step({ ...about, state: 'failed', said, commands });
}
