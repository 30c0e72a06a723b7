import { AppError } from '../../shared/errors.ts';
import { type Problem, type Step, step } from './cloud.ts';

/** A look or a change that Google refused. The commands travel in the message's own lines. */
export function stepError({ said, commands }: Problem): AppError {
  return new AppError('unavailable', [said, ...commands].join('\n'));
}

export function failedStep(about: { title: string; why: string }, { said, commands }: Problem): Step {
  return step({ ...about, state: 'failed', said, commands });
}
