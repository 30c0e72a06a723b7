import { DAY_MS, MINUTE_MS } from '../../shared/durations.ts';
import type { MailRecord } from '../../shared/record.ts';
import type { Alerting } from '../mail/alerting.ts';
import type { Context } from '../mail/context.ts';
import { tellExpiringFacts } from '../mail/expiring-facts.ts';
import { alertStates } from '../store/alerts.ts';
import { records } from '../store/collections.ts';
import type { Job } from './jobs.ts';

/** What is to be told is told: after its hour, after a channel was away, after the process died that had it in hand. */
export function alertJobs(alerting: Alerting): Readonly<Record<string, Job>> {
  return {
    // At every tick: what is due is one query, and who tells it is settled there.
    alerts: { every: 0, run: () => alerting.tellDue() },
    'alert-parked': { every: 30 * MINUTE_MS, run: alertParked },
    'facts-expiring': { every: DAY_MS, run: tellExpiringFacts },
  };
}

/** Failed mails looked at; more than are told by name. */
const NEWEST = 50;
/** An alert that was said is written within moments. */
const SURELY_WRITTEN_MS = 2 * MINUTE_MS;

/**
 * A mail is parked in one transaction and the alert is written in another: who was killed in between told nobody. What
 * was parked after the alert was last written is told now.
 */
async function alertParked(ctx: Context): Promise<void> {
  const order = { field: 'receivedAt', direction: 'desc' } as const;
  const failed = await records.query(ctx.store, { equals: { state: 'failed' }, order, limit: NEWEST });
  if (failed.items.length === 0) return;
  const written = {
    'mail-failed': (await alertStates.get(ctx.store, 'mail-failed'))?.data.lastAt ?? 0,
    'send-unknown': (await alertStates.get(ctx.store, 'send-unknown'))?.data.lastAt ?? 0,
  };
  for (const { data } of failed.items) {
    const parked = parkedFor(data);
    if (parked === null || parked.at <= written[parked.cause] || parked.at > ctx.now() - SURELY_WRITTEN_MS) continue;
    ctx.alert(parked.cause, { recordId: data.id });
  }
}

function parkedFor({ timeline }: MailRecord): { cause: 'mail-failed' | 'send-unknown'; at: number } | null {
  const entry = [...timeline].reverse().find(({ what }) => what === 'failed' || what === 'send-unknown');
  return entry ? { cause: entry.what === 'failed' ? 'mail-failed' : 'send-unknown', at: entry.at } : null;
}
