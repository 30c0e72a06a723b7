import { isAppError } from '../../../shared/errors.ts';
import type { GmailAccess } from './control.ts';
import { type EmulatedGmailOptions, LIFELIKE_NOTIFICATIONS, startEmulatedGmail } from './emulated-gmail.ts';

/**
 * The emulated mailbox as a process of its own: one JSON argument (EmulatedGmailOptions, `lifelike` for notifications that
 * are lost and repeated). Prints one line of JSON, GmailAccess, when it is ready. Ends on SIGTERM and SIGINT, and with
 * `untilInputEnds` when its standard input closes, so that it does not outlive a killed parent.
 */
interface ProcessOptions extends EmulatedGmailOptions {
  lifelike?: boolean;
  untilInputEnds?: boolean;
}

async function main(): Promise<void> {
  const { lifelike, untilInputEnds, ...options } = JSON.parse(process.argv[2] ?? '{}') as ProcessOptions;
  const gmail = await startEmulatedGmail(lifelike ? { notifications: LIFELIKE_NOTIFICATIONS, ...options } : options);
  const { url, accessToken, clientId, clientSecret, controlKey, certsUrl, issuer, pushAccount } = gmail;
  const access: GmailAccess = { url, accessToken, clientId, clientSecret, controlKey, certsUrl, issuer, pushAccount };
  process.stdout.write(`${JSON.stringify(access)}\n`);

  const stop = () => void gmail.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  if (untilInputEnds) process.stdin.once('end', stop).resume();
}

main().catch((error: unknown) => {
  process.stderr.write(`${isAppError(error) || error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
