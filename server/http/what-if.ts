import { setImmediate } from 'node:timers/promises';
import type { z } from 'zod';
import type * as api from '../../shared/api.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { AppError } from '../../shared/errors.ts';
import { categoryOf } from '../../shared/policy.ts';
import { createWhatIf, type Difference, withChange } from '../../shared/what-if.ts';
import type { Context } from '../mail/context.ts';
import { eachPack, ledgerState } from '../store/ledger.ts';
import { readSettings } from '../store/settings.ts';
import { categoryNamed, readWords } from './mail-view.ts';
import type { Call } from './route.ts';

type WhatIfCall = Call<unknown, z.output<typeof api.WhatIfBody>>;

/**
 * What a change of the switches would have done to the mails of the last days: `decide` itself, on what it decided on then, a
 * pack of rows at a time. No model is asked, and nothing is changed.
 */
export function whatIfHandler(ctx: Context) {
  return async ({ body, language }: WhatIfCall): Promise<z.input<typeof api.WhatIfView>> => {
    const { change, days, offset, limit } = body;
    const [words, settings, state] = await Promise.all([
      readWords(ctx, language),
      readSettings(ctx.store),
      ledgerState(ctx.store),
    ]);
    for (const id of [...Object.keys(change.modes ?? {}), ...Object.keys(change.thresholdPerCategory ?? {})]) {
      if (!categoryOf(words.policy, id)) throw new AppError('invalid', 'One of the categories does not exist.');
    }
    const now = ctx.now();
    const since = now - days * DAY_MS;
    const replay = createWhatIf(settings, withChange(settings, change, now), { offset, limit });
    for await (const rows of eachPack(ctx.store, since)) {
      for (const row of rows) if (row.receivedAt >= since) replay.add(row);
      // A pack takes some milliseconds: others have their turn in between.
      await setImmediate();
    }
    const { rows, before, after, more, less, perCategory } = replay.result();
    const shown = (list: Difference) => ({
      ...list,
      mails: list.mails.map((mail) => ({ ...mail, category: categoryNamed(mail.category, words) })),
    });
    return {
      at: now,
      asOf: state.through,
      rows,
      before,
      after,
      more: shown(more),
      less: shown(less),
      categories: [...perCategory].map(([id, sums]) => ({ ...categoryNamed(id, words), ...sums })),
    };
  };
}
