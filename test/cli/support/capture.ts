import type { Io } from '../../../server/cli/io.ts';
import { run } from '../../../server/cli/run.ts';
import { readConfig } from '../../../server/config.ts';

export interface Said {
  code: number;
  out: string;
  err: string;
  /** Of `--json`: the objects, one a line. */
  lines: () => Record<string, unknown>[];
}

/** Runs a command as the terminal does, on a data folder, and gives what it said. */
export async function say(dataDir: string, ...args: string[]): Promise<Said> {
  const said = { out: '', err: '' };
  const io: Io = {
    out: {
      write: (text) => {
        said.out += text;
      },
    },
    err: {
      write: (text) => {
        said.err += text;
      },
    },
    config: () => readConfig({ MAILGPS_DATA_DIR: dataDir }),
    now: Date.now,
    language: 'en',
  };
  const code = await run(args, io);
  const lines = () => said.out.split('\n').flatMap((text) => (text === '' ? [] : [JSON.parse(text)]));
  return { code, ...said, lines };
}
