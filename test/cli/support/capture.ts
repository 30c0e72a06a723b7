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
  return sayWith({ MAILGPS_DATA_DIR: dataDir }, args);
}

/** With whatever settings; `terminal`: somebody sits there, and answers questions so; `heard`: told what is said to them. */
export async function sayWith(
  env: Record<string, string>,
  args: readonly string[],
  terminal: { answers: string } | null = null,
  heard: (text: string) => void = () => undefined,
): Promise<Said> {
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
        heard(text);
      },
    },
    config: () => readConfig(env),
    now: Date.now,
    language: 'en',
    ...(terminal ? { ask: async () => terminal.answers } : {}),
  };
  if (terminal) Object.assign(io.err, { isTTY: true });
  const code = await run(args, io);
  const lines = () => said.out.split('\n').flatMap((text) => (text === '' ? [] : [JSON.parse(text)]));
  return { code, ...said, lines };
}
