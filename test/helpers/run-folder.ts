import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The path of something that test/setup/run-folder.ts or a test of this run has put there. */
export function inRunFolder(name: string): string {
  const folder = process.env.MAILGPS_TEST_RUN;
  if (!folder) throw new Error('The tests run under jest.config.json, which makes a folder for the run.');
  return join(folder, name);
}

/** RSA, of this run of the tests and of nothing else. */
export function signingKey(): KeyObject {
  return createPrivateKey(readFileSync(inRunFolder('signing-key.pem')));
}
