import type { z } from 'zod';
import type * as api from '../../shared/api.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { modeOf } from '../../shared/policy.ts';
import { type Evidence, judge, noEvidence, type Outcome, outcomeOf } from '../../shared/rehearsal.ts';
import type { ReplayRow } from '../../shared/replay.ts';
import type { Context } from '../mail/context.ts';
import { records } from '../store/collections.ts';
import { eachPack, ledgerState } from '../store/ledger.ts';
import { readSettings } from '../store/settings.ts';
import { categoryNamed, readWords, type Words } from './mail-view.ts';
import type { Call } from './route.ts';

type RehearsalCall = Call<z.output<typeof api.RehearsalQuery>, unknown>;

/** For the decision to let a category answer by itself: what would have been sent, beside what staff did. */
export function rehearsalHandler(ctx: Context) {
  return async ({ query, language }: RehearsalCall): Promise<z.input<typeof api.RehearsalView>> => {
    const { category, days, offset, limit } = query;
    const [words, settings, state] = await Promise.all([
      readWords(ctx, language),
      readSettings(ctx.store),
      ledgerState(ctx.store),
    ]);
    const since = ctx.now() - days * DAY_MS;
    const sums = new Map<string, { evidence: Evidence; forwards: number }>();
    // The newest of the category, as many as the page needs.
    const newest: { id: string; outcome: Outcome }[] = [];
    let total = 0;
    for await (const rows of eachPack(ctx.store, since)) {
      for (const row of rows) {
        const outcome = row.receivedAt < since ? null : outcomeOf(row);
        const id = row.decided?.category;
        if (outcome === null || id === undefined) continue;
        const known = sums.get(id) ?? { evidence: noEvidence(), forwards: 0 };
        sums.set(id, known);
        known.evidence.rehearsed += 1;
        known.evidence[outcome] += 1;
        if (isRightForward(row)) known.forwards += 1;
        if (id !== category || row.id === '') continue;
        total += 1;
        newest.push({ id: row.id, outcome });
        if (newest.length > offset + limit) newest.shift();
      }
    }
    const wanted = newest.reverse().slice(offset, offset + limit);
    return {
      at: ctx.now(),
      asOf: state.through,
      items: words.policy.categories
        .filter(({ id, retired }) => sums.has(id) || (!retired && modeOf(settings, id) !== 'never'))
        .map(({ id }) => {
          const { evidence, forwards } = sums.get(id) ?? { evidence: noEvidence(), forwards: 0 };
          return { ...categoryNamed(id, words), mode: modeOf(settings, id), ...evidence, ...judge(evidence, forwards) };
        }),
      mails: await sideBySide(ctx, wanted, words),
      total,
    };
  };
}

function isRightForward({ decided, corrected, became }: ReplayRow): boolean {
  return decided?.rehearsed === 'forward' && became === 'forwarded' && corrected !== true;
}

async function sideBySide(ctx: Context, wanted: readonly { id: string; outcome: Outcome }[], words: Words) {
  const found = await Promise.all(wanted.map(({ id }) => records.get(ctx.store, id)));
  return found.flatMap((stored, n) => {
    const outcome = wanted[n]?.outcome;
    if (!stored || !outcome) return [];
    const { id, receivedAt, subject, decision, categoryId, suggestion, reply } = stored.data;
    const other = decision !== null && decision.categoryId !== categoryId;
    return [
      {
        id,
        receivedAt,
        subject,
        became: outcome,
        recategorised: other ? categoryNamed(categoryId, words) : null,
        // Of another category the first answer is no longer kept.
        wouldHave: other ? null : (suggestion?.text ?? null),
        staffSent: reply && reply.text !== '' ? reply.text : null,
      },
    ];
  });
}
