import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Act } from './command.ts';
import type { EvalOptions } from './eval/evaluate-file.ts';

export function evalCommand(program: Command, act: Act): void {
  program
    .command('eval')
    .summary('measure how well mails are read')
    .description(
      'Reads the labelled mails of FILE (JSON lines) and prints accuracy, macro-F1, the confusion matrix, and how precise ' +
        'automatic answers would be at each threshold. The categories are the default pack’s, or those of --pack.',
    )
    .argument('<file>', 'mails, one JSON object a line: id, lang, from_name, from, subject, body, category, autoAnswerable, tags')
    .option('--pack <file>', 'judge with the categories of this pack')
    .option('--cross-validate <k>', 'learn from k-1 parts of the file as well, judge on the remaining one, in turn', atLeastTwo)
    .addOption(
      new Option('--brain <name>', 'mistral: the configured model beside the built-in reader; it is sent the mails')
        .choices(['offline', 'mistral'])
        .default('offline'),
    )
    .option('--json', 'as one JSON object', false)
    .action(
      act(async (io, file: string, options: EvalOptions) => {
        const { evaluateFile } = await import('./eval/evaluate-file.ts');
        return evaluateFile(file, options, io);
      }),
    );
}

function atLeastTwo(value: string): number {
  const k = Number(value);
  if (Number.isInteger(k) && k >= 2 && k <= 1_000) return k;
  throw new InvalidArgumentError('A whole number from 2 on.');
}
