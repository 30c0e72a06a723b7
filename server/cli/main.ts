import { createInterface } from 'node:readline/promises';
import { loadSources, readConfig } from '../config.ts';
import type { Io } from './io.ts';
import { run } from './run.ts';

const io = (loaded: Awaited<ReturnType<typeof loadSources>>): Io => ({
  out: process.stdout,
  err: process.stderr,
  config: () => readConfig(loaded.env, loaded.sources),
  now: Date.now,
  language: new Intl.DateTimeFormat().resolvedOptions().locale.startsWith('fr') ? 'fr' : 'en',
  ...(process.stdin.isTTY && process.stderr.isTTY ? { ask } : {}),
});

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}

// Google's library looks for a metadata server wherever nobody is signed in, and tells that it found none.
process.removeAllListeners('warning');
process.on('warning', (warning) => {
  if (warning.name !== 'MetadataLookupWarning') process.stderr.write(`${warning.name}: ${warning.message}\n`);
});

const LINGER_MS = 5_000;

// `head` and friends stop reading when they have enough: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

loadSources()
  .then((loaded) => run(process.argv.slice(2), io(loaded)))
  .then((code) => {
    // Not process.exit(): what was written to a pipe must get there first.
    process.exitCode = code;
    // A connection that a failed check could not end holds nobody up.
    setTimeout(() => process.exit(code), LINGER_MS).unref();
  });
