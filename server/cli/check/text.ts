import type { CheckResult } from '../../checks/checks.ts';
import { wrap } from '../wrap.ts';

const MARKS: Readonly<Record<CheckResult['state'], string>> = { ok: '✓', warn: '!', fail: '✗', unused: '–' };

/** Of the longest name, 'Gmail credential'. */
const NAME_WIDTH = 16;
const INDENT = ' '.repeat(2 + NAME_WIDTH + 2);

/** One line for what is right; what is not has what helps below it. */
export function checkText({ state, name, said, fix }: CheckResult, width: number): string {
  const room = width - INDENT.length;
  const [first = '', ...rest] = wrap(state === 'unused' ? `not used: ${said}` : said, room);
  const lines = [`${MARKS[state]} ${name.padEnd(NAME_WIDTH)}  ${first}`, ...rest.map((part) => INDENT + part)];
  if (fix !== undefined && state !== 'ok') lines.push(...fixLines(fix, room));
  return `${lines.join('\n')}\n`;
}

/** Commands stay whole, to be copied. */
function fixLines(fix: string, room: number): string[] {
  return fix
    .split('\n')
    .flatMap((part, i) => (part.startsWith('$ ') ? [part] : wrap(i === 0 ? `→ ${part}` : part, room)))
    .map((part) => INDENT + part);
}

export function summaryText(results: readonly CheckResult[]): string {
  const count = (state: CheckResult['state']) => results.filter((result) => result.state === state).length;
  const failing = count('fail');
  const warned = count('warn');
  const warnings = warned === 0 ? '' : warned === 1 ? '1 warning (!)' : `${warned} warnings (!)`;
  if (failing === 0) return warned === 0 ? '\nAll is well.' : `\nNothing fails; ${warnings}.`;
  return `\n${failing === 1 ? '1 check fails' : `${failing} checks fail`} (✗)${warned === 0 ? '' : `, ${warnings}`}.\nMend from the top down: later ones often follow from earlier ones.`;
}
