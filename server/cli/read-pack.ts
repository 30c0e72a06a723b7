import { AppError } from '../../shared/errors.ts';
import type { Language, Policy } from '../../shared/policy.ts';
import { parsePack } from '../pack/format.ts';
import { readText } from './files.ts';

/** The policy in a pack file. Rejects with `invalid`, every problem of form on a line of its own. */
export async function readPack(file: string, language: Language): Promise<Policy> {
  const parsed = parsePack(await readText(file));
  if (parsed.ok) return parsed.policy;
  const lines = parsed.problems.map(({ path, message }) => `  - ${path ? `${path}: ` : ''}${message[language]}`);
  throw new AppError('invalid', `${file} is not a pack that can be used:\n${lines.join('\n')}`);
}
