import type { StoredCredential } from '../../../shared/gmail-credential.ts';
import { makeDue } from '../../jobs/jobs.ts';
import { audit } from '../../store/audit.ts';
import { keepGmailCredential } from '../../store/gmail-credential.ts';
import type { Store } from '../../store/store.ts';
import { DONE, type Io, line } from '../io.ts';
import { withStore } from '../store/with-store.ts';
import { askConsent } from './consent.ts';
import { forget } from './forget.ts';
import { readKeyFile } from './key-file.ts';
import { type LoginOptions, needed, placeOf } from './needed.ts';

export async function login(options: LoginOptions, io: Io): Promise<number> {
  const ready = needed(io.config());
  if (options.forget) return forget(ready, options, io);
  const asked = options.keyFile === undefined ? askConsent(ready, options, io) : readKeyFile(options.keyFile, ready, io);
  const { credential, notes } = await asked;
  await withStore(io, (store) => keep(store, credential, ready.key, io.now()));
  if (options.json) {
    const { kind, account } = credential;
    const expiresAt = credential.kind === 'consent' ? credential.expiresAt : null;
    line(io.out, JSON.stringify({ kind, account, mailbox: ready.config.address, expiresAt, notes }));
    return DONE;
  }
  line(io.out, `Stored, encrypted, in ${placeOf(ready.config)}. A running server uses it from its next attempt on.`);
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
