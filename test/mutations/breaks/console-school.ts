import type { Break } from '../break.ts';

const BROWSER = 'test/browser/console-policy.test.ts';
const DAY = 'test/browser/console-day.test.ts';
const TEMPLATES = 'test/console/templates.test.ts';
const FACTS = 'test/console/facts.test.ts';

/** Where admins write what the school says: templates, facts, hours, categories. */
export const CONSOLE_SCHOOL: readonly Break[] = [
  {
    name: 'broken-template-put-to-use',
    promise: 4,
    title: 'a template with an error is offered to be used',
    file: 'server/console/page/templates/save-bar.tsx',
    find: 'disabled={busy || broken || !(dirty || isDraft)}',
    replace: 'disabled={busy || !(dirty || isDraft)}',
    test: { file: DAY, name: 'refuses a template with an error' },
  },
  {
    name: 'conflict-loses-what-was-typed',
    promise: 4,
    title: 'who takes the other’s version loses their own for good',
    file: 'server/console/page/templates/use-writing.ts',
    find: '        setDraft(mine);\n',
    replace: '',
    test: { file: BROWSER, name: 'lets the second of two admins' },
  },
  {
    name: 'refused-rows-unsaid',
    promise: 4,
    title: 'rows of a timetable are left out and nobody is told',
    file: 'server/console/page/facts/understood.tsx',
    find: '{refused.length > 0 && (',
    replace: '{refused.length > 99 && (',
    test: { file: DAY, name: 'imports a timetable' },
  },
  {
    name: 'expired-facts-unannounced',
    promise: 4,
    title: 'a fact is over, and the page of facts says nothing',
    file: 'server/console/page/facts/expiring.tsx',
    find: 'if (facts.expiring.length === 0) return null;',
    replace: 'if (facts.expiring.length >= 0) return null;',
    test: { file: DAY, name: 'announces a fact that is over' },
  },
  {
    name: 'difference-by-colour-alone',
    promise: 6,
    title: 'what a version added is told by its colour alone',
    file: 'server/console/page/policy/diff-view.tsx',
    find: '{SIGN[entry.row.kind]}',
    replace: '',
    test: { file: BROWSER, name: 'shows what two versions have apart without colour' },
  },
  {
    name: 'completion-after-if-offers-all',
    promise: 4,
    title: 'after #if, names are offered that are never missing',
    file: 'server/console/page/templates/completion.ts',
    find: 'names.filter(mayBeMissing)',
    replace: 'names',
    test: { file: TEMPLATES, name: 'offers after #if only what may be missing' },
  },
  {
    name: 'last-day-counted-as-over',
    promise: 4,
    title: 'a fact is shown as over on the last day it holds',
    file: 'server/console/page/facts/fact-state.ts',
    find: 'if (validUntil < today)',
    replace: 'if (validUntil <= today)',
    test: { file: FACTS, name: 'the state of a fact' },
  },
  {
    name: 'table-row-with-two-days',
    promise: 4,
    title: 'a row of a table keeps its date beside a weekday',
    file: 'server/console/page/facts/rows.ts',
    find: '{ ...row, weekday: when, day: null }',
    replace: '{ ...row, weekday: when }',
    test: { file: FACTS, name: 'has a weekday or a day, never both' },
  },
];
