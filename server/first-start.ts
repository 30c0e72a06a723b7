import { randomBytes } from 'node:crypto';
import { AppError } from '../shared/errors.ts';
import { DEFAULT_SETTINGS, type Policy, type Settings } from '../shared/policy.ts';
import type { Config } from './config.ts';
import { defaultPolicy } from './pack/default-policy.ts';
import { collection } from './store/collections.ts';
import type { Store } from './store/store.ts';

/** Long enough to be read, and cancelled, by somebody who looks. */
const EMULATED_SETTINGS: Partial<Settings> = {
  autoMode: true,
  holdMs: 20_000,
  holdInOpenHours: false,
  offlineMaySend: true,
  caps: { perDay: 1_000, perHour: 1_000, perSenderDay: 50, perThread: 1 },
};
/** Timetable and fees begin in rehearsal, so that a newcomer sees each kind of outcome and has an answer to send. */
const EMULATED_AUTOMATIC = ['programme', 'admissions', 'certificate', 'appointment', 'absence'];

const installation = collection<{ key: string }>('installation');
const madeFor = collection<MadeFor>('installation');

/** The mailbox a store serves. `address` is missing in stores of earlier versions, and then filled in. */
interface MadeFor {
  mailbox: Config['mailbox'];
  address?: string;
}

/**
 * A store serves the mailbox it was made for. An emulated one answers by itself from its first minute, and its roles and its
 * place in the history mean nothing elsewhere; a real one is no place to play in; and a place in one mailbox's history,
 * taken for a place in another's, would leave mail out without a word. Rejects with `config`.
 */
export async function keepToItsMailbox(store: Store, { mailbox, address }: Pick<Config, 'mailbox' | 'address'>): Promise<void> {
  const found = await store.transaction(async (tx) => {
    const stored = (await madeFor.get(tx, 'mailbox'))?.data;
    if (!stored || stored.address === undefined) madeFor.set(tx, 'mailbox', { mailbox: stored?.mailbox ?? mailbox, address });
    return { mailbox: stored?.mailbox ?? mailbox, address: stored?.address ?? address };
  });
  const known = found.mailbox;
  if (known === mailbox && found.address !== address) throw otherAddress(found.address, known);
  if (known === mailbox) return;
  const [was, is] = known === 'emulated' ? ['the emulated mailbox', 'a real one'] : ['a real mailbox', 'the emulated one'];
  throw new AppError(
    'config',
    `This store was made for ${was} and cannot serve ${is}: its settings, roles and mails belong there. Give MAILGPS_DATA_DIR another folder (or Firestore another project), or set MAILGPS_MAILBOX=${known} again.`,
  );
}

/** Whether the store belongs to a real mailbox: nobody throws it away to start a demonstration over. */
export async function servesRealMailbox(store: Store): Promise<boolean> {
  return (await madeFor.get(store, 'mailbox'))?.data.mailbox === 'gmail';
}

function otherAddress(known: string, mailbox: Config['mailbox']): AppError {
  const over = mailbox === 'emulated' ? ', start over (npm start -- --fresh)' : '';
  return new AppError(
    'config',
    `This store serves ${known}, which is not what MAILGPS_ADDRESS says: mail would be left out. Set MAILGPS_ADDRESS=${known} again${over}, or give MAILGPS_DATA_DIR another folder (or Firestore another project).`,
  );
}

/** What a new installation starts with: on a real mailbox nothing leaves by itself. */
export function firstSettings(emulated: boolean, now: number, overrides: Partial<Settings> = {}): Settings {
  if (!emulated) return { ...DEFAULT_SETTINGS, ...overrides };
  const modes = Object.fromEntries(EMULATED_AUTOMATIC.map((id) => [id, { mode: 'automatic' as const, since: now }]));
  return { ...DEFAULT_SETTINGS, ...EMULATED_SETTINGS, autoModeSince: now, modes, ...overrides };
}

export function firstPolicy({ timezone }: Config, now: number): Policy {
  const pack = defaultPolicy(now);
  return { ...pack, hours: { ...pack.hours, timezone } };
}

/** Made once per installation where none is configured. */
export async function installationKey(store: Store): Promise<string> {
  return store.transaction(async (tx) => {
    const known = await installation.get(tx, 'secret');
    if (known) return known.data.key;
    const key = randomBytes(32).toString('base64url');
    installation.set(tx, 'secret', { key });
    return key;
  });
}
