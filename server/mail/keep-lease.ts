import type { Lease } from '../../shared/effect.ts';
import type { Reader } from '../store/collections.ts';
import type { Stored, Transaction } from '../store/store.ts';
import type { Context } from './context.ts';

/** What a worker claims: a record or an effect. */
interface Leased {
  id: string;
  epoch: number;
  lease: Lease | null;
  nextAttemptAt: number | null;
}

interface Collection<T> {
  get(from: Reader, id: string): Promise<Stored<T> | null>;
  set(tx: Transaction, id: string, data: T): void;
}

/** Renewed so often in its length that a lost renewal does no harm. */
const PER_LEASE = 3;

/**
 * Runs `work` and renews its lease of `leaseMs` meanwhile, so that a slow model or a throttled mailbox does not bring a
 * second worker to the same thing; `renew` says whether it is still held. Not past `limits.workMs`: work that hangs must
 * come free again. A process that stood still finds another epoch, renews nothing, and whatever it writes is refused.
 */
export async function renewing<R>(
  ctx: Context,
  leaseMs: number,
  renew: () => Promise<boolean>,
  work: () => Promise<R>,
): Promise<R> {
  const end = ctx.now() + ctx.limits.workMs;
  let renewal: Promise<boolean> = Promise.resolve(true);
  const attempt = (): Promise<boolean> =>
    renew().catch((error: unknown) => {
      ctx.log.warn({ step: 'lease', error }, 'a lease could not be renewed');
      return true;
    });
  const timer = setInterval(() => {
    renewal = renewal.then((held) => held && ctx.now() < end && attempt());
  }, leaseMs / PER_LEASE).unref();
  try {
    return await work();
  } finally {
    clearInterval(timer);
    await renewal;
  }
}

/** The same for a claimed record or effect. */
export function keepingLease<T extends Leased, R>(
  ctx: Context,
  what: Collection<T>,
  { id, epoch }: T,
  work: () => Promise<R>,
): Promise<R> {
  const { leaseMs } = ctx.limits;
  const renew = (): Promise<boolean> =>
    ctx.store.transaction(async (tx) => {
      const stored = (await what.get(tx, id))?.data;
      if (!stored?.lease || stored.epoch !== epoch) return false;
      const until = ctx.now() + leaseMs;
      what.set(tx, id, { ...stored, lease: { ...stored.lease, until }, nextAttemptAt: until });
      return true;
    });
  return renewing(ctx, leaseMs, renew, work);
}
