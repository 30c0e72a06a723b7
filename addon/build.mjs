/**
 * Bundles the add-on for Apps Script: dist/addon/Code.js and dist/addon/appsscript.json, the two files that clasp pushes. With
 * --json nothing is written: both are printed, for tests.
 *
 * The server's address stands in two places that Google checks, so a build is for one installation:
 *   MAILGPS_ADDON_SERVER_URL  https://… of the server: the only address the script may fetch from (urlFetchWhitelist)
 *   MAILGPS_CONSOLE_URL       https://… of the console: what its links may open (openLinkUrlPrefixes); the server's unless set
 *   MAILGPS_ADDON_LOGO_URL    https://….png shown in Gmail's side panel
 * Without them the manifest keeps the placeholder https://mailgps.ecole.example/, which belongs to nobody. The same addresses are
 * then set as script properties (MAILGPS_URL, MAILGPS_CONSOLE_URL), which is what the script itself reads. They belong into
 * addon/.env, which is read when this file is run and by `npm run addon:push`; the server refuses names it does not know.
 *
 * esbuild's IIFE hides every function from Apps Script, so a footer makes a global of each export of main.ts, by the names that
 * an ES module pass tells. A function that the manifest or a card names and that is no global fails the build, as does a
 * bundle of more than 60 KB.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = join(ROOT, 'dist/addon');
const MOST_BYTES = 60_000;
const PLACEHOLDER = 'https://mailgps.ecole.example/';

const OPTIONS = {
  absWorkingDir: ROOT,
  entryPoints: ['addon/main.ts'],
  bundle: true,
  write: false,
  platform: 'neutral',
  target: 'es2020',
  minify: true,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'silent',
};

/**
 * @returns {Promise<{ code: string; manifest: string; names: string[] }>} the two files' contents, and the globals of the first
 */
export async function buildAddon(env = process.env) {
  const { outputs, outputFiles } = await buildModule();
  const names = Object.values(outputs).flatMap((output) => output.exports);
  const fingerprint = createHash('sha256').update(outputFiles).digest('hex').slice(0, 8);
  const version = `${JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version}+${fingerprint}`;
  const bundle = await build({
    ...OPTIONS,
    format: 'iife',
    globalName: 'MailGps',
    define: { BUNDLE_VERSION: JSON.stringify(version) },
    footer: { js: names.map((name) => `function ${name}(e){return MailGps.${name}(e)}`).join('\n') },
  });
  const code = bundle.outputFiles[0].text;
  const manifest = manifestFor(env);
  const missing = [...namedByManifest(JSON.parse(manifest)), ...namedByCards()].filter((name) => !names.includes(name));
  if (missing.length > 0) throw new Error(`No function of addon/main.ts has the name ${[...new Set(missing)].join(', ')}.`);
  const bytes = Buffer.byteLength(code);
  if (bytes > MOST_BYTES) throw new Error(`The bundle has ${bytes} bytes; at most ${MOST_BYTES} are allowed.`);
  return { code, manifest, names };
}

/** Writes the two files, as clasp pushes them. */
export function writeAddon(folder, { code, manifest }) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'Code.js'), code);
  writeFileSync(join(folder, 'appsscript.json'), manifest);
}

/** Takes this installation's addresses from addon/.env, where the environment does not name them. */
export function loadSettings() {
  const file = join(ROOT, 'addon/.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

async function buildModule() {
  const built = await build({ ...OPTIONS, format: 'esm', metafile: true, define: { BUNDLE_VERSION: '""' } });
  return { outputs: built.metafile.outputs, outputFiles: built.outputFiles[0].text };
}

/** The root manifest with this installation's addresses. */
function manifestFor(env) {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'appsscript.json'), 'utf8'));
  const server = prefix(env, 'MAILGPS_ADDON_SERVER_URL') ?? PLACEHOLDER;
  const console = prefix(env, 'MAILGPS_CONSOLE_URL') ?? server;
  manifest.urlFetchWhitelist = [`${server}api/`];
  manifest.addOns.common.openLinkUrlPrefixes = ['https://mail.google.com/mail/', console];
  const logo = env.MAILGPS_ADDON_LOGO_URL;
  if (logo) manifest.addOns.common.logoUrl = logo;
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Google takes https with a full domain and a path that is not empty. */
function prefix(env, name) {
  const value = env[name];
  if (!value) return null;
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url?.protocol !== 'https:') throw new Error(`${name} must be an https address, such as ${PLACEHOLDER}`);
  return `${url.origin}${url.pathname.replace(/\/*$/, '/')}`;
}

/** Every `…Function` and `runFunction` of the manifest, wherever it stands. */
function namedByManifest(value, key = '') {
  if (typeof value === 'string') return /function$/i.test(key) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => namedByManifest(member, name));
}

/** Every text of the sources that is a function's name: `'onReply'`. */
function namedByCards() {
  const sources = readdirSync(join(ROOT, 'addon'), { recursive: true }).filter((file) => file.endsWith('.ts'));
  const text = sources.map((file) => readFileSync(join(ROOT, 'addon', file), 'utf8')).join('\n');
  return [...text.matchAll(/'(on[A-Z]\w*)'/g)].map(([, name]) => name);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const print = process.argv.includes('--json');
  if (!print) loadSettings();
  const built = await buildAddon();
  if (print) {
    process.stdout.write(JSON.stringify(built));
  } else {
    writeAddon(OUT, built);
    const kilobytes = (Buffer.byteLength(built.code) / 1000).toFixed(1);
    process.stdout.write(`dist/addon: Code.js (${kilobytes} KB of 60, ${built.names.length} functions) and appsscript.json\n`);
  }
}
