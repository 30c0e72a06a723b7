import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from '../shared/errors.ts';

/** Everything that can be set from outside, read once at start. This file alone reads the environment. */
export interface Config {
  port: number;
  host: string;
  mailbox: 'emulated' | 'gmail';
  store: 'sqlite' | 'firestore';
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
  /** Keys the hashes that counts and tombstones stand under. */
  tokenKey: string | null;
  /** Names this process in leases. */
  worker: string;
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

const optional = z.string().trim().min(1).optional();

const TOKENS_RANGE = 'must be a whole number of tokens';
const PROXY_RANGE = 'must be a whole number from 0 to 9';
const PORT_RANGE = 'must be a whole number from 0 to 65535';

const VARIABLES = z.object({
  PORT: z.coerce.number(PORT_RANGE).int(PORT_RANGE).min(0, PORT_RANGE).max(65_535, PORT_RANGE).default(8080),
  HOST: z.string().trim().min(1).default('127.0.0.1'),
  MAILGPS_MAILBOX: z.enum(['emulated', 'gmail'], 'is emulated or gmail').default('emulated'),
  MAILGPS_STORE: z.enum(['sqlite', 'firestore'], 'is sqlite or firestore').default('sqlite'),
  MAILGPS_BRAIN: z.enum(['offline', 'mistral'], 'is offline or mistral').default('offline'),
  MAILGPS_WAKE: z.enum(['in-process', 'pubsub'], 'is in-process or pubsub').default('in-process'),
  MAILGPS_DATA_DIR: z.string().trim().min(1).default('./data'),
  MAILGPS_ADDRESS: z.email().optional(),
  MAILGPS_TIMEZONE: z.string().refine(isTimezone, 'is not a time zone name such as Europe/Paris').default('Europe/Paris'),
  MISTRAL_API_KEY: optional,
  MISTRAL_MODEL: optional,
  MISTRAL_SERVER_URL: z.url().optional(),
  MISTRAL_TOKENS_PER_DAY: z.coerce.number(TOKENS_RANGE).int(TOKENS_RANGE).min(0, TOKENS_RANGE).default(2_000_000),
  GMAIL_ROOT_URL: z.url().optional(),
  GMAIL_CLIENT_ID: optional,
  GMAIL_CLIENT_SECRET: optional,
  GMAIL_SERVICE_ACCOUNT: optional,
  MAILGPS_TOKEN_KEY: z.string().min(32, 'must have at least 32 characters: openssl rand -base64 32').optional(),
  GOOGLE_CLOUD_PROJECT: optional,
  FIRESTORE_EMULATOR_HOST: optional,
  PUBSUB_EMULATOR_HOST: optional,
  MAILGPS_BUCKET: optional,
  MAILGPS_PUBLIC_URL: z.url().optional(),
  MAILGPS_TRUST_PROXY: z.coerce.number(PROXY_RANGE).int(PROXY_RANGE).min(0, PROXY_RANGE).max(9, PROXY_RANGE).default(0),
  MAILGPS_PUSH_AUDIENCE: optional,
  MAILGPS_PUSH_ACCOUNT: optional,
  MAILGPS_SCHEDULER_ACCOUNT: optional,
  MAILGPS_ADDON_AUDIENCE: optional,
  MAILGPS_CONSOLE_CLIENT_ID: optional,
  MAILGPS_HOSTED_DOMAINS: optional,
  MAILGPS_ALLOWED_ADDRESSES: optional,
  MAILGPS_ALERT_SMTP_URL: z.url().optional(),
  MAILGPS_ALERT_TO: optional,
  MAILGPS_ALERT_WEBHOOK: z.url().optional(),
  MAILGPS_HEARTBEAT_URL: z.url().optional(),
  SENTRY_DSN: z.url().optional(),
});

type Variables = z.infer<typeof VARIABLES>;

/** Set by platforms on which other people could reach an emulated installation. */
const PLATFORMS = [
  'K_SERVICE',
  'GAE_ENV',
  'FUNCTION_TARGET',
  'KUBERNETES_SERVICE_HOST',
  'DYNO',
  'AWS_EXECUTION_ENV',
  'WEBSITE_INSTANCE_ID',
  'FLY_APP_NAME',
];

/** Throws one `config` error that lists every problem, each on a line of its own with what to do. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const problems = unknownNames(env);
  const given = Object.fromEntries(Object.keys(VARIABLES.shape).map((name) => [name, env[name] === '' ? undefined : env[name]]));
  const parsed = VARIABLES.safeParse(given);
  if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  else problems.push(...conflicts(parsed.data, env));
  if (!parsed.success || problems.length > 0) {
    const list = problems.map((problem) => `  - ${problem}`).join('\n');
    throw new AppError('config', `The configuration cannot be used:\n${list}\nAll names and values are in .env.example.`);
  }
  return configOf(parsed.data);
}

function unknownNames(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(env)
    .filter((name) => name.startsWith('MAILGPS_') && !(name in VARIABLES.shape))
    .map((name) => `${name}: there is no such setting`);
}

function conflicts(v: Variables, env: Readonly<Record<string, string | undefined>>): string[] {
  const problems: string[] = [];
  if (v.MAILGPS_MAILBOX === 'emulated') {
    const platform = PLATFORMS.find((name) => env[name]);
    if (platform)
      problems.push(
        `MAILGPS_MAILBOX: emulated is for a developer's own machine, and ${platform} says that this is a server. This version runs on your own machine only.`,
      );
    if (!isLoopback(v.HOST)) problems.push(`HOST: an emulated mailbox listens on this machine only. Leave it at 127.0.0.1.`);
  } else if (!v.MAILGPS_ADDRESS) {
    problems.push('MAILGPS_ADDRESS: needed with MAILGPS_MAILBOX=gmail (the shared mailbox, such as contact@school.example)');
  }
  // Tokens are asked for, and keys read, where it says: it must be this machine.
  if (v.GMAIL_ROOT_URL !== undefined && !isLoopback(new URL(v.GMAIL_ROOT_URL).hostname)) {
    problems.push(
      'GMAIL_ROOT_URL: a stand-in for Google runs on this machine (http://127.0.0.1:…). Leave it out for the real one.',
    );
  }
  problems.push(...missing(v));
  return problems;
}

/** What a choice needs and does not have. */
function missing(v: Variables): string[] {
  const needs: [choice: boolean, said: string, names: (keyof Variables)[]][] = [
    [v.MAILGPS_STORE === 'firestore', 'MAILGPS_STORE=firestore', ['GOOGLE_CLOUD_PROJECT']],
    [
      v.MAILGPS_WAKE === 'pubsub',
      'MAILGPS_WAKE=pubsub',
      ['GOOGLE_CLOUD_PROJECT', 'MAILGPS_PUSH_AUDIENCE', 'MAILGPS_PUSH_ACCOUNT'],
    ],
    [v.MAILGPS_BRAIN === 'mistral', 'MAILGPS_BRAIN=mistral', ['MISTRAL_API_KEY']],
  ];
  return needs.flatMap(([choice, said, names]) =>
    choice ? names.filter((name) => v[name] === undefined).map((name) => `${name}: needed with ${said}`) : [],
  );
}

function configOf(v: Variables): Config {
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
    tokenKey: v.MAILGPS_TOKEN_KEY ?? null,
    worker: `${hostname()}-${process.pid}`,
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

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
