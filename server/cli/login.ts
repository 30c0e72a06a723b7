import { type Command, InvalidArgumentError } from 'commander';
import type { Act } from './command.ts';
import type { LoginOptions } from './login/needed.ts';

export function loginCommand(program: Command, act: Act): void {
  program
    .command('login')
    .summary('let MAIL GPS into the shared mailbox')
    .description(
      'Asks the shared mailbox (MAILGPS_ADDRESS) for its consent in a browser, and stores it encrypted under MAILGPS_TOKEN_KEY. ' +
        'With --key-file it stores the key of a service account with domain-wide delegation instead, which can enter every ' +
        'mailbox of the domain.',
    )
    .option('--key-file <file>', 'JSON key of a service account; the file can be deleted afterwards')
    .option('--forget', 'take the consent back and delete what is stored', false)
    .option('--no-browser', 'only print the address of the page')
    .option('--port <number>', 'port of this machine that the browser comes back to (0: a free one)', portOf, 0)
    .option('--json', 'as JSON', false)
    .action(
      act(async (io, options: LoginOptions) => {
        const { login } = await import('./login/login.ts');
        return login(options, io);
      }),
    );
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('It is a whole number from 0 to 65535.');
}
