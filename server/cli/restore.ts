import { type Command, Option } from 'commander';
import type { Act } from './command.ts';

export function restoreCommand(program: Command, act: Act): void {
  program
    .command('restore')
    .summary('put a backup in place of the embedded store')
    .description(
      'Puts the backup in the folder SOURCE in place of the embedded store, with the server stopped. Nothing is sent afterwards ' +
        'until what had left since the backup was found in the mailbox.',
    )
    .argument('<source>', 'a folder that backup made')
    .option('--overwrite', 'set aside what the data folder holds (it is moved, never deleted)', false)
    .addOption(new Option('--force', 'the same as --overwrite').default(false).hideHelp())
    .option('--json', 'as JSON', false)
    .action(
      act(async (io, source: string, { overwrite, force, json }: { overwrite: boolean; force: boolean; json: boolean }) => {
        const { restore } = await import('./store/keep.ts');
        return restore(source, { overwrite: overwrite || force, json }, io);
      }),
    );
}
