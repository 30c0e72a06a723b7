import { Command, CommanderError } from 'commander';
import { isAppError } from '../../shared/errors.ts';
import { VERSION } from '../version.ts';
import { backupCommand } from './backup.ts';
import { checkCommand } from './check.ts';
import type { Act } from './command.ts';
import { consoleCommand } from './console.ts';
import { deliverCommand } from './deliver.ts';
import { evalCommand } from './eval.ts';
import { grantCommand } from './grant.ts';
import { DONE, FAILED, type Io, line, WRONG_USAGE } from './io.ts';
import { loginCommand } from './login.ts';
import { policyCommand } from './policy.ts';
import { restoreCommand } from './restore.ts';
import { setupCommand } from './setup.ts';
import { versionCommand } from './version.ts';

const COMMANDS = [
  deliverCommand,
  consoleCommand,
  evalCommand,
  setupCommand,
  checkCommand,
  grantCommand,
  loginCommand,
  policyCommand,
  backupCommand,
  restoreCommand,
  versionCommand,
] as const;

/** Reads the arguments after the command's own name, runs it, and gives the exit code. Rejects never: it tells. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  let code = DONE;
  const act: Act =
    (command) =>
    async (...given) => {
      code = await command(io, ...given);
    };
  try {
    await programOf(io, act).parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    return told(error, io);
  }
}

function programOf(io: Io, act: Act): Command {
  const program = new Command('npm run cli --')
    .description('MAIL GPS from the terminal. Exit codes: 0 done, 1 failed, 2 wrong usage.')
    .version(VERSION, '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .configureOutput({ writeOut: (text) => void io.out.write(text), writeErr: (text) => void io.err.write(text) })
    .showSuggestionAfterError()
    .showHelpAfterError('(--help lists what there is)')
    .exitOverride();
  for (const add of COMMANDS) add(program, act);
  return program;
}

/** One line that says what to do; a stack only where the fault is ours. */
function told(error: unknown, io: Io): number {
  // commander has told already: 0 after --help and --version.
  if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USAGE;
  if (isAppError(error) && error.code !== 'internal') {
    line(io.err, error.message);
    return error.code === 'config' ? WRONG_USAGE : FAILED;
  }
  line(io.err, error instanceof Error ? (error.stack ?? error.message) : String(error));
  return FAILED;
}
