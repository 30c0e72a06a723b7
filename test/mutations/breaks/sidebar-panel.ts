import type { Break } from '../break.ts';

/** The sidebar as the preview runs and draws it, and the stand-in that its tests lean on. */
export const SIDEBAR_PANEL: readonly Break[] = [
  {
    name: 'double-click-runs-twice',
    promise: 2,
    title: 'a second click calls the add-on while the first one is under way',
    file: 'server/preview/page/card/controller.ts',
    find: 'if (state.busy !== null || trigger === undefined) return;',
    replace: 'if (trigger === undefined) return;',
    test: { file: 'test/preview/card/controller.test.ts', name: 'a second one meanwhile runs nothing' },
  },
  {
    name: 'card-of-another-mail',
    promise: 5,
    title: 'an answer that comes late is shown beside the mail that was opened since',
    file: 'server/preview/page/card/controller.ts',
    find: 'if (asked !== page) return;\n      set({ busy: null });',
    replace: 'set({ busy: null });',
    test: { file: 'test/preview/card/controller.test.ts', name: 'on a mail that is no longer shown' },
  },
  {
    name: 'any-link-opens',
    promise: 9,
    title: 'a card opens links that run as scripts',
    file: 'server/preview/apps-script/basic-html.ts',
    find: "if (url.protocol === 'https:' || url.protocol === 'mailto:') return url.href;",
    replace: "if (url.protocol !== 'http:') return url.href;",
    test: { file: 'test/preview/apps-script/basic-html.test.ts', name: 'gives no link for javascript' },
  },
  {
    name: 'unescaped-mail-goes-unnoticed',
    promise: 9,
    title: 'the stand-in takes text of a mail that was not escaped',
    file: 'server/preview/apps-script/arguments.ts',
    find: 'if (refused.length > 0)',
    replace: 'if (refused.length > 99)',
    test: { file: 'test/preview/apps-script/widgets.test.ts', name: 'HTML that is not basic' },
  },
  {
    name: 'mistake-hidden-by-a-catch',
    promise: 9,
    title: 'a call that Google would refuse passes the tests because the add-on catches everything',
    file: 'server/preview/apps-script/run.ts',
    find: 'if (mistake !== undefined) throw exception(mistake);',
    replace: 'if (mistake !== undefined && answer === undefined) throw exception(mistake);',
    test: { file: 'test/preview/apps-script/widgets.test.ts', name: 'even where the script catches' },
  },
  {
    name: 'another-message-readable',
    promise: 9,
    title: "the sidebar reads a message without the open one's token",
    file: 'server/preview/apps-script/gmail.ts',
    find: 'if (token === undefined) {',
    replace: "token ??= 'access';\n      if (token === undefined) {",
    test: { file: 'test/preview/apps-script/services.test.ts', name: 'does not read without the token' },
  },
];
