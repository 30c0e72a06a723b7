import type { Command } from 'commander';
import type { Act } from './command.ts';

export function policyCommand(program: Command, act: Act): void {
  const policy = program
    .command('policy')
    .summary('write what the school decided to a pack file, or publish one')
    .description('A pack is one JSON file with categories, answers, facts, people and hours: docs/pack.md.');
  policy
    .command('export')
    .description('Writes the policy in force to FILE; "-" is the standard output.')
    .argument('<file>', 'a new file')
    .action(
      act(async (io, file: string) => {
        const { exportPolicy } = await import('./store/policy-file.ts');
        return exportPolicy(file, io);
      }),
    );
  policy
    .command('import')
    .description(
      'Checks the pack in FILE and publishes it. What held replies stand on has changed then: they become suggestions.',
    )
    .argument('<file>', 'a pack')
    .option('--dry-run', 'only check it and tell what would change', false)
    .option('--json', 'as JSON', false)
    .action(
      act(async (io, file: string, options: { dryRun: boolean; json: boolean }) => {
        const { importPolicy } = await import('./store/policy-file.ts');
        return importPolicy(file, options, io);
      }),
    );
}
