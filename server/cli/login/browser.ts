import { spawn } from 'node:child_process';
import { platform } from 'node:os';

const OPENERS: Readonly<Record<string, [command: string, args: readonly string[]]>> = {
  darwin: ['open', []],
  // Not `start`: to the shell an address is full of commands.
  win32: ['rundll32', ['url.dll,FileProtocolHandler']],
};

/** Where there is none, nothing happens: the address stands in the terminal. */
export function openBrowser(url: string): void {
  const [command, args] = OPENERS[platform()] ?? ['xdg-open', []];
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
