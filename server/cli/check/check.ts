import { isAppError } from '../../../shared/errors.ts';
import { openChecks } from '../../checking.ts';
import { type Check, type CheckResult, runChecks } from '../../checks/checks.ts';
import type { Config } from '../../config.ts';
import { DONE, FAILED, type Io, line, textWidth } from '../io.ts';
import { checkText, summaryText } from './text.ts';

export async function check({ json }: { json: boolean }, io: Io): Promise<number> {
  const config = configOf(io);
  if ('state' in config) return tell([config], json, io);
  const { checks, close } = await openChecks(config, io.now);
  try {
    return tell(await runTold(checks, json, io), json, io);
  } finally {
    await close();
  }
}

/** A configuration that cannot be used is what a check is for: it is told as one. */
function configOf(io: Io): Config | CheckResult {
  try {
    return io.config();
  } catch (error) {
    if (!isAppError(error, 'config')) throw error;
    return { id: 'configuration', name: 'Configuration', state: 'fail', said: error.message, ms: 0 };
  }
}

/** On a terminal a line tells how far it is, and goes when it is done. */
async function runTold(checks: readonly Check[], json: boolean, io: Io): Promise<CheckResult[]> {
  const shown = !json && io.err.isTTY === true;
  const waiting = new Map(checks.map(({ id, name }) => [id, name]));
  const progress = (): void => {
    if (shown) io.err.write(`\r\x1b[K${progressText([...waiting.values()])}`);
  };
  progress();
  const results = await runChecks(checks, {
    onDone({ id }) {
      waiting.delete(id);
      progress();
    },
  });
  if (shown) io.err.write('\r\x1b[K');
  return results;
}

function progressText(names: readonly string[]): string {
  const [first = ''] = names;
  return names.length === 0 ? '' : `Checking: ${first}${names.length > 1 ? ` and ${names.length - 1} more` : ''} …`;
}

function tell(results: readonly CheckResult[], json: boolean, io: Io): number {
  const failing = results.some(({ state }) => state === 'fail');
  if (json) line(io.out, JSON.stringify({ ok: !failing, checks: results }));
  else {
    io.out.write(results.map((result) => checkText(result, textWidth(io.out))).join(''));
    line(io.out, summaryText(results));
  }
  return failing ? FAILED : DONE;
}
