import type { Break } from '../break.ts';

const BROWSER = 'test/browser/console-mails.test.ts';
const MAILS = 'test/console/mails.test.ts';
const AUTO = 'test/console/auto-mode.test.ts';

/** The console's mails and auto-mode: what is sent was seen, and what a switch does is told before and after. */
export const CONSOLE_MAILS: readonly Break[] = [
  {
    name: 'text-changes-beneath-hand',
    promise: 4,
    title: 'a suggested text changes on the screen in the moment it is sent',
    file: 'server/console/page/mails/shown.ts',
    find: "if (!shown.actions.includes('reply') || !now.actions.includes('reply')) return true;",
    replace: 'if (now.revision >= 0) return true;',
    test: { file: MAILS, name: 'does not change a text beneath the hand' },
  },
  {
    name: 'bulk-sends-gaps',
    promise: 4,
    title: 'many answers are sent at once, one of them with a place to fill in',
    file: 'server/console/page/mails/bulk-run.ts',
    find: "return suggestion.missing.length > 0 || GAP.test(suggestion.text) ? 'gaps' : null;",
    replace: 'return null;',
    test: { file: MAILS, name: 'leaves out what cannot be sent' },
  },
  {
    name: 'bulk-hides-care',
    promise: 6,
    title: 'many answers are sent at once, and nothing is said of the one whose sender is not known to be who they say',
    file: 'server/console/page/mails/before-sending.tsx',
    find: 'const care = careOf(mail);',
    replace: 'const care = careOf({ reasons: [] });',
    test: { file: BROWSER, name: 'sends three at once after showing their texts' },
  },
  {
    name: 'bulk-without-the-text-shown',
    promise: 4,
    title: 'many answers are sent without saying which texts were shown',
    file: 'server/console/page/mails/bulk-run.ts',
    find: '...(detail?.textHash ? { textHash: detail.textHash } : {})',
    replace: '...(detail ? {} : {})',
    test: { file: MAILS, name: 'names the revision and the text' },
  },
  {
    name: 'bulk-goes-on-in-doubt',
    promise: 2,
    title: 'after an answer that stayed away the next mails are sent all the same',
    file: 'server/console/page/mails/bulk-run.ts',
    find: '      told(items.slice(from).map((item) => lost(item, error)));\n      return;\n',
    replace: '      told(some.map((item) => lost(item, error)));\n',
    test: { file: MAILS, name: 'asks for no more once an answer stayed away' },
  },
  {
    name: 'editor-forgets-on-conflict',
    promise: 4,
    title: 'what somebody wrote is gone when the mail changed meanwhile',
    file: 'server/console/page/mails/editor.tsx',
    find: '      if (!one.busy) setRefused(true);\n',
    replace: "      if (!one.busy) setRefused(true);\n      write('');\n",
    test: { file: BROWSER, name: 'keeps what was written' },
  },
  {
    name: 'switch-tells-of-none-held',
    promise: 7,
    title: 'whoever turns auto-mode off is not told what becomes of what is held',
    file: 'server/console/page/auto-mode/change.ts',
    find: 'if (change.autoMode === false) return held.total;',
    replace: 'if (change.autoMode === false) return 0;',
    test: { file: AUTO, name: 'takes back what is held' },
  },
  {
    name: 'automatic-without-what-if',
    promise: 7,
    title: 'a category is made automatic without showing what that would have done',
    file: 'server/console/page/auto-mode/review.tsx',
    find: 'const trying = done === null && ',
    replace: 'const trying = done !== null && ',
    test: { file: BROWSER, name: 'tries a change on past mails before it is saved' },
  },
  {
    name: 'evidence-without-interval',
    promise: 7,
    title: 'two right answers of two look like certainty',
    file: 'server/console/page/auto-mode/evidence.ts',
    find: '...(judged < FEW ? [words.few] : []),',
    replace: '',
    test: { file: AUTO, name: 'says that few cases are few' },
  },
];
