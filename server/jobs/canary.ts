import { LOOK_EVERY_MS } from '../../shared/canary.ts';
import { tendCanaries } from '../mail/canary.ts';
import type { Job } from './jobs.ts';

/** `heartbeat`: called after each canary that was seen; null: nobody listens. */
export function canaryJobs(heartbeat: (() => Promise<void>) | null): Readonly<Record<string, Job>> {
  return { canary: { every: LOOK_EVERY_MS, run: (ctx) => tendCanaries(ctx, heartbeat) } };
}
