import { randomBytes } from 'node:crypto';
import { type Canary, type CanaryState, knows, learnt, look, NO_CANARIES } from '../../shared/canary.ts';
import { CANARY_HEADER, domainOf, header, type Mail } from '../../shared/mail.ts';
import type { MailRecord } from '../../shared/record.ts';
import { collection, type Reader, records } from '../store/collections.ts';
import { readMailbox } from './check-mailbox.ts';
import { type Context, MAILBOX_ID } from './context.ts';

export const canaryStates = collection<CanaryState>('canaries');

async function readState(from: Reader): Promise<CanaryState> {
  return (await canaryStates.get(from, MAILBOX_ID))?.data ?? NO_CANARIES;
}

async function changeState<R>(ctx: Context, change: (state: CanaryState) => { state: CanaryState } & R): Promise<R> {
  return ctx.store.transaction(async (tx) => {
    const changed = change(await readState(tx));
    canaryStates.set(tx, MAILBOX_ID, changed.state);
    return changed;
  });
}

/**
 * Puts a canary in when it is time, says when one was missed, and calls `heartbeat` after one was seen. Nothing while the
 * mailbox asks for new consent: that is told already, and no mail could be put in or seen.
 *
 * An hour of it costs some 110 of Gmail's quota units (insert 25, history 2, get 60, trash 20, history 2), of 6,000 a minute.
 */
export async function tendCanaries(ctx: Context, heartbeat: (() => Promise<void>) | null): Promise<void> {
  if ((await readMailbox(ctx.store)).reauthorise) return;
  const nonce = randomBytes(16).toString('hex');
  const { put, missed, beat, leftovers } = await changeState(ctx, (state) => look(state, ctx.now(), nonce));
  if (missed) ctx.alert('canary-missed');
  if (beat && heartbeat) await beatFor(ctx, beat, heartbeat);
  for (const canary of leftovers) await bin(ctx, canary.nonce, canary.gmailId ?? '');
  if (put) await putIn(ctx, put);
}

/** What it missed is called again with the next look. */
async function beatFor(ctx: Context, { nonce }: Canary, heartbeat: () => Promise<void>): Promise<void> {
  try {
    await heartbeat();
    await changeState(ctx, (state) => ({ state: { ...state, beatFor: nonce } }));
  } catch (error) {
    ctx.log.warn({ step: 'heartbeat', error }, 'the heartbeat could not be told: it is tried again');
  }
}

/** The nonce stands in the store before: the mail may be read before the call is answered. */
async function putIn(ctx: Context, { nonce, at }: Canary): Promise<void> {
  const { id } = await ctx.mailbox.insert(Buffer.from(canaryMail(ctx.address, nonce, at)));
  await changeState(ctx, (state) => ({ state: learnt(state, nonce, ({ gmailId }) => ({ gmailId: gmailId ?? id })) }));
}

/**
 * Outside the inbox nobody sees it; who finds it all the same is told what it is. Not from the mailbox's own address: what
 * Gmail took for sent mail would never be read as received.
 */
function canaryMail(address: string, nonce: string, at: number): string {
  return [
    `From: MAIL GPS <mail-gps@${domainOf(address)}>`,
    `To: <${address}>`,
    'Subject: MAIL GPS (canary / message =?utf-8?Q?t=C3=A9moin?=)',
    `Message-ID: <canary-${nonce}@${domainOf(address)}>`,
    `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
    'Auto-Submitted: auto-generated',
    `${CANARY_HEADER}: ${nonce}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    'MAIL GPS met ce message ici chaque heure pour vérifier que la boîte est lue. Il part de lui-même à la corbeille.',
    'MAIL GPS puts this mail here every hour to see that the mailbox is read. It goes to the bin by itself.',
    '',
  ].join('\r\n');
}

/** The nonce, where this mail is a canary of ours. The header alone means nothing. */
export async function canaryIn(ctx: Context, mail: Mail): Promise<string | null> {
  const nonce = header(mail, CANARY_HEADER)?.trim();
  return nonce !== undefined && knows(await readState(ctx.store), nonce) ? nonce : null;
}

/**
 * It was read, and that is all it was for: no record stays, a tombstone keeps a resync from bringing it back, and it goes to
 * the bin. Should the bin fail, the next look puts it there: a canary is never parked as a failed mail.
 */
export async function settleCanary(ctx: Context, claimed: MailRecord, nonce: string): Promise<void> {
  const settled = await ctx.store.transaction(async (tx) => {
    const stored = (await records.get(tx, claimed.id))?.data;
    const state = await readState(tx);
    if (!stored || stored.epoch !== claimed.epoch || stored.state !== 'received') return false;
    const seen = learnt(state, nonce, ({ seenAt }) => ({ gmailId: claimed.id, seenAt: seenAt ?? ctx.now() }));
    canaryStates.set(tx, MAILBOX_ID, seen);
    records.delete(tx, claimed.id);
    ctx.reserve.erase(tx, claimed.id, ctx.now());
    return true;
  });
  if (!settled) return;
  ctx.log.info({ step: 'canary' }, 'the canary mail was read');
  ctx.allClear('canary-missed');
  await bin(ctx, nonce, claimed.id);
}

async function bin(ctx: Context, nonce: string, gmailId: string): Promise<void> {
  try {
    await ctx.mailbox.trash(gmailId);
    await changeState(ctx, (state) => ({ state: learnt(state, nonce, () => ({ binned: true })) }));
  } catch (error) {
    ctx.log.warn({ step: 'canary', error }, 'a canary mail could not be put in the bin: it is tried again');
  }
}
