// Bundles the server for Node, into dist/server or `--out=FOLDER`. `--production` leaves the emulated mailbox out.
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildConsole } from './console/page/build.mjs';
import { publish } from './publish.mjs';

const production = process.argv.includes('--production');
const out = process.argv.find((option) => option.startsWith('--out='))?.slice('--out='.length) ?? 'dist/server';
const page = join(out, 'preview');

/**
 * How every bundle of the server is made, those of the tests too. Left out of it: libsql loads a native file, the emulators
 * their fonts, Google's clients their protocols by their place on disk; the others are rare and large. CommonJS packages
 * inside still ask for `require`.
 */
const options = JSON.parse(readFileSync(new URL('bundle.json', import.meta.url), 'utf8'));

/** Measurements, with the server they measure and the emulated mailbox, each a process of its own. */
const bench =
  !production && existsSync('bench/main.ts')
    ? {
        bench: 'bench/main.ts',
        'bench-server': 'bench/server.ts',
        'bench-worker': 'test/e2e/support/storm-worker.ts',
        'bench-fetch': 'bench/fetch-worker.ts',
        gmail: 'server/preview/gmail/process.ts',
      }
    : {};

const bundle = (outdir) =>
  build({
    entryPoints: { main: 'server/main.ts', cli: 'server/cli/main.ts', ...bench },
    outdir,
    ...options,
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
    external: [...options.external, ...(production ? ['./preview/*'] : [])],
    define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
  });

// A server that runs from here still loads its own chunks when it first needs them.
await publish(bundle, out, { only: false });
await publish(buildConsole, join(out, 'console'), { only: true });

// The page runs in the preview alone, and with it the add-on as it is pushed.
if (production) {
  rmSync(page, { recursive: true, force: true });
} else {
  cpSync('server/preview/samples', join(out, 'samples'), { recursive: true });
  const { buildPage } = await import('./preview/page/build.mjs');
  await publish(buildPage, page, { only: true });
}
