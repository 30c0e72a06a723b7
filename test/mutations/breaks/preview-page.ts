import type { Break } from '../break.ts';

const ROUTES = 'test/preview/page-routes.test.ts';
const STRANGERS = 'server/preview/refuse-strangers.ts';

/** The preview's page and its routes: who is answered, and what of a mail is shown. */
export const PREVIEW_PAGE: readonly Break[] = [
  {
    name: 'preview-under-any-name',
    promise: 9,
    title: 'the preview gives its tokens to a page that points its own name at this machine',
    file: STRANGERS,
    find: 'if (!hosts.has(host))',
    replace: "if (host === '')",
    test: { file: ROUTES, name: 'DNS rebinding' },
  },
  {
    name: 'preview-through-a-proxy',
    promise: 9,
    title: 'the preview gives its tokens to whoever a proxy on this machine lets through',
    file: STRANGERS,
    find: 'req.headers[name] !== undefined',
    replace: "name === ''",
    test: { file: ROUTES, name: 'nobody who comes through a proxy' },
  },
  {
    name: 'preview-for-other-sites',
    promise: 9,
    title: 'another site’s page may ask the preview for something',
    file: STRANGERS,
    find: "site !== undefined && site !== 'same-origin'",
    replace: "site === 'nowhere' && site !== 'same-origin'",
    test: { file: ROUTES, name: 'no page of another site: cross-site, cors' },
  },
  {
    name: 'preview-takes-forms',
    promise: 9,
    title: 'a form that another site submits delivers a mail',
    file: STRANGERS,
    find: "!req.is('application/json')",
    replace: "req.is('text/html')",
    test: { file: ROUTES, name: 'nothing but JSON changes anything' },
  },
  {
    name: 'page-with-any-script',
    promise: 9,
    title: 'the page runs scripts that stand in it',
    file: 'server/preview/pages.ts',
    find: `"script-src 'self'",`,
    replace: `"script-src 'self' 'unsafe-inline'",`,
    test: { file: ROUTES, name: 'a policy that lets no script run but its own' },
  },
  {
    name: 'draft-about-to-leave-in-reach',
    promise: 2,
    title: 'a person may send the draft that MAIL GPS is about to send',
    file: 'server/preview/drafts.ts',
    find: 'if (isOurs(found.mail))',
    replace: "if (isOurs(found.mail) && draftId === '')",
    test: { file: ROUTES, name: 'is about to send is nobody’s to see or change' },
  },
  {
    name: 'preview-in-production',
    promise: 9,
    title: 'the production bundle holds the preview',
    file: 'server/build.mjs',
    find: "...(production ? ['./preview/*'] : [])",
    replace: '',
    test: { file: 'test/preview/page-production.test.ts', name: 'neither the preview nor its page' },
  },
  {
    name: 'mail-as-markup',
    promise: 9,
    title: 'what a mail says is shown as markup',
    file: 'server/preview/page/message.tsx',
    find: '{shown || <span class="quiet">{words.emptyText}</span>}',
    replace: '<span dangerouslySetInnerHTML={{ __html: shown }} />',
    test: { file: 'test/browser/hostile.test.ts', name: 'an image that fails is text' },
  },
  {
    name: 'suggestion-sent-by-itself',
    promise: 7,
    title: 'a new emulated installation answers timetables by itself, and a newcomer has nothing to send',
    file: 'server/first-start.ts',
    find: "const EMULATED_AUTOMATIC = ['programme',",
    replace: "const EMULATED_AUTOMATIC = ['programme', 'timetable',",
    test: { file: 'test/browser/walk.test.ts', name: 'reads the suggestion, sends it' },
  },
];
