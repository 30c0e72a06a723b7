import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';

const ROOT = join(__dirname, '../..');
const OPTIONS: BuildOptions = JSON.parse(readFileSync(join(ROOT, 'server/bundle.json'), 'utf8'));

/**
 * Bundles a script of the tests (a path from the root) so that plain Node runs it; gives the path of the bundle. It stands
 * below the root, where packages are found.
 */
export function bundleScript(script: string): string {
  const outfile = join(ROOT, 'dist/test', `${script.replaceAll(/\W+/g, '-')}-${process.pid}.mjs`);
  buildSync({
    entryPoints: [join(ROOT, script)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  return outfile;
}

/**
 * The same as server/build.mjs makes it, packages and all: it starts in half the time, and what is loaded lazily is loaded
 * lazily. Gives the folder and the entry.
 */
export function bundleInChunks(script: string): { folder: string; bundle: string } {
  const folder = join(ROOT, 'dist/test', `${script.replaceAll(/\W+/g, '-')}-${process.pid}`);
  buildSync({
    entryPoints: { entry: join(ROOT, script) },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    ...OPTIONS,
    define: { 'process.env.NODE_ENV': '"development"' },
    logLevel: 'error',
  });
  return { folder, bundle: join(folder, 'entry.mjs') };
}

export interface Child {
  process: ChildProcess;
  /** Lines of standard output so far. */
  lines: string[];
  /** Resolves with the first line that holds `text`; rejects when the process ends without it. */
  line(text: string): Promise<string>;
  /** Exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals | null>;
}

/** Starts a bundle as a process of its own, with the same environment. */
export function startScript(bundle: string, ...parameters: string[]): Child {
  return startWith(process.env, bundle, ...parameters);
}

export function startWith(env: NodeJS.ProcessEnv, bundle: string, ...parameters: string[]): Child {
  const child = spawn(process.execPath, [bundle, ...parameters], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const waiting: { text: string; found: (line: string) => void; failed: (error: Error) => void }[] = [];
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts) {
      lines.push(line);
      for (const { text, found } of waiting) if (line.includes(text)) found(line);
    }
  });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.on('close', (code, signal) => {
      for (const { text, failed } of waiting) failed(new Error(`The process ended (${code ?? signal}) before it said "${text}"`));
      resolve(code ?? signal);
    });
  });
  return {
    process: child,
    lines,
    ended,
    line(text) {
      const found = lines.find((line) => line.includes(text));
      if (found !== undefined) return Promise.resolve(found);
      return new Promise((found, failed) => waiting.push({ text, found, failed }));
    },
  };
}
