import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** What jest writes with --json, as far as it matters here. */
const Results = z.object({
  numFailedTests: z.number(),
  numRuntimeErrorTestSuites: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});
export type Results = z.infer<typeof Results>;

/** Longer than any single test may take: what hangs past it shows nothing. */
const LONGEST_MS = 180_000;

/** Runs jest in a copy of the tree. null: it gave no result in time. */
export async function runJest(root: string, files: readonly string[], pattern: string, env: Record<string, string> = {}) {
  const out = join(root, 'jest-results.json');
  rmSync(out, { force: true });
  const options = ['--json', `--outputFile=${out}`, '--forceExit', '--watchman=false', '--silent', '--runTestsByPath'];
  const only = pattern === '' ? [] : ['--testNamePattern', pattern];
  const child = spawn(process.execPath, [join(root, 'node_modules/jest/bin/jest.js'), ...options, ...files, ...only], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'ignore',
    timeout: LONGEST_MS,
    killSignal: 'SIGKILL',
  });
  await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  return read(out);
}

function read(file: string): Results | null {
  try {
    return Results.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
