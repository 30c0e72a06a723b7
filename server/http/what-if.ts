import type { z } from 'zod';
import type * as api from '../../shared/api.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { AppError } from '../../shared/errors.ts';
import { categoryOf, LANGUAGES, type Policy, publishedTemplate, shownCategory } from '../../shared/policy.ts';
import { createWhatIf, type Difference, type WhatIf, withChange } from '../../shared/what-if.ts';
import type { Context } from '../mail/context.ts';
import { missingFor } from '../mail/render-reply.ts';
import { records } from '../store/collections.ts';
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
    }
    const { rows, before, after, more, less, ...result } = replay.result();
    const perCategory = together(result.perCategory, words.policy);
    const shown = async (list: Difference) => ({
      ...list,
      mails: await Promise.all(
        list.mails.map(async (mail) => ({
          ...mail,
          // The rows hold no words; of the page that is shown they are read.
          subject: mail.id === '' ? '' : ((await records.get(ctx.store, mail.id))?.data.subject ?? ''),
          category: categoryNamed(mail.category, words),
        })),
      ),
    });
    return {
      at: now,
      asOf: state.through,
      rows,
      before,
      after,
      more: await shown(more),
      less: await shown(less),
      categories: [...perCategory].map(([id, sums]) => ({ ...categoryNamed(id, words), ...sums })),
      lacking: [...perCategory]
        .filter(([, sums]) => sums.after > 0)
        .flatMap(([id]) => lackedBy(words.policy, id, now).map((lack) => ({ category: categoryNamed(id, words), ...lack }))),
    };
  };
}

type Sums = WhatIf['perCategory'];

/** What was merged is told under one name, and so in one line. */
function together(perCategory: Sums, policy: Policy): Sums {
  const shown: Sums = new Map();
  for (const [id, sums] of perCategory) {
    const name = shownCategory(policy, id)?.id ?? id;
    const known = shown.get(name);
    shown.set(
      name,
      known
        ? {
            before: known.before + sums.before,
            after: known.after + sums.after,
            more: known.more + sums.more,
            less: known.less + sums.less,
            corrected: known.corrected + sums.corrected,
          }
        : sums,
    );
  }
  return shown;
}

/** Facts and files that the answer of a category needs and that do not hold now, as a decision of this moment would find. */
function lackedBy(policy: Policy, categoryId: string, now: number) {
  return LANGUAGES.flatMap((language) => {
    const template = publishedTemplate(policy, categoryId, language);
    const missing = template ? missingFor(template, { slots: [] }, policy, now) : [];
    return missing.flatMap(({ kind, name, why }) => (kind === 'fact' ? [{ language, name, why }] : []));
  });
}
