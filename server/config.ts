import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { AppError } from '../shared/errors.ts';
import { conflicts } from './config/conflicts.ts';
import { type EnvFile, NO_ENV_FILE, readEnvFile } from './config/env-file.ts';
import { DISK, ENV_KEY, type Env, isSecretFileName, resolveSecrets, SECRETS, type SecretFiles } from './config/secret-files.ts';
import { VARIABLES, type Variables } from './config/variables.ts';

/** Everything that can be set from outside, read once at start. This file alone reads the environment. */
export interface Config {
  port: number;
  host: string;
  mailbox: 'emulated' | 'gmail';
  store: 'sqlite' | 'firestore';
  /** `mistral`: with the offline one beside it. */
  brain: 'offline' | 'mistral';
  wake: 'in-process' | 'pubsub';
  dataDir: string;
  /** The shared mailbox, lower-cased. */
  address: string;
  timezone: string;
  /** Of a stand-in for Google's APIs on this machine; null: Google's own. */
  gmailRootUrl: string | null;
  /** How a real mailbox is entered. An OAuth client's consent (`cli login`) unless a service account is named. */
  gmail: { clientId: string | null; clientSecret: string | null; serviceAccount: string | null };
  /** The Google Cloud project of Firestore and Pub/Sub. */
  project: string | null;
  /** host:port of Google's emulators; null: Google itself. */
  emulators: { firestore: string | null; pubsub: string | null };
  /** Cloud Storage bucket for files; null: a folder. */
  bucket: string | null;
  /** null: the offline brain alone. */
  mistral: MistralConfig | null;
  alerts: AlertConfig;
  /** Where Google reaches this server, without a trailing slash. */
  publicUrl: string | null;
  /** Proxies in front of the server, whose word on the caller's address counts. */
  trustProxy: number;
  push: { audience: string; account: string } | null;
  schedulerAccount: string | null;
  people: { audiences: string[]; hostedDomains: string[]; addresses: string[] };
  /** Google's client id that people sign in to the console with; null: only by one-time links, where there are any. */
  consoleClientId: string | null;
  /** Keys the hashes that counts and tombstones stand under, and encrypts the tokens that are stored. */
  tokenKey: string | null;
  /** Names this process in leases. */
  worker: string;
  /** What can be used and should be otherwise: told once at start. Names settings, never what they hold. */
  warnings: readonly string[];
}

export interface MistralConfig {
  apiKey: string;
  model: string;
  serverUrl: string;
  /** Tokens a day, sent and received; past it the offline brain reads alone. */
  tokensPerDay: number;
}

export interface AlertConfig {
  /** smtp:// or smtps://, with user and password. */
  smtpUrl: string | null;
  /** Who is written to; empty: every admin. */
  to: string[];
  webhook: string | null;
  heartbeatUrl: string | null;
  sentryDsn: string | null;
}

/** Pinned: an alias such as `-latest` changes behaviour and price overnight. */
export const DEFAULT_MODEL = 'mistral-small-2603';
/** Mail of a school stays in the EU; the global endpoint promises no place. */
export const EU_ENDPOINT = 'https://api.eu.mistral.ai';

/** The addresses an emulated installation uses: nothing of it leaves the machine. */
export const EMULATED_ADDRESS = 'contact@ecole.example';

/** What the data folder holds under these names. */
export const DATA_FILES = { store: 'mailgps.db', blobs: 'blobs' } as const;

/** What the configuration is read from, besides the environment. */
export interface Sources {
  files?: SecretFiles;
  envFile?: EnvFile;
  /** Variables that name a file in clear, of those that are no setting. */
  inClear?: readonly string[];
  /** Whether the emulated mailbox is there: a production bundle leaves it out. */
  emulated?: boolean;
}

/** The environment, and `.env` of the working directory where there is one. The real environment wins. */
export async function loadSources(
  folder = process.cwd(),
  env: Record<string, string | undefined> = process.env,
): Promise<{ env: Env; sources: Sources }> {
  const opened = resolveSecrets(env, DISK, [ENV_KEY]);
  const found = await readEnvFile(folder, opened.env);
  const envFile = { ...found, problems: [...opened.problems, ...found.problems] };
  const usable = found.problems.length === 0 ? Object.entries(found.values) : [];
  for (const [name, value] of usable) {
    // Google's libraries read names of their own; a secret has no business where child processes inherit it.
    if (!env[name] && !SECRETS.some((secret) => secret === name) && name !== ENV_KEY) env[name] = value;
  }
  return { env: { ...env, ...found.values }, sources: { envFile, inClear: opened.inClear } };
}

/** Throws one `config` error that lists every problem, each on a line of its own with what to do. */
export function readConfig(env: Env = process.env, sources: Sources = {}): Config {
  const { files = DISK, envFile = NO_ENV_FILE, emulated = process.env.NODE_ENV !== 'production' } = sources;
  const resolved = resolveSecrets(env, files);
  const problems = [...unknownNames(env), ...envFile.problems, ...resolved.problems];
  // What could not be read is told already, as that: not also as missing.
  const names = Object.keys(VARIABLES.shape);
  const told = names.filter((name) => problems.some((problem) => [name, `${name}_FILE`].includes(problem.split(':')[0] ?? '')));
  const given = Object.fromEntries(
    names.map((name) => [name, told.includes(name) || resolved.env[name] === '' ? undefined : resolved.env[name]]),
  );
  const parsed = VARIABLES.safeParse(given);
  if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  else {
    problems.push(
      ...conflicts(parsed.data, env, emulated).filter((problem) => !told.some((name) => problem.startsWith(`${name}:`))),
    );
    if (parsed.data.MAILGPS_MAILBOX === 'gmail')
      problems.push(...inClear(envFile, [...resolved.inClear, ...(sources.inClear ?? [])]));
  }
  if (!parsed.success || problems.length > 0) {
    const list = problems.map((problem) => `  - ${problem}`).join('\n');
    throw new AppError('config', `The configuration cannot be used:\n${list}\nAll names and values are in .env.example.`);
  }
  return configOf(parsed.data, warningsOf(parsed.data, envFile));
}

