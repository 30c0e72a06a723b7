import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { type Config, DATA_FILES } from '../../config.ts';

/** As the command line gives them. */
export interface LoginOptions {
  keyFile?: string;
  forget: boolean;
  browser: boolean;
  port: number;
  json: boolean;
}

/** What a login needs of the configuration, all of it there. */
export interface LoginConfig {
  config: Config;
  key: string;
}

/** Rejects with `config`, which says everything that is missing. */
export function needed(config: Config): LoginConfig {
  const problems: string[] = [];
  if (config.mailbox !== 'gmail') {
    problems.push('MAILGPS_MAILBOX=gmail and MAILGPS_ADDRESS: the emulated mailbox needs no login');
  }
  if (config.tokenKey === null) {
    problems.push('MAILGPS_TOKEN_KEY: what is stored is encrypted with it. Make one: openssl rand -base64 32');
  }
  if (config.gmail.serviceAccount !== null) {
    problems.push('no GMAIL_SERVICE_ACCOUNT: with it the mailbox is entered without a key, and nothing is stored');
  }
  if (problems.length === 0 && config.tokenKey !== null) return { config, key: config.tokenKey };
  throw new AppError('config', `login needs:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
}

/** Where the credential stands, as people find it. */
export function placeOf(config: Config): string {
  if (config.store === 'firestore') return `Firestore of ${config.project}, secrets/gmail`;
  return `${join(config.dataDir, DATA_FILES.store)}, secrets/gmail`;
}
