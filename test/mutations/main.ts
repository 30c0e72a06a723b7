import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import type { Break } from './break.ts';
import { BREAKS } from './breaks.ts';
import { type Copy, copyTree } from './copy.ts';
import { escaped, type Results, runJest } from './jest-run.ts';

interface Outcome {
  mutation: Break;
  /** `no result`: the tests could not be run, so they showed nothing. */
  verdict: 'caught' | 'NOT CAUGHT' | 'NO RESULT';
  seconds: number;
  detail: string;
}

/** A broken product often makes a test wait for what never comes: it need not wait as long as on a slow machine. */
const IMPATIENT = { E2E_PATIENCE_MS: '8000' };

async function main(): Promise<number> {
  const chosen = choose(process.argv.slice(2));
  if (!chosen) return 2;
  const began = Date.now();
  const copies = Array.from({ length: Math.min(2, availableParallelism()) }, () => copyTree(process.cwd()));
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      for (const copy of copies) copy.remove();
      process.exit(1);
    });
  try {
    const problems = await unbroken(copies[0]?.root ?? '', chosen);
    if (problems.length > 0) {
      process.stderr.write(`The tests do not pass on the unbroken product:\n${problems.map((p) => `  - ${p}\n`).join('')}`);
      return 1;
    }
    process.stdout.write(`Unbroken, the tests of ${chosen.length} breaks pass (${secondsSince(began)} s). Now broken:\n`);
    const outcomes = await breakAll(copies, chosen);
    process.stdout.write(`${table(outcomes)}\n`);
    const missed = outcomes.filter(({ verdict }) => verdict !== 'caught');
    for (const { mutation, detail } of missed) process.stdout.write(`${mutation.name}: ${detail}\n`);
    process.stdout.write(`${outcomes.length - missed.length} of ${outcomes.length} breaks caught in ${secondsSince(began)} s.\n`);
    return missed.length > 0 ? 1 : 0;
  } finally {
    for (const copy of copies) copy.remove();
  }
}

/** By name, or all breaks of a promise by its number; null, and said so, when one is not known. */
function choose(names: readonly string[]): Break[] | null {
  const unknown = names.filter((name) => !BREAKS.some((b) => b.name === name || String(b.promise) === name));
  if (unknown.length > 0) {
    process.stderr.write(`There is no break called ${unknown.join(', ')}. Known: ${BREAKS.map((b) => b.name).join(', ')}\n`);
    return null;
  }
  return BREAKS.filter((b) => names.length === 0 || names.includes(b.name) || names.includes(String(b.promise)));
}

/** Runs every named test on the unbroken product; a sentence for each that is missing or fails. */
async function unbroken(root: string, breaks: readonly Break[]): Promise<string[]> {
  const whole = new Set(breaks.filter((b) => b.test.name === '').map((b) => b.test.file));
  const named = breaks.filter((b) => !whole.has(b.test.file));
  const files = [...new Set(named.map((b) => b.test.file))];
  const runs = [
    whole.size > 0 ? await runJest(root, [...whole], '') : undefined,
    files.length > 0 ? await runJest(root, files, named.map((b) => escaped(b.test.name)).join('|')) : undefined,
  ].filter((run) => run !== undefined);
  return breaks.flatMap((b) => {
    const ran = runs.flatMap((run) => run?.testResults ?? []).filter((r) => r.name === join(root, b.test.file));
    const tests = ran
      .flatMap((r) => r.assertionResults)
      .filter((a) => a.fullName.includes(b.test.name) && a.status !== 'pending');
    if (tests.length === 0) return [`${b.name}: no test "${b.test.name}" ran in ${b.test.file} ${ran[0]?.message ?? ''}`];
    const failed = tests.filter((a) => a.status !== 'passed');
    return failed.map((a) => `${b.name}: ${b.test.file} "${a.fullName}" ${a.status}`);
  });
}

async function breakAll(copies: readonly Copy[], breaks: readonly Break[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const waiting = [...breaks];
  await Promise.all(
    copies.map(async (copy) => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const outcome = await tryBreak(copy, next);
        outcomes.push(outcome);
        process.stdout.write(`  ${outcome.verdict.padEnd(10)} ${next.promise} ${next.name} (${outcome.seconds} s)\n`);
      }
    }),
  );
  return breaks.flatMap((b) => outcomes.filter((o) => o.mutation === b));
}

async function tryBreak(copy: Copy, mutation: Break): Promise<Outcome> {
  const began = Date.now();
  const mend = copy.apply(mutation);
  try {
    const { file, name } = mutation.test;
    const results = await runJest(copy.root, [file], escaped(name), IMPATIENT);
    return { mutation, seconds: secondsSince(began), ...judge(results) };
  } finally {
    mend();
  }
}

/** A break that cannot even be loaded is no break: only a test that ran and failed has caught anything. */
function judge(results: Results | null): Pick<Outcome, 'verdict' | 'detail'> {
  if (!results) return { verdict: 'NO RESULT', detail: 'the tests did not end in time' };
  if (results.numRuntimeErrorTestSuites > 0)
    return { verdict: 'NO RESULT', detail: results.testResults[0]?.message ?? 'the test file could not be loaded' };
  if (results.numFailedTests > 0) return { verdict: 'caught', detail: '' };
  return { verdict: 'NOT CAUGHT', detail: 'the test passed on the broken product' };
}

function table(outcomes: readonly Outcome[]): string {
  const head = ['', 'broken', 'test', 'result', 's'];
  const shown = new Table({ head, style: { head: [], border: [] }, colWidths: [4, 44, 48, 12, 6], wordWrap: true });
  for (const { mutation, verdict, seconds } of outcomes) {
    const { promise, name, title, test } = mutation;
    shown.push([promise, `${name}: ${title}`, test.name === '' ? test.file : `${test.file}: ${test.name}`, verdict, seconds]);
  }
  return shown.toString();
}

function secondsSince(began: number): number {
  return Math.round((Date.now() - began) / 100) / 10;
}

process.exitCode = await main();
