import type { Command } from 'commander';
import { VERSION } from '../version.ts';
import type { Act } from './command.ts';
import { DONE, line } from './io.ts';

export function versionCommand(program: Command, act: Act): void {
  program
    .command('version')
    .summary('print the versions of MAIL GPS and Node')
    .option('--json', 'as JSON', false)
    .action(
      act(async (io, { json }: { json: boolean }) => {
        const versions = { mailgps: VERSION, node: process.versions.node };
        line(io.out, json ? JSON.stringify(versions) : `MAIL GPS ${versions.mailgps} (Node ${versions.node})`);
        return DONE;
      }),
    );
}
