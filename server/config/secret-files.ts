import { readFileSync, statfsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Settings that open something. Each may stand in a file instead, named by `<NAME>_FILE`. */
export const SECRETS = [
  'MISTRAL_API_KEY',
  'GMAIL_CLIENT_SECRET',
  'MAILGPS_TOKEN_KEY',
  'MAILGPS_ALERT_SMTP_URL',
  'MAILGPS_ALERT_WEBHOOK',
  'MAILGPS_HEARTBEAT_URL',
  'SENTRY_DSN',
] as const;

/** What opens an encrypted .env. */
export const ENV_KEY = 'DOTENV_PRIVATE_KEY';

export type Env = Readonly<Record<string, string | undefined>>;

export interface SecretFiles {
  /** Throws as `readFileSync` does. */
  read(path: string): string;
  /** Whether it is kept in clear on a disk, as far as that can be told. Throws when it cannot be asked. */
  inClear(path: string, env: Env): boolean;
}

export interface Resolved {
  /** The environment with each secret that a file holds in its place. */
  env: Env;
  problems: string[];
  /** Variables that name a file in clear. */
  inClear: string[];
}

export function isSecretFileName(name: string): boolean {
  return [...SECRETS, ENV_KEY].some((secret) => name === `${secret}_FILE`);
}

/** Reads the files that `<NAME>_FILE` names. Nothing of what they hold is ever told. */
export function resolveSecrets(env: Env, files: SecretFiles = DISK, names: readonly string[] = SECRETS): Resolved {
  const resolved: Record<string, string | undefined> = { ...env };
  const problems: string[] = [];
  const inClear: string[] = [];
  for (const name of names) {
    const variable = `${name}_FILE`;
    const path = env[variable]?.trim();
    if (!path) continue;
    if (env[name]) {
      problems.push(`${variable}: ${name} is given too: one of them`);
      continue;
    }
    try {
      const value = files.read(path).replace(/[\r\n]+$/, '');
      if (value.trim() === '') problems.push(`${variable}: ${path} is empty`);
      else resolved[name] = value;
      if (files.inClear(path, env)) inClear.push(variable);
    } catch (error) {
      problems.push(`${variable}: ${path} cannot be read${codeOf(error)}`);
    }
  }
  return { env: resolved, problems, inClear };
}

export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? ` (${error.code})` : '';
}

/** statfs(2). */
const IN_MEMORY = new Set([0x01021994, 0x858458f6]);
/** Where Docker, Podman, Kubernetes and systemd put them; a compose file may bind one from the host's disk. */
const MOUNTED = /^(?:\/var)?\/run\/(?:secrets|credentials)\//;

/** Files of this machine. `typeOf`: a file system's magic number. */
export function machineFiles(typeOf: (path: string) => number = (path) => statfsSync(path).type): SecretFiles {
  return {
    read: (path) => readFileSync(path, 'utf8'),
    // Cloud Run mounts secrets where it is told, and its sandbox does not say on what: there it is taken for a mount.
    inClear: (path, env) => !env.K_SERVICE && !MOUNTED.test(resolve(path)) && !IN_MEMORY.has(typeOf(path)),
  };
}

export const DISK = machineFiles();
