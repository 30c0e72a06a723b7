import type { Break } from '../break.ts';

const REBASE = 'test/mail/actions/policy/rebase.test.ts';
const EDITS = 'test/mail/actions/policy/edits.test.ts';
const NAMES = 'test/mail/actions/policy/files.test.ts';
const FILES = 'test/http/files.test.ts';
const EDIT = 'test/http/policy-edit.test.ts';
const TEMPLATES = 'test/http/templates.test.ts';
const TIMETABLE = 'test/mail/timetable/read-timetable.test.ts';

/** What admins change of the policy: nothing of anybody's is lost, and nothing leaves that nobody approved. */
export const CONSOLE_POLICY: readonly Break[] = [
  {
    name: 'policy-last-save-wins',
    promise: 4,
    title: 'the second of two admins overwrites what the first saved',
    file: 'server/mail/actions/policy/rebase.ts',
    find: '  if (both.length > 0) return { ok: false, entities: both };\n',
    replace: '',
    test: {
      file: REBASE,
      name: 'two changes of different entities both stand, whoever was first; of the same one the second is told',
    },
  },
  {
    name: 'policy-import-replaces-unseen',
    promise: 4,
    title: 'an imported file takes out what came in since it was read',
    file: 'server/mail/actions/policy/rebase.ts',
    find: 'return surplus.length > 0 ?',
    replace: 'return surplus.length > 99 ?',
    test: {
      file: REBASE,
      name: 'a change that would do more than was asked for is a conflict: a file replaces what came in between',
    },
  },
  {
    name: 'draft-is-sent',
    promise: 4,
    title: 'a draft of a template is sent',
    file: 'server/mail/actions/policy/edit-templates.ts',
    find: 'return { ...known, version: latest.version + 1, subject, body, files, published, madeAt: at };',
    replace: 'return { ...known, version: latest.version + 1, subject, body, files, published: true, madeAt: at };',
    test: { file: TEMPLATES, name: 'a draft is kept with its errors, shown as one, and never sent' },
  },
  {
    name: 'old-file-is-sent',
    promise: 4,
    title: 'a file that is out of date goes with an automatic reply',
    file: 'shared/needs.ts',
    find: '(file.validUntil ?? today) < today',
    replace: 'false',
    test: { file: FILES, name: 'an answer whose file is out of date does not leave by itself, and is announced before' },
  },
  {
    name: 'route-to-who-left',
    promise: 5,
    title: 'mail is passed on to somebody who left',
    file: 'shared/people.ts',
    find: 'if (!person || person.retired) return null;',
    replace: 'if (!person) return null;',
    test: { file: EDIT, name: 'who is retired is offered to nobody, and keeps the history' },
  },
  {
    name: 'test-send-unmarked',
    promise: 3,
    title: 'a test of a template does not say that a machine sent it',
    file: 'server/mail/build-mime.ts',
    find: "...common({ ...test, automatic: true }, test.content, 'auto-generated'),",
    replace: '...common({ ...test, automatic: true }, test.content, null),',
    test: { file: TEMPLATES, name: 'a test send goes to the asker alone, marked so that nothing answers it' },
  },
  {
    name: 'test-send-uncounted',
    promise: 2,
    title: 'a second click sends a second test',
    file: 'server/mail/actions/policy/test-send.ts',
    find: '    testSends.set(tx, userId, { n, times: [...times, now] });\n',
    replace: '',
    test: { file: TEMPLATES, name: 'a test send leaves once: a second click is refused, a failure is not tried again' },
  },
  {
    name: 'file-leads-elsewhere',
    promise: 9,
    title: 'the name of an uploaded file holds a path',
    file: 'server/mail/actions/policy/file-name.ts',
    find: 'name.split(/[/\\\\]/).at(-1)',
    replace: '[name].at(-1)',
    test: {
      file: NAMES,
      name: 'the name of a file whatever was given: one part',
    },
  },
  {
    name: 'page-as-text-file',
    promise: 9,
    title: 'a page with a script is kept as a text',
    file: 'server/mail/actions/policy/file-type.ts',
    find: 'return !controls && !/^(?:',
    replace: 'return !controls || !/^(?:',
    test: { file: NAMES, name: 'the type of a file a page that calls itself a text is not accepted' },
  },
  {
    name: 'merged-mails-nameless',
    promise: 6,
    title: 'the mails of a merged category are shown under its old name',
    file: 'shared/policy.ts',
    find: 'category = categoryOf(policy, category.mergedInto) ?? category;',
    replace: 'break;',
    test: {
      file: EDITS,
      name: 'categories merged: the mails of one are shown under the other, its examples teach the other, its template is sent no more',
    },
  },
  {
    name: 'calendar-in-another-zone',
    promise: 4,
    title: 'an exam of an imported calendar is told at the hour of another time zone',
    file: 'server/mail/timetable/read-ics.ts',
    find: "if (zone.kind === 'floating' ||",
    replace: "if (zone.kind !== 'described' ||",
    test: { file: TIMETABLE, name: 'a calendar tells times on the school’s clock, wherever they were written' },
  },
  {
    name: 'rule-that-no-zone-has',
    promise: 1,
    title: 'a calendar’s zone may have rules whose next day is years away, or never comes',
    file: 'server/mail/timetable/ics-zones.ts',
    find: '[+-]?[1-4]',
    replace: '[+-]?[1-5]',
    test: { file: TIMETABLE, name: 'and follows no others' },
  },
  {
    name: 'list-saves-over-unseen',
    promise: 4,
    title: 'a click in a list saves over what a colleague did and nobody was shown',
    file: 'server/console/page/policy/use-save.ts',
    find: 'saving.save(() => run(Math.max(mine.current.get(entity) ?? 0, shown)))',
    replace: 'saving.save((seen) => run(Math.max(seen, mine.current.get(entity) ?? 0, shown)))',
    test: {
      file: 'test/console/use-change.test.ts',
      name: 'stands on what is shown: after a conflict on nothing newer, until that was asked for and came',
    },
  },
  {
    name: 'own-change-hides-anothers',
    promise: 4,
    title: 'after a change of one’s own, a click on what a colleague changed meanwhile saves over it',
    file: 'server/console/page/policy/use-save.ts',
    find: 'mine.current.set(entity, version)',
    replace: "for (const other of ['a', 'b', entity]) mine.current.set(other, version)",
    test: { file: 'test/console/use-change.test.ts', name: 'one’s own change of another thing' },
  },
  {
    name: 'late-look-shown',
    promise: 4,
    title: 'what a file would change is shown after another was chosen, and that one is applied unseen',
    file: 'server/console/page/policy/use-tried.ts',
    find: 'if (changes.current === before) set(answer);',
    replace: 'set(answer);',
    test: { file: 'test/console/use-tried.test.ts', name: 'shows no answer to what was asked before' },
  },
  {
    name: 'pack-refuses-what-was-saved',
    promise: 4,
    title: 'a template that could be saved makes a pack that cannot be read',
    file: 'server/pack/format.ts',
    find: '.union([z.string(), z.array(z.string())])',
    replace: '.union([z.string(), z.array(z.string()).max(500)])',
    test: { file: 'test/pack/format.test.ts', name: 'what may be saved can be exported and read back: many lines' },
  },
];
