import { isAppError } from '../../../shared/errors.ts';
import { openSetup } from '../../administration.ts';
import type { CloudPart, Step } from '../../cloud/cloud.ts';
import { DONE, FAILED, type Io, line, textWidth } from '../io.ts';
import { type Outcome, type Planned, planText, resultText, summaryText } from './text.ts';

export interface SetupOptions {
  dryRun: boolean;
  yes: boolean;
  location?: string;
  allowLocation?: string;
  runtimeAccount?: string;
  json: boolean;
}

export async function setup(options: SetupOptions, io: Io): Promise<number> {
  const config = io.config();
  const parts = await openSetup(config, options);
  if (parts.length === 0) {
    if (options.json) line(io.out, JSON.stringify({ parts: [], done: [] }));
    else line(io.out, config.store === 'firestore' ? NOTHING_THERE : NOTHING_HERE);
    return DONE;
  }
  try {
    return await setupParts(parts, options, io);
  } finally {
    for (const part of parts) await part.close?.();
  }
}

const NOTHING_THERE = 'There is nothing to set up: Google’s emulator needs no indexes and lets nothing expire.';

const NOTHING_HERE =
  'There is nothing to set up: this configuration uses nothing of Google Cloud.\n' +
  'It would make topics and subscriptions with MAILGPS_WAKE=pubsub, indexes with\n' +
  'MAILGPS_STORE=firestore, and a bucket with MAILGPS_BUCKET.\n' +
  'A Gmail mailbox is entered with: npm run cli -- login';

/** Plan, consent, work: separate from where the parts come from. */
export async function setupParts(
  parts: readonly CloudPart[],
  options: Pick<SetupOptions, 'dryRun' | 'yes' | 'json'>,
  io: Io,
): Promise<number> {
  const plan = await Promise.all(parts.map(async (part) => ({ name: part.name, steps: await part.plan() })));
  const failed = plan.some(({ steps }) => steps.some(({ state }) => state === 'failed'));
  const todo = plan.flatMap(({ steps }) => steps.filter(({ apply }) => apply !== null));
  if (!options.json) io.out.write(planText(plan, textWidth(io.out)));
  const agreed = todo.length > 0 && !options.dryRun && (options.yes || (!options.json && (await consent(todo.length, io))));
  const done = agreed ? await applyAll(todo, options.json, io) : [];
  const refused = todo.length > 0 && !agreed && !options.dryRun;
  if (options.json) line(io.out, JSON.stringify(forMachines(plan, done, options.dryRun)));
  else line(io.out, summaryText(plan, done, { dryRun: options.dryRun, refused }));
  return failed || refused || done.some(({ ok }) => !ok) ? FAILED : DONE;
}

/** One after the other: a subscription needs its topic. What fails hides nothing that comes after. */
async function applyAll(todo: readonly Step[], json: boolean, io: Io): Promise<Outcome[]> {
  const done: Outcome[] = [];
  for (const { id, title, apply } of todo) {
    const outcome = await outcomeOf(apply).then((result) => ({ id, title, ...result }));
    done.push(outcome);
    if (!json) io.out.write(resultText(outcome, textWidth(io.out)));
  }
  return done;
}

async function outcomeOf(apply: Step['apply']): Promise<Pick<Outcome, 'ok' | 'said'>> {
  try {
    return { ok: true, said: (await apply?.()) ?? null };
  } catch (error) {
    return { ok: false, said: isAppError(error) ? error.message : 'It failed for a reason that MAIL GPS does not know.' };
  }
}

async function consent(changes: number, io: Io): Promise<boolean> {
  if (!io.ask) return false;
  const answer = await io.ask(changes === 1 ? 'Do this one thing? [y/N] ' : `Do these ${changes} things? [y/N] `);
  return /^y(es)?$/i.test(answer.trim());
}

function forMachines(plan: readonly Planned[], done: readonly Outcome[], dryRun: boolean): object {
  const parts = plan.map(({ name, steps }) => ({ name, steps: steps.map(({ apply, ...told }) => told) }));
  return { dryRun, parts, done };
}
