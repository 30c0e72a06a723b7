import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { type AppsScriptApi, signIn } from './apps-script-api.ts';
import { SCRIPT_ID } from './apps-script-project.ts';

export const SERVER = 'https://mail-gps.ecole-des-tests.fr/';

/** A copy of what the add-on's commands need, as a school has it: with its script id and the address of its server. */
export interface Checkout {
  folder: string;
  /** Where clasp's sign-in is. */
  auth: string;
  run(command: Command, args?: readonly string[], input?: RunOptions): Promise<Ran>;
  start(command: Command, args?: readonly string[]): Running;
  read(path: string): string;
  write(path: string, text: string): void;
  remove(): void;
}

type Command = 'push' | 'deploy' | 'open' | 'status' | 'clasp';
interface RunOptions {
  env?: Record<string, string>;
}
export interface Ran {
  code: number | null;
  out: string;
  err: string;
}
export interface Running {
  child: ChildProcess;
  /** Resolves once the words have been printed since the start. */
  says(words: string, times?: number): Promise<void>;
  ended: Promise<Ran>;
}

/** Only what a command needs of the environment: no home folder, no settings of whoever runs the tests. */
export function makeCheckout(api: AppsScriptApi): Checkout {
  const folder = mkdtempSync(join(tmpdir(), 'mailgps-addon-'));
  for (const name of ['addon', 'shared', 'appsscript.json', 'package.json', 'tsconfig.json']) {
    // Whoever runs the tests may have settings of their own there.
    cpSync(name, join(folder, name), { recursive: true, filter: (source) => basename(source) !== '.env' });
  }
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
  const home = join(folder, 'home');
  mkdirSync(home);
  const auth = join(folder, 'sign-in.json');
  writeFileSync(auth, signIn());
  writeFileSync(join(folder, 'ca.pem'), api.cert);
  writeFileSync(join(folder, '.clasp.json'), JSON.stringify({ scriptId: SCRIPT_ID, rootDir: 'dist/addon' }));
  writeFileSync(join(folder, 'addon/.env'), `MAILGPS_ADDON_SERVER_URL=${SERVER}\n`);
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: home,
    USERPROFILE: home,
    HTTPS_PROXY: api.proxy,
    NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'),
  };
  const running = new Set<ChildProcess>();

  function start(command: Command, args: readonly string[] = [], { env: more = {} }: RunOptions = {}): Running {
    const program =
      command === 'clasp' ? resolve('node_modules/@google/clasp/build/src/index.js') : join(folder, 'addon', `${command}.mjs`);
    const child = spawn(process.execPath, [program, '--auth', auth, ...args], {
      cwd: folder,
      env: { ...env, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    const said = { out: '', err: '' };
    const listeners = new Set<() => void>();
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.out += text;
      for (const listener of listeners) listener();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said.err += text;
      for (const listener of listeners) listener();
    });
    const ended = new Promise<Ran>((done, failed) => {
      child.on('error', failed);
      child.on('close', (code) => {
        running.delete(child);
        done({ code, ...said });
      });
    });
    const says = async (words: string, times = 1): Promise<void> => {
      const heard = (): boolean => `${said.out}\n${said.err}`.split(words).length > times;
      await Promise.race([
        new Promise<void>((done) => {
          const listener = (): void => {
            if (!heard()) return;
            listeners.delete(listener);
            done();
          };
          listeners.add(listener);
          listener();
        }),
        ended.then((ran) => {
          if (!heard()) throw new Error(`ended without saying “${words}”: ${JSON.stringify(ran)}`);
        }),
      ]);
    };
    return { child, says, ended };
  }

  return {
    folder,
    auth,
    start,
    run: (command, args, options) => start(command, args, options).ended,
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    write: (path, text) => {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    remove: () => {
      for (const child of running) child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
