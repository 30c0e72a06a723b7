import type { Break } from '../break.ts';

const HOSTILE = 'test/browser/console-hostile.test.ts';
const PAGES = 'test/browser/console-pages.test.ts';

/** The console's pages: what they show of strangers' words, and what they keep of what somebody types. */
export const CONSOLE_PAGES: readonly Break[] = [
  {
    name: 'console-with-any-script',
    promise: 9,
    title: 'the console runs scripts that stand in the page',
    file: 'server/console/serve.ts',
    find: `scriptSrc: ["'self'", `,
    replace: `scriptSrc: ["'self'", "'unsafe-inline'", `,
    test: { file: 'test/console/serve.test.ts', name: 'lets no script and no style run but its own' },
  },
  {
    name: 'subject-as-markup',
    promise: 9,
    title: 'a stranger’s subject is markup in the console',
    file: 'server/console/page/today/waiting-now.tsx',
    find: '<span class="waiting-subject">{mail.subject || words.noSubject}</span>',
    replace: '<span class="waiting-subject" dangerouslySetInnerHTML={{ __html: mail.subject || words.noSubject }} />',
    test: { file: HOSTILE, name: 'are text on every page, whoever wrote them' },
  },
  {
    name: 'session-end-loses-words',
    promise: 9,
    title: 'what somebody typed is gone when the session ends',
    file: 'server/console/page/session.ts',
    find: "calls.ended = () => set((before) => (before.state === 'in' ? { ...before, over: true } : before));",
    replace: "calls.ended = () => set((before) => (before.state === 'in' ? { state: 'out', failed: false } : before));",
    test: { file: PAGES, name: 'shows the way back in where a session ends' },
  },
  {
    name: 'change-after-new-sign-in',
    promise: 9,
    title: 'whoever signed in anew in another window can change nothing until the page is loaded again',
    file: 'server/console/page/session.ts',
    find: "setCsrfToken(csrf ?? '');",
    replace: "setCsrfToken('');",
    test: { file: PAGES, name: 'shows the way back in where a session ends' },
  },
  {
    name: 'week-of-one-day',
    promise: 8,
    title: 'a week of the plot counts its first day alone',
    file: 'server/console/page/today/data.ts',
    find: 'if (week && !isMonday) week.push(day);',
    replace: 'if (week && !isMonday) continue;',
    test: { file: 'test/console/today.test.ts', name: 'loses no mail and makes none up' },
  },
  {
    name: 'log-without-last-day',
    promise: 6,
    title: 'the last day that is asked for is left out of the log',
    file: 'server/console/page/audit/data.ts',
    find: 'instantOf(timeZone, addDays(until, 1), 0)',
    replace: 'instantOf(timeZone, until, 0)',
    test: { file: 'test/console/audit.test.ts', name: 'asks for whole days of the school' },
  },
];
