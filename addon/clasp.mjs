// What the add-on's commands share: the script project, the two files that go there, and clasp as npm installed it.
import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { explain } from './clasp-errors.mjs';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** What `.clasp.json` holds in a fresh checkout. */
const PLACEHOLDER = 'PUT-THE-SCRIPT-ID-HERE';
const FILES = ['Code.js', 'appsscript.json'];
/** Names that nobody can own (RFC 2606, RFC 6761), and this machine. */
const NOBODYS = /(^|\.)(example|invalid|test|localhost|example\.(com|net|org))$|^(127\.|\[)/;

const COMMON = {
  auth: { type: 'string' },
  project: { type: 'string' },
  user: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
};
export const COMMON_USAGE = `  --json                for machines
  --auth FILE           clasp's sign-in, ~/.clasprc.json unless named
  --user NAME           which sign-in of that file
  --project FILE        another project file than .clasp.json`;

/** An error whose message is a sentence for whoever typed the command. Exit code 1: it failed; 2: it was asked for wrongly. */
export function refusal(sentence, exitCode = 1) {
  return Object.assign(new Error(sentence), { exitCode });
}

/**
 * Runs a command: reads its options, prints what it returns, and ends with 0 done, 1 failed, 2 wrong usage.
 * `run(values, positionals)` gives `{ lines, json, exitCode? }`, or nothing where it printed by itself.
 */
export async function main({ usage, options = {}, allowPositionals = false }, run) {
  try {
    const { values, positionals } = parsed(options, allowPositionals, usage);
    if (values.help) {
      console.log(usage);
      return;
    }
    const said = await run(values, positionals);
    if (said === undefined) return;
    console.log(values.json ? JSON.stringify(said.json, null, 2) : said.lines.join('\n'));
    process.exitCode = said.exitCode ?? 0;
  } catch (error) {
    console.error(error.exitCode === undefined ? `Failed: ${error.message}` : error.message);
    process.exitCode = error.exitCode ?? 1;
  }
}

function parsed(options, allowPositionals, usage) {
  try {
    return parseArgs({ options: { ...COMMON, ...options }, allowPositionals });
  } catch (error) {
    throw refusal(`${error.message}\n\n${usage}`, 2);
  }
}

/**
 * The script project, from `.clasp.json` or what `--project` or clasp's own variable names.
 * `outDir`: where the built files go and clasp takes them from.
 */
export async function readProject({ project }) {
  const file = resolve(ROOT, project ?? process.env.clasp_config_project ?? '.clasp.json');
  const shown = relative(ROOT, file).startsWith('..') ? file : relative(ROOT, file);
  const text = await readFile(file, 'utf8').catch(() => {
    throw refusal(`There is no ${shown}. Make one: {"scriptId": "…", "rootDir": "dist/addon"}`);
  });
  const { scriptId, rootDir } = fromJson(text, `${shown} is not JSON.`);
  if (typeof scriptId !== 'string' || scriptId === '' || scriptId === PLACEHOLDER) {
    throw refusal(
      `${shown} names no script project yet. Make one at https://script.google.com, copy its id from Project settings, and put it there as scriptId.`,
    );
  }
  if (!/^[\w-]{20,}$/.test(scriptId)) throw refusal(`The scriptId in ${shown} is not the id of a script project: ${scriptId}`);
  if (typeof rootDir !== 'string' || resolve(dirname(file), rootDir) === dirname(file)) {
    throw refusal(`${shown} needs "rootDir": "dist/addon": the folder that holds the two built files and nothing else.`);
  }
  return { file, scriptId, outDir: resolve(dirname(file), rootDir) };
}

/**
 * Builds and writes the two files, and makes sure that they alone would be pushed. The addresses of the server and of the
 * console come from the environment or from addon/.env, which git leaves alone.
 * @returns their texts, and `addresses`: what the script may call
 */
export async function build({ outDir }) {
  const { buildAddon, loadSettings, writeAddon } = await import('./build.mjs');
  loadSettings();
  const { code, manifest } = await buildAddon().catch((cause) => {
    const why = cause.code === 'ENOENT' ? `${relative(ROOT, cause.path)} is missing` : cause.message;
    throw Object.assign(refusal(`The add-on cannot be built: ${why}`), { cause });
  });
  const addresses = serverAddresses(manifest);
  writeAddon(outDir, { code, manifest });
  const strangers = (await readdir(outDir)).filter((name) => !FILES.includes(name));
  if (strangers.length > 0) {
    throw refusal(`${outDir} holds more than the built files: ${strangers.join(', ')}. Take it out: it would be pushed as well.`);
  }
  return { code, manifest, addresses };
}

export function kilobytes({ code }) {
  return `${(Buffer.byteLength(code) / 1000).toFixed(1)} KB`;
}

/** What the script may call: addresses that somebody can have, or UrlFetchApp would refuse every call. */
function serverAddresses(manifest) {
  const { urlFetchWhitelist } = fromJson(manifest, 'The manifest (appsscript.json) is not JSON.');
  const addresses = Array.isArray(urlFetchWhitelist) ? urlFetchWhitelist : [];
  const nobodys = (address) => !URL.canParse(address) || NOBODYS.test(new URL(address).hostname);
  if (addresses.length === 0 || addresses.some(nobodys)) {
    throw refusal(
      `The add-on does not know your server yet (urlFetchWhitelist: ${addresses.join(' ') || 'empty'}). Put its address into addon/.env: MAILGPS_ADDON_SERVER_URL=https://…`,
    );
  }
  return addresses;
}

/**
 * Runs clasp and waits for it.
 * @returns what it printed; with `json`, as the value it means
 * @throws a refusal in plain words where clasp ends with anything but 0
 */
export async function clasp(project, { auth, user }, args, { json = true } = {}) {
  const options = ['--project', project.file];
  if (auth !== undefined) options.push('--auth', resolve(auth));
  if (user !== undefined) options.push('--user', user);
  if (json) options.push('--json');
  const [command, ...rest] = args;
  const { code, out, err } = await run([program(), command, ...options, ...rest]);
  if (code !== 0) throw refusal(explain(`${err}\n${out}`));
  return json ? fromJson(out, `clasp ${command} answered something else than JSON: ${out.slice(0, 200)}`) : out;
}

/** Hands the terminal to clasp: for what people alone do. */
export async function claspHere(project, args) {
  const { code } = await run([program(), ...args, '--project', project.file], 'inherit');
  if (code !== 0) throw refusal('clasp could not open it.');
}

function program() {
  try {
    return createRequire(import.meta.url).resolve('@google/clasp');
  } catch (cause) {
    throw Object.assign(refusal('clasp is not installed. Run: npm ci'), { cause });
  }
}

function run(args, stdio = 'pipe') {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: stdio === 'pipe' ? ['ignore', 'pipe', 'pipe'] : stdio });
    const said = { out: '', err: '' };
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      said.out += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      said.err += text;
    });
    child.on('error', failed);
    child.on('close', (code) => done({ code, ...said }));
  });
}

function fromJson(text, otherwise) {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw Object.assign(refusal(otherwise), { cause });
  }
}
