import { isLoopback } from '../../shared/loopback.ts';
import type { Env } from './secret-files.ts';
import type { Variables } from './variables.ts';

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

/** Settings that contradict each other or the machine they are on, and what a choice needs and does not have. */
export function conflicts(v: Variables, env: Env, emulated: boolean): string[] {
  const problems: string[] = [];
  if (v.MAILGPS_MAILBOX === 'emulated' && !emulated) {
    problems.push('MAILGPS_MAILBOX: the emulated mailbox is not in this build. Set MAILGPS_MAILBOX=gmail and MAILGPS_ADDRESS.');
  } else if (v.MAILGPS_MAILBOX === 'emulated') {
    const platform = PLATFORMS.find((name) => env[name]);
    if (platform)
      problems.push(
        `MAILGPS_MAILBOX: emulated is for a developer's own machine, and ${platform} says that this is a server. Set MAILGPS_MAILBOX=gmail.`,
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
  problems.push(...standIns(v, env));
  if (v.MISTRAL_SERVER_URL !== undefined && !isSafeWay(new URL(v.MISTRAL_SERVER_URL)))
    problems.push('MISTRAL_SERVER_URL: mail goes there: https, unless it is on this machine');
  if (v.MAILGPS_BRAIN === 'mistral' && env.MISTRAL_SDK_TELEMETRY && env.MISTRAL_SDK_TELEMETRY !== 'false')
    problems.push("MISTRAL_SDK_TELEMETRY: would have Mistral's client pass on what mails say as traces. Leave it out.");
  if (env.K_SERVICE && v.MAILGPS_MAILBOX === 'gmail' && isLoopback(v.HOST))
    problems.push('HOST: Cloud Run does not reach 127.0.0.1. Set HOST=0.0.0.0.');
  problems.push(...missing(v));
  return problems;
}

/**
 * Left over from a test beside a real mailbox: an emulator asks nobody who they are, and forgets with its end what was
 * answered; and what signs tokens in Google's place must not do so where others come in.
 */
function standIns(v: Variables, env: Env): string[] {
  if (v.MAILGPS_MAILBOX !== 'gmail') return [];
  if (v.GMAIL_ROOT_URL !== undefined) {
    const server = PLATFORMS.find((name) => env[name]);
    return server ? [`GMAIL_ROOT_URL: a stand-in is for tests, and ${server} says that this is a server. Leave it out.`] : [];
  }
  const used: [name: string, given: boolean][] = [
    ['FIRESTORE_EMULATOR_HOST', v.MAILGPS_STORE === 'firestore' && v.FIRESTORE_EMULATOR_HOST !== undefined],
    ['PUBSUB_EMULATOR_HOST', v.MAILGPS_WAKE === 'pubsub' && v.PUBSUB_EMULATOR_HOST !== undefined],
    // Read by the library itself.
    ['STORAGE_EMULATOR_HOST', v.MAILGPS_BUCKET !== undefined && Boolean(env.STORAGE_EMULATOR_HOST)],
  ];
  return used.flatMap(([name, given]) =>
    given ? [`${name}: an emulator is for tests, and the mailbox is a real one. Leave it out.`] : [],
  );
}

/** What a choice needs and does not have. */
function missing(v: Variables): string[] {
  const needs: [choice: boolean, said: string, names: (keyof Variables)[]][] = [
    [v.MAILGPS_MAILBOX === 'gmail', 'MAILGPS_MAILBOX=gmail (it encrypts the stored tokens)', ['MAILGPS_TOKEN_KEY']],
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

function isSafeWay(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}
