import { DAY_MS } from '../../shared/durations.ts';
import { isAppError } from '../../shared/errors.ts';
import { GMAIL_SCOPE } from '../../shared/gmail-credential.ts';
import { readMailbox } from '../mail/check-mailbox.ts';
import type { Mailbox } from '../mailbox/mailbox.ts';
import type { Store } from '../store/store.ts';
import { type Check, failed, minuteOf, ok, unused, type Verdict, warned } from './checks.ts';
import { WATCH_LEFT_MS } from './watch.ts';

/** How the mailbox is entered, as far as the other side tells. */
export interface CredentialFacts {
  kind: 'consent' | 'service-account-key' | 'keyless';
  /** Who consented, or the service account. */
  account: string;
  scopes: readonly string[];
  /** When it ends by itself, ms since the epoch; null: not that anybody knows. */
  expiresAt: number | null;
  /** When it was stored, ms since the epoch; null: nothing of it is. */
  storedAt: number | null;
}

const KINDS: Readonly<Record<CredentialFacts['kind'], string>> = {
  consent: 'OAuth consent of',
  'service-account-key': 'key of the service account',
  keyless: 'service account without a key,',
};

const LOGIN = 'Sign in with the account of the shared mailbox:\n$ npm run cli -- login';

/** `describe` null: an emulated mailbox, which asks for nothing. `keyless`: a service account is named in the settings. */
export function credentialCheck(
  describe: (() => Promise<CredentialFacts | null>) | null,
  { address, keyless, now }: { address: string; keyless: boolean; now: () => number },
): Check {
  return {
    id: 'credential',
    name: 'Gmail credential',
    async run() {
      if (describe === null) return unused('the mailbox is emulated.');
      try {
        const facts = await describe();
        if (facts === null) return failed('There is none: nobody has signed in yet.', LOGIN);
        return judged(facts, address, now());
      } catch (error) {
        return lockedOut(error, keyless);
      }
    },
  };
}

/** What mends it depends on what locks us out; a sign-in helps where somebody's consent was refused. */
function lockedOut(error: unknown, keyless: boolean): Verdict {
  if (!isAppError(error, 'reauthorise') && !isAppError(error, 'forbidden')) throw error;
  // The API switched off locks the whole account out, as a withdrawn consent does.
  if (error.code === 'forbidden' || error.message.includes('accessNotConfigured')) return failed(error.message, SWITCH_ON);
  return failed(error.message, keyless ? `${DELEGATE}\n${SIGNER}` : LOGIN);
}

const SWITCH_ON = 'Is the Gmail API switched on, and may this account use it?\n$ gcloud services enable gmail.googleapis.com';
const SIGNER = 'Whoever runs this signs for it: roles/iam.serviceAccountTokenCreator on that account.';
const DELEGATE = `In the Workspace admin console, delegate this scope to the service account: ${GMAIL_SCOPE}`;

function judged({ kind, account, scopes, expiresAt, storedAt }: CredentialFacts, address: string, now: number): Verdict {
  const said = `${KINDS[kind]} ${account}`;
  if (kind === 'consent' && account !== address) return failed(`${said}, which is not MAILGPS_ADDRESS (${address}).`, LOGIN);
  if (!scopes.includes(GMAIL_SCOPE)) {
    const fix = kind === 'consent' ? LOGIN : DELEGATE;
    return failed(`${said}: it may not read and send (gmail.modify is missing).`, fix);
  }
  const wider = scopes.filter((scope) => scope !== GMAIL_SCOPE && !HARMLESS.includes(scope));
  if (wider.length > 0) {
    const names = wider.map((scope) => scope.replace('https://www.googleapis.com/auth/', '')).join(', ');
    return warned(
      `${said}: it may do more than it must (${names}).`,
      `Take it back and give it anew: npm run cli -- login --forget\n$ npm run cli -- login`,
    );
  }
  if (expiresAt !== null) {
    const days = Math.max(0, Math.floor((expiresAt - now) / DAY_MS));
    const fix = `A client in “Testing” gets consent for 7 days only. Set its user type to Internal, or publish it; then:\n$ npm run cli -- login`;
    return expiresAt <= now ? failed(`${said}: it has lapsed.`, fix) : warned(`${said}: it ends in ${days} days.`, fix);
  }
  const since = storedAt === null ? '' : `; stored on ${new Date(storedAt).toISOString().slice(0, 10)}`;
  return ok(`${said}: gmail.modify, nothing wider${since}.`);
}

/** Who somebody is; nothing of the mailbox. */
const HARMLESS = [
  'openid',
  'https://www.googleapis.com/auth/userinfo.email',
  'https://www.googleapis.com/auth/userinfo.profile',
  'email',
  'profile',
];

export function mailboxCheck(
  open: (() => Promise<Mailbox>) | null,
  { address, keyless }: { address: string; keyless: boolean },
): Check {
  return {
    id: 'mailbox',
    name: 'Mailbox',
    async run() {
      if (open === null) return unused('it is emulated: no mail is sent.');
      try {
        const profile = await (await open()).profile();
        if (profile.address === address) return ok(`${address} answers.`);
        return failed(`It is ${profile.address}, and MAILGPS_ADDRESS is ${address}.`, LOGIN);
      } catch (error) {
        return lockedOut(error, keyless);
      }
    },
  };
}

/** `topic` null: the mailbox is polled. */
export function watchCheck(store: () => Promise<Store>, topic: string | null, emulated: boolean, now: () => number): Check {
  const fix = '$ npm run cli -- setup';
  return {
    id: 'watch',
    name: 'Watch',
    async run() {
      if (emulated) return unused('the mailbox is emulated.');
      if (topic === null) return unused('the mailbox is looked at every few seconds instead.');
      const { watchUntil, watchFailed, reauthorise } = await readMailbox(await store());
      if (reauthorise) return failed('The server has stopped asking: the mailbox wants new consent.', LOGIN);
      if (watchUntil === null) return failed('Gmail was never asked to tell of new mail.', fix);
      const left = watchUntil - now();
      if (left <= 0)
        return failed(`It lapsed on ${minuteOf(watchUntil)}.`, `Is the server running? It renews the watch daily.\n${fix}`);
      const said = `Gmail tells of new mail until ${minuteOf(watchUntil)}.`;
      if (watchFailed) return warned(`${said} Its last renewal failed.`, `See why:\n${fix}`);
      return left > WATCH_LEFT_MS ? ok(said) : warned(said, 'It is renewed daily: is the server running?');
    },
  };
}
