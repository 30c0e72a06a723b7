import { rmSync } from 'node:fs';

export default function removeRunFolder(): void {
  const folder = process.env.MAILGPS_TEST_RUN;
  if (folder) rmSync(folder, { recursive: true, force: true });
}
