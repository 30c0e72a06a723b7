import type { Command } from 'commander';
import type { Act } from './command.ts';

export function backupCommand(program: Command, act: Act): void {
  program
    .command('backup')
    .summary('copy the embedded store into a new folder')
    .description('Copies the embedded store and its files into the new folder TARGET. The server may go on running.')
    .argument('<target>', 'a folder that does not exist yet')
    .option('--json', 'as JSON', false)
    .action(
      act(async (io, target: string, options: { json: boolean }) => {
        const { backup } = await import('./store/keep.ts');
        return backup(target, options, io);
      }),
    );
}
