import { type Check, ok, unused, warned } from './checks.ts';

/** It was read, or nobody would be asking: what is left are its warnings. */
export function configurationCheck(warnings: readonly string[]): Check {
  return {
    id: 'configuration',
    name: 'Configuration',
    run: async () =>
      warnings.length === 0 ? ok('every setting is known and fits the others.') : warned(warnings.join(' '), 'See .env.example.'),
  };
}

/** What is stored is encrypted with it, and what is erased is remembered by it: it must not lie beside them. */
export function tokenKeyCheck(given: boolean, emulated: boolean): Check {
  return {
    id: 'token-key',
    name: 'Token key',
    async run() {
      if (given) return ok('comes from outside the store.');
      if (emulated) return unused('a random one is kept in the store.');
      return warned(
        'A random one lies in the store, with what it hides.',
        'Choose one before the first start: MAILGPS_TOKEN_KEY\n$ openssl rand -base64 32',
      );
    },
  };
}