/** Of a real mailbox no secret is kept in clear. */
function inClear(envFile: EnvFile, files: readonly string[]): string[] {
  return [
    ...envFile.inClear.map((name) => `${name}: stands in .env in clear. Encrypt the file: npx dotenvx encrypt`),
    ...files.map(
      (name) => `${name}: names a file in clear. Mount it as a secret, or keep its value encrypted in .env (npx dotenvx set)`,
    ),
    ...(envFile.keyOpen ? ['.env.keys: others on this machine may read it: chmod 600 .env.keys'] : []),
  ];
}

function warningsOf(v: Variables, envFile: EnvFile): string[] {
  const clear = envFile.inClear.join(', ');
  return [
    ...(clear === '' ? [] : [`.env holds in clear: ${clear}. Encrypt the file: npx dotenvx encrypt`]),
    ...(v.MAILGPS_MAILBOX === 'gmail' && envFile.keyBeside
      ? [`.env.keys lies beside the .env that it opens. Keep it elsewhere and give ${ENV_KEY} or ${ENV_KEY}_FILE.`]
      : []),
  ];
}

function unknownNames(env: Env): string[] {
  return Object.keys(env)
    .filter((name) => name.startsWith('MAILGPS_') && !(name in VARIABLES.shape) && !isSecretFileName(name))
    .map((name) => `${name}: there is no such setting`);
}

function configOf(v: Variables, warnings: readonly string[]): Config {
  const emulated = v.MAILGPS_MAILBOX === 'emulated';
  const { MAILGPS_PUSH_AUDIENCE: audience, MAILGPS_PUSH_ACCOUNT: account } = v;
  return {
    port: v.PORT,
    host: v.HOST,
    mailbox: v.MAILGPS_MAILBOX,
    store: v.MAILGPS_STORE,
    brain: v.MAILGPS_BRAIN,
    wake: v.MAILGPS_WAKE,
    dataDir: resolve(v.MAILGPS_DATA_DIR),
    address: (v.MAILGPS_ADDRESS ?? (emulated ? EMULATED_ADDRESS : '')).toLowerCase(),
    timezone: v.MAILGPS_TIMEZONE,
    gmailRootUrl: v.GMAIL_ROOT_URL ?? null,
    gmail: {
      clientId: v.GMAIL_CLIENT_ID ?? null,
      clientSecret: v.GMAIL_CLIENT_SECRET ?? null,
      serviceAccount: v.GMAIL_SERVICE_ACCOUNT ?? null,
    },
    project: v.GOOGLE_CLOUD_PROJECT ?? null,
    emulators: { firestore: v.FIRESTORE_EMULATOR_HOST ?? null, pubsub: v.PUBSUB_EMULATOR_HOST ?? null },
    bucket: v.MAILGPS_BUCKET ?? null,
    mistral: mistralOf(v),
    alerts: {
      smtpUrl: v.MAILGPS_ALERT_SMTP_URL ?? null,
      to: listOf(v.MAILGPS_ALERT_TO),
      webhook: v.MAILGPS_ALERT_WEBHOOK ?? null,
      heartbeatUrl: v.MAILGPS_HEARTBEAT_URL ?? null,
      sentryDsn: v.SENTRY_DSN ?? null,
    },
    publicUrl: (v.MAILGPS_PUBLIC_URL ?? originOf(audience))?.replace(/\/$/, '') ?? null,
    trustProxy: v.MAILGPS_TRUST_PROXY,
    push: audience && account ? { audience, account } : null,
    schedulerAccount: v.MAILGPS_SCHEDULER_ACCOUNT ?? null,
    people: {
      audiences: [v.MAILGPS_ADDON_AUDIENCE, v.MAILGPS_CONSOLE_CLIENT_ID].filter((id): id is string => id !== undefined),
      hostedDomains: listOf(v.MAILGPS_HOSTED_DOMAINS),
      addresses: listOf(v.MAILGPS_ALLOWED_ADDRESSES).map((address) => address.toLowerCase()),
    },
    consoleClientId: v.MAILGPS_CONSOLE_CLIENT_ID ?? null,
    tokenKey: v.MAILGPS_TOKEN_KEY ?? null,
    worker: `${hostname()}-${process.pid}`,
    warnings,
  };
}

function mistralOf(v: Variables): MistralConfig | null {
  if (v.MAILGPS_BRAIN !== 'mistral' || v.MISTRAL_API_KEY === undefined) return null;
  return {
    apiKey: v.MISTRAL_API_KEY,
    model: v.MISTRAL_MODEL ?? DEFAULT_MODEL,
    serverUrl: v.MISTRAL_SERVER_URL ?? EU_ENDPOINT,
    tokensPerDay: v.MISTRAL_TOKENS_PER_DAY,
  };
}

/** Separated by commas or blanks. */
function listOf(value: string | undefined): string[] {
  return (value ?? '').split(/[\s,]+/).filter((item) => item !== '');
}

function originOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).origin : undefined;
}
