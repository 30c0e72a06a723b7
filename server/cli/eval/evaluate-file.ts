import { AppError } from '../../../shared/errors.ts';
import { openBrain, openBrains } from '../../adapters.ts';
import type { Brain } from '../../brain/brain.ts';
import { evaluate, readAll } from '../../brain/evaluate.ts';
import { defaultPolicy } from '../../pack/default-policy.ts';
import { DONE, type Io, line } from '../io.ts';
import { readPack } from '../read-pack.ts';
import { crossValidate } from './cross-validate.ts';
import { drawEvaluation } from './draw.ts';
import { readMails } from './read-mails.ts';

export interface EvalOptions {
  brain: 'offline' | 'mistral';
  pack?: string;
  crossValidate?: number;
  json: boolean;
}

export async function evaluateFile(
  file: string,
  { brain: name, pack, crossValidate: k, json }: EvalOptions,
  io: Io,
): Promise<number> {
  const mails = await readMails(file);
  const policy = pack === undefined ? defaultPolicy(io.now()) : await readPack(pack, io.language);
  const unknown = new Set(mails.map(({ category }) => category).filter((id) => !policy.categories.some((c) => c.id === id)));
  if (unknown.size > 0) line(io.err, `Not in the pack, so never right: ${[...unknown].sort().join(', ')}`);
  const { brain, told } = name === 'mistral' ? await openModel(io) : { brain: await openBrain(), told: () => undefined };
  const judged = k === undefined ? await readAll(brain, policy, mails) : await crossValidate(brain, policy, mails, k);
  told();
  const figures = evaluate(judged);
  if (json) line(io.out, JSON.stringify({ file, brain: brain.name, crossValidated: k ?? null, ...figures }));
  else drawEvaluation(io.out, figures, { brain: brain.name, file, k: k ?? null });
  return DONE;
}

/** The model as the configuration has it, and what was used of it. The built-in reader stands in as it does in a server. */
async function openModel(io: Io): Promise<{ brain: Brain; told: () => void }> {
  const config = io.config();
  if (!config.mistral) throw new AppError('config', 'MAILGPS_BRAIN=mistral and MISTRAL_API_KEY: needed with --brain mistral');
  const used = { calls: 0, tokens: 0, cost: 0 };
  const instead = new Map<string, number>();
  const { brain } = await openBrains(
    config,
    {
      call: ({ inputTokens, outputTokens, cost }) => {
        used.calls++;
        used.tokens += inputTokens + outputTokens;
        used.cost += cost ?? 0;
      },
      instead: (why, error) => {
        const key = error?.code ?? why;
        instead.set(key, (instead.get(key) ?? 0) + 1);
      },
    },
    io.now,
  );
  const told = (): void => {
    line(io.err, `${used.calls} calls of the model, ${used.tokens} tokens, about $${used.cost.toFixed(4)}`);
    for (const [why, count] of instead) line(io.err, `${count} mails read by the built-in reader instead: ${why}`);
  };
  return { brain, told };
}
