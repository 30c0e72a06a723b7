import { writeSync } from 'node:fs';
import { readConfig } from '../../../server/config.ts';
import { readMailbox } from '../../../server/mail/check-mailbox.ts';
import type { Mailbox } from '../../../server/mailbox/mailbox.ts';
import { effects, records } from '../../../server/store/collections.ts';
import type { Store } from '../../../server/store/store.ts';
import { type Wired, wire } from '../../../server/wiring.ts';
import type { MailRecord } from '../../../shared/record.ts';
import { eml } from './eml.ts';
import { scriptedBrain } from './scripted-brain.ts';

/**
 * A server of its own that dies by SIGKILL right after the n-th call of its ports had its effect, which is right before the
 * next one. First it finishes what an earlier one left behind; then it takes one more mail and dies on the way, or says
 * "done".
 */
interface Task {
  dataDir: string;
  gmailUrl: string;
  /** Dies after the n-th call of that name; null: never dies, only finishes what is there. */
  crashAt: { call: string; nth: number } | null;
  kind: 'automatic' | 'staff' | 'forward';
  messageId: string;
}

const LEASE_MS = 400;
const WAIT_MS = 20;
const MOST_ROUNDS = 400;

const task: Task = JSON.parse(process.argv[2] ?? '{}');
let calls = 0;
let armed = false;
/** Calls under way: what a child that does not end waits for. */
const pending = new Set<{ name: string; at: number }>();

/** Every method of a port counts its calls; the chosen one is the last thing this process does. */
function dying<T extends object>(port: T, only: (name: string) => boolean): T {
  return new Proxy(port, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== 'function' || typeof name !== 'string' || !only(name)) return method;
      return async (...args: unknown[]) => {
        calls += armed && name === task.crashAt?.call ? 1 : 0;
        const last = armed && name === task.crashAt?.call && calls === task.crashAt.nth;
        const token = { name, at: Date.now() };
        pending.add(token);
        const result: unknown = await method.apply(target, args).finally(() => pending.delete(token));
        if (last) die(name);
        return result;
      };
    },
  });
}

function die(name: string): never {
  writeSync(1, `dies after ${name}\n`);
  process.kill(process.pid, 'SIGKILL');
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}

/** Reading changes nothing: only calls after which the world is another one are worth dying at. */
const writes = (name: string): boolean => ['transaction', 'create', 'compareAndSet', 'delete'].includes(name);

async function main(): Promise<void> {
  const config = readConfig({ PORT: '0', MAILGPS_DATA_DIR: task.dataDir, GMAIL_ROOT_URL: task.gmailUrl });
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const wired = await wire(config, silent, {
    brain: scriptedBrain(),
    store: (store: Store) => dying(store, writes),
    mailbox: (mailbox: Mailbox) => dying(mailbox, () => true),
    limits: { leaseMs: LEASE_MS, mailboxLeaseMs: LEASE_MS, workMs: 0, backoffMs: 10, maxAttempts: 50 },
    settings: settingsOf(),
    policy: (pack) => ({ ...pack, categories: pack.categories.map((c) => (c.id === 'fees' ? { ...c, handling: 'route' } : c)) }),
    tickMs: null,
  });
  await finish(wired);
  if (task.crashAt) {
    armed = true;
    await wired.emulated?.control.deliver(eml({ subject: subjectOf(), messageId: task.messageId }));
    await finish(wired, task.messageId);
  }
  armed = false;
  process.stdout.write('done\n');
  await wired.stop();
}

function settingsOf(): Partial<import('../../../shared/policy.ts').Settings> {
  const modes = { timetable: { mode: 'automatic' as const, since: 0 }, fees: { mode: 'automatic' as const, since: 0 } };
  return {
    holdMs: 0,
    autoMode: task.kind !== 'staff',
    autoModeSince: task.kind === 'staff' ? null : 1,
    modes,
    caps: { perDay: 9999, perHour: 9999, perSenderDay: 9999, perThread: 9999 },
  };
}

function subjectOf(): string {
  return task.kind === 'forward' ? 'fees' : 'timetable';
}

/** Until nothing is left to do: every record decided, every outgoing mail settled, and staff have clicked. */
async function finish(wired: Wired, messageId?: string): Promise<void> {
  for (let round = 0; ; round++) {
    // Armed, the notification alone drives the work: every call that is counted belongs to the one mail.
    if (!armed) await recover(wired);
    const all = (await records.query(wired.ctx.store, { limit: 500 })).items.map((item) => item.data);
    const mails = (await effects.query(wired.ctx.store, { limit: 500 })).items.map((item) => item.data);
    if (task.kind === 'staff')
      for (const record of all) if (record.state === 'suggested' && record.replyEffectId === null) await click(wired, record);
    const busy =
      all.some((r) => r.state === 'received' || r.state === 'held') || mails.some((effect) => effect.nextAttemptAt !== null);
    const arrived = messageId === undefined || all.some((record) => record.messageId === messageId);
    // The lease of one that was killed stands until it lapses: the notification to come would find the mailbox taken.
    const taken = !armed && (await readMailbox(wired.ctx.store)).lease !== null;
    const clicked = task.kind !== 'staff' || all.every((record) => record.state === 'replied');
    if (!busy && arrived && clicked && !taken) return;
    if (round > MOST_ROUNDS)
      throw new Error(
        `It does not end: ${told(all)} ${told(mails)} ${JSON.stringify([...pending])} ${JSON.stringify(await readMailbox(wired.ctx.store))} ${Date.now()}`,
      );
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
}

/** What of a record or an outgoing mail tells where it stands. */
function told(documents: readonly { id: string; state: string; nextAttemptAt: number | null; attempts: number }[]): string {
  const open = documents.filter((d) => d.nextAttemptAt !== null || d.state === 'held');
  return JSON.stringify(
    open.map(({ id, state, nextAttemptAt, attempts }) => ({ id, state, nextAttemptAt, attempts, now: Date.now() })),
  );
}

async function recover(wired: Wired): Promise<void> {
  await wired.jobs.run('poll-mailbox').catch(() => undefined);
  await wired.jobs.run('resume');
  await wired.jobs.run('send-due');
}

async function click(wired: Wired, record: MailRecord): Promise<void> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${wired.emulated?.people.staff.token}` };
  const body = JSON.stringify({ revision: record.revision });
  await fetch(`${wired.url}/api/mails/${record.id}/reply`, { method: 'POST', headers, body });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
