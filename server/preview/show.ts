import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Wired } from '../wiring.ts';
import { RUNNING_FILE } from './emulated.ts';
import { createTable, type Output } from './table.ts';

export interface Showing {
  stop(): void;
}

export interface ShowOptions {
  readyMs: number;
  dataDir: string;
  /** Folder of the sample mails. */
  samples: string;
  out: Output;
  /** Signs in to the console once. */
  consoleLink: string;
  /** What goes to others although the mailbox is emulated, such as `texts of mails to Mistral`. */
  outside: readonly string[];
}

/** Between two sample mails: slow enough to be read, quick enough not to be waited for. */
const PACE_MS = 900;

/** Tells where to look, shows each mail as it is handled, and delivers the sample mails that are not there yet. */
export function show(wired: Wired, options: ShowOptions): Showing {
  const { out, samples } = options;
  const table = createTable(out);
  const end = wired.events.on(table.changed);
  out.write(`${welcome(wired, options)}\n`);
  const stopped = new AbortController();
  const begin = (known: number): void => {
    if (known > 0) out.write(`Going on from before: ${known} mails are in the mailbox. --fresh starts over.\n\n`);
    table.head();
  };
  deliverSamples(wired, samples, stopped.signal, begin).catch((error: unknown) => {
    if (!stopped.signal.aborted)
      out.write(`The sample mails could not be delivered: ${error instanceof Error ? error.message : String(error)}\n`);
  });
  return {
    stop: () => {
      stopped.abort();
      end();
      out.write('\nStopping: finishing what is in hand…\n');
    },
  };
}

function welcome({ url }: Wired, { readyMs, dataDir, outside, consoleLink }: ShowOptions): string {
  const tokens = relative(process.cwd(), join(dataDir, RUNNING_FILE));
  const lines = [
    '',
    `Open ${url}/`,
    '',
    `MAIL GPS is ready (${Math.round(readyMs)} ms): an inbox, and beside it the sidebar as it will be in Gmail.`,
    outside.length === 0
      ? 'The mailbox is emulated: nothing leaves this machine.'
      : `The mailbox is emulated: no mail is sent. But this leaves the machine: ${outside.join(', ')}.`,
    'Auto-mode is on at first; a reply is held for twenty seconds before it leaves.',
    '',
    `  console     ${consoleLink}`,
    '              signs you in once, within the hour',
    `  API         ${url}/openapi.json`,
    `  tokens      ${tokens}: staffToken and adminToken, each for one day`,
    '  your mail   npm run deliver -- PATH…     from another terminal:',
    '              .eml files, a folder, or an mbox file',
    '  start over  npm start -- --fresh',
    '  stop        Ctrl-C',
    '',
  ];
  return lines.join('\n');
}

async function deliverSamples(
  { emulated }: Wired,
  folder: string,
  signal: AbortSignal,
  begin: (known: number) => void,
): Promise<void> {
  if (!emulated) return;
  const mails = await emulated.control.messages();
  const known = new Set(mails.map((mail) => mail.messageId));
  const names = (await readdir(folder)).filter((name) => name.endsWith('.eml')).sort();
  begin(mails.length);
  for (const name of names) {
    const raw = await readFile(join(folder, name));
    const messageId = /^message-id:\s*<([^>\r\n]+)>/im.exec(raw.toString('latin1').slice(0, 8_000))?.[1] ?? '';
    if (known.has(messageId)) continue;
    await emulated.control.deliver(raw);
    await sleep(PACE_MS, undefined, { signal });
  }
}
