import type { Language } from '../../shared/policy.ts';
import type { Config } from '../config.ts';

/** Exit codes of every command. */
export const DONE = 0;
export const FAILED = 1;
export const WRONG_USAGE = 2;

export interface Output {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

/** What a command sees of the world around it. */
export interface Io {
  /** Results, and nothing else: a pipe may read it. */
  out: Output;
  /** Progress, notes and errors. */
  err: Output;
  /** Rejects with `config` where the environment cannot be used: commands that need none do not ask. */
  config(): Config;
  now(): number;
  /** In which reasons and states are told. */
  language: Language;
  /** Puts a question to the person at the terminal; absent where nobody sits there. */
  ask?(question: string): Promise<string>;
}

/** Cells that running text takes: those of the terminal, and no more than are pleasant to read. */
export function textWidth({ columns = 80 }: Output): number {
  return Math.min(columns, 100);
}

export function line(output: Output, text: string): void {
  output.write(`${text}\n`);
}
