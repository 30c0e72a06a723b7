import type { Break } from '../break.ts';

export const EXPLAINED: readonly Break[] = [
  {
    name: 'first-reason-only',
    promise: 6,
    title: 'of several reasons only the first is told',
    file: 'shared/decide.ts',
    find: "return { ...withTemplate, action: 'suggest', rehearsed, reasons: objections };",
    replace: "return { ...withTemplate, action: 'suggest', rehearsed, reasons: objections.slice(0, 1) };",
    test: { file: 'test/shared/decide.test.ts', name: 'every objection is told, not only the first' },
  },
  {
    name: 'withdrawn-without-reason',
    promise: 6,
    title: 'a held reply is withdrawn, and nothing says why',
    file: 'server/mail/commit-effect.ts',
    find: 'unheld(record, stored.kind, SYSTEM, [verdict], now);',
    replace: 'unheld(record, stored.kind, SYSTEM, [], now);',
    test: { file: 'test/mail/send-effect.test.ts', name: 'the settings count as they are when it falls due' },
  },
  {
    name: 'reason-without-words',
    promise: 6,
    title: 'a reason has no words in one of the languages',
    file: 'shared/reasons.ts',
    find: "fr: 'Message de plus de 24 heures'",
    replace: "fr: ''",
    test: { file: 'test/shared/reasons.test.ts', name: '' },
  },
  {
    name: 'reasons-in-one-language',
    promise: 6,
    title: 'reasons are shown in one language, whoever reads them',
    file: 'server/http/mail-view.ts',
    find: 'reasons: reasonViews(decision?.reasons ?? [], language),',
    replace: "reasons: reasonViews(decision?.reasons ?? [], 'fr'),",
    test: { file: 'test/http/admin.test.ts', name: 'tells the reasons in the reader’s language' },
  },
];
