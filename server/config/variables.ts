import * as z from 'zod';

const optional = z.string().trim().min(1).optional();
const url = z.url('must be a whole address, with what stands before ://').optional();
const listOf = (one: RegExp, says: string) =>
  optional.refine((value) => (value ?? '').split(/[\s,]+/).every((part) => part === '' || one.test(part)), says);
const domains = listOf(/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u, 'must be domains such as school.example, separated by commas');
const addresses = listOf(/^[^\s@<>]+@[^\s@<>]+$/, 'must be mail addresses, separated by commas');

const TOKENS_RANGE = 'must be a whole number of tokens';
const PROXY_RANGE = 'must be a whole number from 0 to 9';
const PORT_RANGE = 'must be a whole number from 0 to 65535';

/** Every setting there is; all of them stand in .env.example. */
export const VARIABLES = z.object({
  PORT: z.coerce.number(PORT_RANGE).int(PORT_RANGE).min(0, PORT_RANGE).max(65_535, PORT_RANGE).default(8080),
  HOST: z.string().trim().min(1).default('127.0.0.1'),
  MAILGPS_MAILBOX: z.enum(['emulated', 'gmail'], 'is emulated or gmail').default('emulated'),
  MAILGPS_STORE: z.enum(['sqlite', 'firestore'], 'is sqlite or firestore').default('sqlite'),
  MAILGPS_BRAIN: z.enum(['offline', 'mistral'], 'is offline or mistral').default('offline'),
  MAILGPS_WAKE: z.enum(['in-process', 'pubsub'], 'is in-process or pubsub').default('in-process'),
  MAILGPS_DATA_DIR: z.string().trim().min(1).default('./data'),
  MAILGPS_ADDRESS: z.email('must be a mail address such as contact@school.example').optional(),
  MAILGPS_TIMEZONE: z.string().refine(isTimezone, 'is not a time zone name such as Europe/Paris').default('Europe/Paris'),
  MISTRAL_API_KEY: optional,
  MISTRAL_MODEL: optional,
  MISTRAL_SERVER_URL: url,
  MISTRAL_TOKENS_PER_DAY: z.coerce.number(TOKENS_RANGE).int(TOKENS_RANGE).min(0, TOKENS_RANGE).default(2_000_000),
  GMAIL_ROOT_URL: url,
  GMAIL_CLIENT_ID: optional,
  GMAIL_CLIENT_SECRET: optional,
  GMAIL_SERVICE_ACCOUNT: optional,
  MAILGPS_TOKEN_KEY: z.string().min(32, 'must have at least 32 characters: openssl rand -base64 32').optional(),
  GOOGLE_CLOUD_PROJECT: optional,
  FIRESTORE_EMULATOR_HOST: optional,
  PUBSUB_EMULATOR_HOST: optional,
  MAILGPS_BUCKET: optional,
  MAILGPS_PUBLIC_URL: url,
  MAILGPS_TRUST_PROXY: z.coerce.number(PROXY_RANGE).int(PROXY_RANGE).min(0, PROXY_RANGE).max(9, PROXY_RANGE).default(0),
  MAILGPS_PUSH_AUDIENCE: optional,
  MAILGPS_PUSH_ACCOUNT: optional,
  MAILGPS_SCHEDULER_ACCOUNT: optional,
  MAILGPS_ADDON_AUDIENCE: optional,
  MAILGPS_CONSOLE_CLIENT_ID: optional,
  MAILGPS_HOSTED_DOMAINS: domains,
  MAILGPS_ALLOWED_ADDRESSES: addresses,
  MAILGPS_ALERT_SMTP_URL: url,
  MAILGPS_ALERT_TO: addresses,
  MAILGPS_ALERT_WEBHOOK: url,
  MAILGPS_HEARTBEAT_URL: url,
  SENTRY_DSN: url,
});

export type Variables = z.infer<typeof VARIABLES>;

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
