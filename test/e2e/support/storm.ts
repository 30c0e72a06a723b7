import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { EmulatedGmail } from '../../../server/preview/gmail/emulated-gmail.ts';
import { effects, records } from '../../../server/store/collections.ts';
import type { Store } from '../../../server/store/store.ts';
import type { Effect } from '../../../shared/effect.ts';
import type { MailRecord } from '../../../shared/record.ts';

/** Servers that come and go: one of them is killed again and again, and another takes its place. */
export interface Herd {
  /** Where those that live now listen. */
  urls(): string[];
  /** Ends the oldest by SIGKILL, whatever it is doing, and starts another; resolves when that one is ready. */
  killOne(): Promise<void>;
  kills(): number;
  stop(): Promise<void>;
}

interface Member {
  process: ChildProcess;
  url: string;
}

export async function startHerd(
  size: number,
  env: Record<string, string>,
  changed: (urls: string[]) => void,
  bundle: string,
): Promise<Herd> {
  const members: Member[] = [];
  let kills = 0;
  const tell = (): void => changed(members.map(({ url }) => url));
  const add = async (): Promise<void> => {
    members.push(await startMember(bundle, env));
    tell();
  };
  await add();
  await Promise.all(Array.from({ length: size - 1 }, add));
  return {
    urls: () => members.map(({ url }) => url),
    kills: () => kills,
    async killOne() {
      members.shift()?.process.kill('SIGKILL');
      kills += 1;
      tell();
      await add();
    },
    async stop() {
      await Promise.all(members.splice(0).map(({ process }) => ended(process)));
    },
  };
}

async function startMember(bundle: string, env: Record<string, string>): Promise<Member> {
  const child = spawn(process.execPath, [bundle], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['pipe', 'pipe', process.env.STORM_LOG ? 'inherit' : 'ignore'],
  });
  for await (const url of createInterface({ input: child.stdout })) return { process: child, url };
  throw new Error('A server ended before it was ready (set STORM_LOG to see why)');
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.stdin?.end();
  });
}

/** Everything the store holds, read page by page. */
export async function everything(store: Store): Promise<{ records: MailRecord[]; effects: Effect[] }> {
  return { records: await all<MailRecord>(store, records.name), effects: await all<Effect>(store, effects.name) };
}

async function all<T extends object>(store: Store, name: string): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof store.query<T>>> = await store.query<T>(name, {
      limit: 300,
      ...(cursor ? { cursor } : {}),
    });
    found.push(...page.items.map(({ data }) => data));
    cursor = page.cursor;
  } while (cursor !== null);
  return found;
}

/** Message-IDs that each mail which left answers. */
export async function answered(gmail: EmulatedGmail): Promise<string[]> {
  return (await gmail.sent()).map(({ raw }) => /^in-reply-to: *<([^>]+)>/im.exec(Buffer.from(raw).toString('utf8'))?.[1] ?? '');
}
