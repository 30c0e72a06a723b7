import type { Command } from 'commander';
import type { Act } from './command.ts';

export function deliverCommand(program: Command, act: Act): void {
  program
    .command('deliver')
    .summary('put your own mails into the running emulated mailbox')
    .description(
      'Puts mails into the emulated mailbox of the running MAIL GPS (npm start) and prints what happened to each.\n' +
        'A PATH is an .eml file, an mbox file, or a folder with either anywhere in it.',
    )
    .argument('<path...>', 'mails, mbox files, folders')
    .option('--wait-replies', 'wait until held replies have left', false)
    .option('--json', 'one JSON object a line instead of a table', false)
    .action(
      act(async (io, paths: string[], options: { waitReplies: boolean; json: boolean }) => {
        const { deliver } = await import('./deliver/deliver.ts');
        return deliver(paths, options, io);
      }),
    );
}
