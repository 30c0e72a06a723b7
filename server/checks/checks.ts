import pTimeout from 'p-timeout';
import { type AppError, isAppError } from '../../shared/errors.ts';

/** One thing that a configuration needs, tried for real. It changes nothing that lasts and tells nobody. */
export interface Check {
  /** For machines, the same from run to run: 'mailbox'. */
  id: string;
  /** In the list: 'Mailbox'. At most 16 characters. */
  name: string;
  /** Rejects like the port it asks; whatever it rejects with is a failure. */
  run(signal: AbortSignal): Promise<Verdict>;
}

/** `unused`: this configuration does without it. */
export interface Verdict {
  state: 'ok' | 'warn' | 'fail' | 'unused';
  /** A sentence or a few words. No secret, and no address but the operator's own. */
  said: string;
  /** What helps: a sentence, and commands on lines of their own, each after '$ '. */
  fix?: string;
}

export interface CheckResult extends Verdict {
  id: string;
  name: string;
  ms: number;
}

/** Longer than any port's own patience for one call, shorter than a person's. */
const TIMEOUT_MS = 45_000;

/** All at once; the results in the order of the checks, and each told when it is there. Rejects never. */
export function runChecks(
  checks: readonly Check[],
  { timeoutMs = TIMEOUT_MS, onDone = () => undefined }: { timeoutMs?: number; onDone?: (result: CheckResult) => void } = {},
): Promise<CheckResult[]> {
  return Promise.all(
    checks.map(async ({ id, name, run }) => {
      const began = performance.now();
      const verdict = await inTime(run, timeoutMs);
      const result = { id, name, ...verdict, ms: Math.round(performance.now() - began) };
      onDone(result);
      return result;
    }),
  );
}

async function inTime(run: Check['run'], timeoutMs: number): Promise<Verdict> {
  const controller = new AbortController();
  const verdict = Promise.resolve()
    .then(() => run(controller.signal))
    .catch(refusal);
  const late = (): Verdict => {
    controller.abort();
    const seconds = Math.round(timeoutMs / 1000);
    return failed(`No answer within ${seconds} s.`, 'Is the network open from here? Try again in a moment.');
  };
  return pTimeout(verdict, { milliseconds: timeoutMs, fallback: late });
}

/** The words of an AppError are ours; those of anything else may hold a token. */
function refusal(error: unknown): Verdict {
  if (!isAppError(error)) return failed(`It failed for a reason that MAIL GPS does not know (${nameOf(error)}).`);
  return failed(error.message, FIXES[error.code]);
}

const FIXES: Partial<Record<AppError['code'], string>> = {
  reauthorise: '$ npm run cli -- login',
  'rate-limited': 'Wait a minute, then try again.',
  timeout: 'Is the network open from here? Try again in a moment.',
  unavailable: 'Is the network open from here? Try again in a moment.',
};

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/** A time as it is told here: '2026-11-23 08:00 UTC'. */
export function minuteOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

export function ok(said: string): Verdict {
  return { state: 'ok', said };
}

export function warned(said: string, fix?: string): Verdict {
  return fix === undefined ? { state: 'warn', said } : { state: 'warn', said, fix };
}

export function failed(said: string, fix?: string): Verdict {
  return fix === undefined ? { state: 'fail', said } : { state: 'fail', said, fix };
}

export function unused(said: string): Verdict {
  return { state: 'unused', said };
}
