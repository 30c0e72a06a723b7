import type { Command } from 'commander';
import type { Act } from './command.ts';
import type { SetupOptions } from './setup/setup.ts';

export function setupCommand(program: Command, act: Act): void {
  program
    .command('setup')
    .summary('make, or put right, what MAIL GPS needs in Google Cloud')
    .description(
      'Looks at topics, subscriptions, grants, the database with its indexes, the bucket and the watch of the mailbox; shows ' +
        'what it would make or change, and asks. Nothing is ever deleted. What a person must do is told with its command.\n' +
        'It acts as you: gcloud auth application-default login.',
    )
    .option('--dry-run', 'only show what would be done', false)
    .option('--yes', 'do it without asking', false)
    .option('--location <place>', 'where a missing database and bucket are made, for good: eur3, europe-west9, …')
    .option('--allow-location <place>', 'a place outside the EU that your school has decided for')
    .option('--runtime-account <address>', 'the service account that the server runs as')
    .option('--json', 'as one JSON object', false)
    .action(
      act(async (io, options: SetupOptions) => {
        const { setup } = await import('./setup/setup.ts');
        return setup(options, io);
      }),
    );
}
