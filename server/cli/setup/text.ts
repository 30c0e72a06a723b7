import type { Step, StepState } from '../../cloud/cloud.ts';
import { wrap } from '../wrap.ts';

/** What one part gave, in the order in which it is done. */
export interface Planned {
  name: string;
  steps: readonly Step[];
}

export interface Outcome {
  id: string;
  title: string;
  ok: boolean;
  /** A remark, or what went wrong; commands on lines of their own. */
  said: string | null;
}

const WORDS: Readonly<Record<StepState, string>> = {
  right: 'ok',
  create: 'create',
  change: 'change',
  'by-hand': 'by hand',
  told: 'once',
  building: 'wait',
  note: 'note',
  failed: 'FAILED',
};

const INDENT = ' '.repeat(11);

/** The plan as a list: one line for what is right, everything that matters for what is not. */
export function planText(plan: readonly Planned[], width: number): string {
  return plan
    .map(
      ({ name, steps }) =>
        `${name}\n${alike(steps)
          .map((group) => groupText(group, width))
          .join('')}\n`,
    )
    .join('');
}

/** Neighbours that differ in their names alone, such as forty indexes, are told as one. */
function alike(steps: readonly Step[]): Step[][] {
  const groups: Step[][] = [];
  let last = '';
  for (const step of steps) {
    const { state, why, said, changes, title } = step;
    const [kind = ''] = title.split(' ');
    const key = JSON.stringify([state, why, said, changes, kind]);
    const joins = key === last && kind in PLURALS && step.commands.length === 0;
    if (joins) groups.at(-1)?.push(step);
    else groups.push([step]);
    last = key;
  }
  return groups;
}

const PLURALS: Readonly<Record<string, string>> = { Index: 'indexes', Field: 'fields' };

function groupText(group: readonly Step[], width: number): string {
  const [first] = group;
  if (!first) return '';
  const [kind = ''] = first.title.split(' ');
  if (group.length === 1) return stepText(first, width);
  const title = `${group.length} ${PLURALS[kind]}`;
  const names = group.map(({ title: each }) => each.slice(kind.length + 1)).join(', ');
  return stepText({ ...first, title: first.state === 'right' ? title : `${title}: ${names}` }, width);
}

function stepText({ state, title, why, changes, said, commands }: Step, width: number): string {
  const below = (text: string) => wrap(text, width - INDENT.length).map((part) => INDENT + part);
  const [first = '', ...rest] = wrap(title, width - INDENT.length);
  const lines = [`  ${WORDS[state].padEnd(7)}  ${first}`, ...rest.map((part) => INDENT + part)];
  if (state !== 'right') lines.push(...below(`why: ${why}`));
  if (said !== null) lines.push(...below(said));
  for (const { field, from, to } of changes)
    lines.push(...below(from === null ? `${field}: ${to}` : `${field}: ${from} → ${to}`));
  // Commands stay whole, to be copied.
  lines.push(...commands.map((command) => `${INDENT}$ ${command}`));
  return `${lines.join('\n')}\n`;
}

export function resultText({ ok, title, said }: Outcome, width: number): string {
  const [sentence = '', ...commands] = (said ?? '').split('\n');
  const head = wrap(`${ok ? '✓' : '✗'} ${title}${sentence === '' ? '' : `: ${sentence}`}`, width - 2);
  const lines = head.map((part, i) => (i === 0 ? part : `  ${part}`));
  return `${[...lines, ...commands.map((command) => `  $ ${command}`)].join('\n')}\n`;
}

export function summaryText(
  plan: readonly Planned[],
  done: readonly Outcome[],
  { dryRun, refused }: { dryRun: boolean; refused: boolean },
): string {
  const count = (...states: StepState[]) =>
    plan.flatMap(({ steps }) => steps).filter(({ state }) => states.includes(state)).length;
  const ready = count('create', 'change');
  const broken = done.filter(({ ok }) => !ok).length;
  const sentences = [
    ready === 0 && count('failed') === 0 ? 'Nothing to make or change.' : null,
    dryRun && ready > 0 ? `${things(ready)} would be made or changed (--dry-run).` : null,
    refused ? `Nothing was changed: ${things(ready)} would be (--yes does it without asking).` : null,
    done.length > broken ? `${things(done.length - broken)} done.` : null,
    broken > 0 ? `${things(broken)} failed: see ✗ above.` : null,
    count('failed') > 0 ? `${things(count('failed'))} could not be looked at, or may not stay so: see FAILED above.` : null,
    count('by-hand') > 0 ? `${things(count('by-hand'))} only you can do: see “by hand” above.` : null,
    count('told') > 0 ? `${things(count('told'))} cannot be seen from here: do them once (“once” above).` : null,
  ];
  return sentences.filter((sentence) => sentence !== null).join('\n');
}

function things(count: number): string {
  return count === 1 ? '1 thing' : `${count} things`;
}
