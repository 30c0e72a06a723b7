import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for what one run of the tests makes once and all its workers use: test/helpers/run-folder.ts finds it. */
export default function makeRunFolder(): void {
  const folder = mkdtempSync(join(tmpdir(), 'mailgps-run-'));
  process.env.MAILGPS_TEST_RUN = folder;
  // A tenth of a second and more for each file that signs, otherwise.
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(join(folder, 'signing-key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
}
