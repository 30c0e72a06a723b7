import { readConfig } from '../../../server/config.ts';
import { createLog } from '../../../server/log.ts';
import { wire } from '../../../server/wiring.ts';

/**
 * One of several servers on the same Firestore, Pub/Sub and mailbox, wired as in production; only its leases and waits are
 * short, so that what a killed one left behind is taken over within seconds. Ends when its standard input does.
 */
async function main(): Promise<void> {
  const modes = ['programme', 'timetable', 'admissions', 'certificate', 'appointment', 'absence'].map(
    (id) => [id, { mode: 'automatic', since: 0 }] as const,
  );
  const wired = await wire(readConfig(), createLog(process.stderr, 'warn'), {
    limits: { leaseMs: 5_000, mailboxLeaseMs: 1_500, backoffMs: 50, maxAttempts: 50 },
    settings: {
      autoMode: true,
      autoModeSince: 1,
      modes: Object.fromEntries(modes),
      holdMs: 0,
      holdInOpenHours: false,
      caps: { perDay: 9_999, perHour: 9_999, perSenderDay: 9_999, perThread: 1 },
    },
    concurrency: 16,
    tickMs: 5_000,
    pollMs: 2_000,
    // Every mail that stands in the mailbox is one of the storm's.
    canary: false,
  });
  process.stdout.write(`${wired.url}\n`);
  process.stdin.once('end', () => void wired.stop().then(() => process.exit(0))).resume();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
