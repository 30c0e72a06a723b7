import { Argument, type Command } from 'commander';
import type { Act } from './command.ts';

export function grantCommand(program: Command, act: Act): void {
  program
    .command('grant')
    .summary('give somebody a role, or take it away')
    .description(
      'Gives the Google account of ADDRESS a role: staff, admin, or none to take it away. The first admin begins here.',
    )
    .argument('<address>', 'mail address of the account')
    .addArgument(new Argument('<role>', 'what they may do').choices(['staff', 'admin', 'none']))
    .option('--json', 'as JSON', false)
    .action(
      act(async (io, address: string, role: 'staff' | 'admin' | 'none', options: { json: boolean }) => {
        const { grant } = await import('./store/grant-role.ts');
        return grant(address, role === 'none' ? null : role, options, io);
      }),
    );
}
