import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { StoredCredential } from '../../../shared/gmail-credential.ts';
import type { Config } from '../../config.ts';
import { makeDue } from '../../jobs/jobs.ts';
import { audit } from '../../store/audit.ts';
import { keepGmailCredential } from '../../store/gmail-credential.ts';
import type { Store } from '../../store/store.ts';
import { DONE, type Io, line } from '../io.ts';
import type { LoginOptions } from '../login.ts';
import { withStore } from '../store/with-store.ts';
import { askConsent } from './consent.ts';
import { forget } from './forget.ts';
import { readKeyFile } from './key-file.ts';

/** What a login needs of the configuration, all of it there. */
export interface LoginConfig {
  config: Config;
  key: string;
}

export async function login(options: LoginOptions, io: Io): Promise<number> {
  const needed = ready(io.config());
  if (options.forget) return forget(needed, options, io);
  const asked = options.keyFile === undefined ? askConsent(needed, options, io) : readKeyFile(options.keyFile, needed, io);
  const { credential, notes } = await asked;
  await withStore(io, (store) => keep(store, credential, needed.key, io.now()));
  if (options.json) {
    const { kind, account } = credential;
    const expiresAt = credential.kind === 'consent' ? credential.expiresAt : null;
    line(io.out, JSON.stringify({ kind, account, mailbox: needed.config.address, expiresAt, notes }));
    return DONE;
  }
  line(io.out, `Stored, encrypted, in ${placeOf(needed.config)}. A running server uses it from its next attempt on.`);
  for (const note of notes) line(io.out, note);
  line(io.out, 'npm run cli -- check tells whether everything else is in place.');
  return DONE;
}

async function keep(store: Store, credential: StoredCredential, key: string, at: number): Promise<void> {
  await keepGmailCredential(store, credential, key, at);
  const entry = { at, actor: 'system', action: 'login', target: 'mailbox', detail: { kind: credential.kind } };
  await store.transaction(async (tx) => audit(tx, entry, at));
  // A server that waits for consent looks again at its next tick.
  for (const job of ['poll-mailbox', 'renew-watch']) await makeDue(store, job);
}

/** Rejects with `config`, which says everything that is missing. */
function ready(config: Config): LoginConfig {
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

export function placeOf(config: Config): string {
  if (config.store === 'firestore') return `Firestore of ${config.project}, secrets/gmail`;
  return `${join(config.dataDir, 'mailgps.db')}, secrets/gmail`;
}
