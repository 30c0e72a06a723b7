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
  // The store first: nobody is to consent to what cannot be kept.
  const { credential, notes } = await withStore(io, async (store) => {
    const { keyFile } = options;
    const given = await (keyFile === undefined ? askConsent(ready, options, io) : readKeyFile(keyFile, ready, io));
    await keep(store, given.credential, ready.key, io.now());
    return given;
  });
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
