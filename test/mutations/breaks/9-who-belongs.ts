import type { Break } from '../break.ts';

const AUTH = 'server/http/auth.ts';
const TEST = 'test/http/auth.test.ts';

export const WHO_BELONGS: readonly Break[] = [
  {
    name: 'audience-not-checked',
    promise: 9,
    title: 'a token for somebody else opens our door',
    file: AUTH,
    find: 'client.verifyIdToken({ idToken: token, audience })',
    replace: 'client.verifyIdToken({ idToken: token })',
    test: { file: TEST, name: 'refuses a push for another audience' },
  },
  {
    name: 'unverified-address',
    promise: 9,
    title: 'an address that Google has not verified is believed',
    file: AUTH,
    find: "  if (payload.email_verified !== true) throw refused('of an unverified address');\n",
    replace: '',
    test: { file: TEST, name: 'refuses a push of an unverified address' },
  },
  {
    name: 'any-service-account',
    promise: 9,
    title: 'any service account may push',
    file: AUTH,
    find: "      if (payload.email !== caller.account) throw refused('of another account');\n",
    replace: '',
    test: { file: TEST, name: 'refuses a push of another service account' },
  },
  {
    name: 'address-for-domain',
    promise: 9,
    title: 'an address that looks like the school’s is taken for it',
    file: AUTH,
    find: 'const hosted = payload.hd !== undefined && domains.has(payload.hd.toLowerCase());',
    replace: "const hosted = domains.has(email.split('@')[1] ?? '');",
    test: { file: TEST, name: 'refuses a person with no hosted domain' },
  },
  {
    name: 'staff-switch',
    promise: 9,
    title: 'any member of staff may switch auto-mode',
    file: 'server/http/routes.ts',
    find: "path: '/api/settings',\n      who: 'admin',",
    replace: "path: '/api/settings',\n      who: 'staff',",
    test: { file: 'test/http/settings.test.ts', name: 'a member of staff reads the settings and changes none' },
  },
  {
    name: 'emulated-in-public',
    promise: 9,
    title: 'the emulated mailbox starts on a server platform',
    file: 'server/config/conflicts.ts',
    find: 'const platform = PLATFORMS.find((name) => env[name]);',
    replace: "const platform = PLATFORMS.find((name) => name === '');",
    test: { file: 'test/config.test.ts', name: 'refuses an emulated mailbox where K_SERVICE says that this is a server' },
  },
  {
    name: 'emulated-for-everybody',
    promise: 9,
    title: 'the emulated mailbox listens to other machines',
    file: 'server/config/conflicts.ts',
    find: 'if (!isLoopback(v.HOST))',
    replace: "if (v.HOST === '')",
    test: { file: 'test/config.test.ts', name: 'refuses an emulated mailbox that others could reach' },
  },
];
