import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for what one run of the tests makes once and all its workers use; they find it by this name. */
export default function makeRunFolder(): void {
  process.env.MAILGPS_TEST_RUN = mkdtempSync(join(tmpdir(), 'mailgps-run-'));
}
