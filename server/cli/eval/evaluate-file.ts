import { openBrain } from '../../adapters.ts';
import { evaluate, readAll } from '../../brain/evaluate.ts';
import { defaultPolicy } from '../../pack/default-policy.ts';
import { DONE, type Io, line } from '../io.ts';
import { readPack } from '../read-pack.ts';
import { crossValidate } from './cross-validate.ts';
import { drawEvaluation } from './draw.ts';
import { readMails } from './read-mails.ts';

export interface EvalOptions {
  pack?: string;
  crossValidate?: number;
  json: boolean;
}

export async function evaluateFile(file: string, { pack, crossValidate: k, json }: EvalOptions, io: Io): Promise<number> {
  const mails = await readMails(file);
  const policy = pack === undefined ? defaultPolicy(io.now()) : await readPack(pack, io.language);
  const unknown = new Set(mails.map(({ category }) => category).filter((id) => !policy.categories.some((c) => c.id === id)));
  if (unknown.size > 0) line(io.err, `Not in the pack, so never right: ${[...unknown].sort().join(', ')}`);
  const brain = await openBrain();
  const judged = k === undefined ? await readAll(brain, policy, mails) : await crossValidate(brain, policy, mails, k);
  const figures = evaluate(judged);
  if (json) line(io.out, JSON.stringify({ file, brain: brain.name, crossValidated: k ?? null, ...figures }));
  else drawEvaluation(io.out, figures, { brain: brain.name, file, k: k ?? null });
  return DONE;
}
