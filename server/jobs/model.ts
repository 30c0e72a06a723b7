import type { ModelHealth } from '../brain/brain.ts';
import type { Context } from '../mail/context.ts';
import { keepModelSums, type ModelCounts, syncModelUsage, type UsageMeter } from '../store/model-usage.ts';
import type { Job } from './jobs.ts';

/** A short outage is the built-in reader's; past this a person is told. */
export const DOWN_MS = 10 * 60_000;

/**
 * Where a hosted model is asked: keeps the day's tokens, times and prices of all processes together and tells when it is down or used up. Both
 * run at every tick in every process (`every: 0`): what they look at is the process's own.
 */
export function modelJobs(
  usage: UsageMeter,
  health: () => ModelHealth,
  counts: ModelCounts | null = null,
): Readonly<Record<string, Job>> {
  const down = { told: false, known: false };
  const budget = { told: false };
  let syncing = false;
  return {
    'model-usage': {
      every: 0,
      async run(ctx) {
        if (syncing) return; // two at once would count the same tokens twice
        syncing = true;
        try {
          await syncModelUsage(ctx.store, usage, ctx.now());
          if (counts) await keepModelSums(ctx.store, counts);
        } finally {
          syncing = false;
        }
      },
    },
    'model-health': {
      every: 0,
      run: async (ctx) => {
        const now = health();
        tellDown(ctx, now, down);
        if (now.overBudget !== budget.told) {
          budget.told = now.overBudget;
          if (now.overBudget) ctx.alert('model-budget');
          else ctx.allClear('model-budget');
        }
      },
    },
  };
}

/** Told at every tick while it lasts: how often people hear of it is for who tells them. Cleared after a start too. */
function tellDown(
  ctx: Context,
  { downSince, lastFailureAt, lastAnswerAt }: ModelHealth,
  down: { told: boolean; known: boolean },
): void {
  if (downSince !== null) {
    if ((lastFailureAt ?? downSince) - downSince < DOWN_MS) return;
    ctx.alert('model-down');
    down.told = true;
  } else if (lastAnswerAt !== null && (down.told || !down.known)) {
    ctx.allClear('model-down');
    down.told = false;
    down.known = true;
  }
}
