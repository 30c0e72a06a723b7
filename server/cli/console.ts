import { type Command, Option } from 'commander';
import { AppError } from '../../shared/errors.ts';
import type { Act } from './command.ts';
import { DONE, line } from './io.ts';

const WORDS = {
  elsewhere: 'Links are for the emulated mailbox only: open /console of your server and sign in with Google.',
  again: 'then ask for a link again',
};

export function consoleCommand(program: Command, act: Act): void {
  program
    .command('console')
    .summary('print a link that signs in to the running console once')
    .description(
      'Prints an address that signs in to the console of the running MAIL GPS (npm start). It works once, within the hour.',
    )
    .addOption(new Option('--as <role>', 'whom it signs in').choices(['staff', 'admin']).default('admin'))
    .option('--json', 'as JSON', false)
    .action(
      act(async (io, options: { as: 'staff' | 'admin'; json: boolean }) => {
        const { findRunning } = await import('./deliver/running.ts');
        const { url, adminToken } = await findRunning(io.config(), WORDS);
        const answer = await fetch(`${url}/console/links`, {
          method: 'POST',
          headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
          body: JSON.stringify({ role: options.as }),
          signal: AbortSignal.timeout(10_000),
        });
        const body: { path?: unknown } = await answer.json();
        if (!answer.ok || typeof body.path !== 'string') {
          throw new AppError(
            'unavailable',
            `The running MAIL GPS gave no link (status ${answer.status}): start it again (npm start).`,
          );
        }
        const link = `${url}${body.path}`;
        line(io.out, options.json ? JSON.stringify({ url: link }) : link);
        return DONE;
      }),
    );
}
