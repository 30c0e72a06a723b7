import type { Command } from 'commander';
import type { Act } from './command.ts';

export function checkCommand(program: Command, act: Act): void {
  program
    .command('check')
    .summary('verify a configuration end to end')
    .description(
      'Tries everything that MAIL GPS is configured with, sends nothing to anybody, and prints a line for each with how to ' +
        'mend it. Exit code 1 when anything fails.',
    )
    .option('--json', 'as one JSON object', false)
    .action(
      act(async (io, options: { json: boolean }) => {
        const { check } = await import('./check/check.ts');
        return check(options, io);
      }),
    );
}
