import type { Request, Response } from 'express';
import { AppError } from '../../shared/errors.ts';
import { readMailbox } from '../mail/check-mailbox.ts';
import type { HttpDeps } from './deps.ts';
import type { Call } from './route.ts';

/** What operations ask for: is it alive, can it work, what are its figures; and what the scheduler starts. */
export function operationsHandlers({ ctx, jobs, registry, version, wake }: HttpDeps) {
  return {
    health: async () => ({ status: 'ok' as const, version }),

    /** 503 only while the store cannot be written to: without its mailbox the server still answers staff. */
    ready: async (_req: Request, res: Response): Promise<void> => {
      const [store, mailbox] = await Promise.all([storeState(), mailboxState()]);
      const status = store !== 'ok' ? 'unready' : mailbox === 'ok' ? 'ready' : 'degraded';
      res.status(status === 'unready' ? 503 : 200).json({ status, store, mailbox, brain: ctx.brain.name });
    },

    metrics: async (_req: Request, res: Response): Promise<void> => {
      res.type(registry.contentType).send(await registry.metrics());
    },

    tick: async (_req: Request, res: Response): Promise<void> => {
      await jobs.tick();
      await wake.settled();
      res.status(204).end();
    },

    job: async ({ params }: Call<unknown, unknown>) => {
      const name = params.name ?? '';
      if (!jobs.names.includes(name)) throw new AppError('not-found', 'There is no job of that name.');
      return { job: name, result: (await jobs.run(name)) ?? null };
    },
  };

  async function storeState(): Promise<'ok' | 'unavailable'> {
    try {
      await ctx.store.ping();
      return 'ok';
    } catch (error) {
      ctx.log.warn({ step: 'ready', error }, 'the store cannot be written to');
      return 'unavailable';
    }
  }

  async function mailboxState(): Promise<'ok' | 'reauthorise' | 'unknown'> {
    try {
      const state = await readMailbox(ctx.store);
      if (state.reauthorise) return 'reauthorise';
      return state.cursor === null ? 'unknown' : 'ok';
    } catch {
      // The store's own state tells why.
      return 'unknown';
    }
  }
}
