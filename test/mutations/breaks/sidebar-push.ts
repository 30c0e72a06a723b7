import type { Break } from '../break.ts';

/** What is pushed into the script project, and what it may then read and call. */
export const SIDEBAR_PUSH: readonly Break[] = [
  {
    name: 'changed-manifest-left-out',
    promise: 9,
    title: 'a push leaves a changed manifest as it was there, with whatever rights it gave',
    file: 'addon/push.mjs',
    find: "['push', '--force']",
    replace: "['push']",
    test: { file: 'test/addon/clasp-push.test.ts', name: 'brings exactly the two files' },
  },
  {
    name: 'stranger-pushed-along',
    promise: 9,
    title: 'a file beside the built ones is pushed into the script project',
    file: 'addon/clasp.mjs',
    find: 'if (strangers.length > 0) {',
    replace: 'if (strangers.length > 1) {',
    test: { file: 'test/addon/clasp-push.test.ts', name: 'a file beside the two' },
  },
  {
    name: 'nobodys-server-pushed',
    promise: 9,
    title: 'an add-on that may call a server which belongs to nobody is pushed',
    file: 'addon/clasp.mjs',
    find: 'addresses.length === 0 || addresses.some(nobodys)',
    replace: 'addresses.length === 0',
    test: { file: 'test/addon/clasp-push.test.ts', name: 'a server that is not named yet' },
  },
  {
    name: 'every-mail-readable',
    promise: 9,
    title: 'the sidebar asks for the right to read every mail',
    file: 'appsscript.json',
    find: 'https://www.googleapis.com/auth/gmail.addons.current.message.readonly',
    replace: 'https://www.googleapis.com/auth/gmail.readonly',
    test: { file: 'test/docs-sidebar.test.ts', name: 'has every scope of the manifest' },
  },
];
