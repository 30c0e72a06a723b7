import { DAY_MS } from '../../../shared/durations.ts';
import { dayIn } from '../../../shared/local-time.ts';
import { change, type MailRecord, mayChange, noted } from '../../../shared/record.ts';
import { counters } from '../../store/collections.ts';
import { changeSettings } from '../../store/settings.ts';
import type { Context } from '../context.ts';
import { LABELS, setLabel } from '../labels.ts';
import { type Asked, act } from './act.ts';
import { ofCategories, withdrawAutomatic } from './switch.ts';

/** So many wrong ones in a day, and a category goes back to rehearsal. */
const WRONG_PER_DAY = 2;
const KEPT_MS = 40 * DAY_MS;

/**
 * An automatic reply (or forward) was wrong: it is counted for its category, and the mail is open again for the right
 * answer. The second of a day puts the category back into rehearsal, and what it holds is taken back.
 */
export async function markWrong(ctx: Context, asked: Asked): Promise<MailRecord> {
  let rehearsal = '';
  const record = await act(ctx, 'wrong', asked, async ({ record, settings, policy, actor, now, tx }) => {
    const categoryId = record.decision?.categoryId ?? record.categoryId;
    const day = dayIn(policy.hours.timezone, now);
    const id = `wrong:${day}:${categoryId}`;
    const n = ((await counters.get(tx, id))?.data.n ?? 0) + 1;
    const back = n >= WRONG_PER_DAY && settings.modes[categoryId]?.mode === 'automatic';
    rehearsal = back ? categoryId : '';
    const entry = { at: now, what: 'wrong', by: actor, reasons: ['marked-wrong'] } as const;
    const fields = { wrong: { by: actor, at: now }, replyEffectId: null, forwardEffectId: null };
    const opened = mayChange(record.state, 'suggested')
      ? change(record, 'suggested', entry, fields)
      : noted(record, entry, fields);
    if (back) {
      await changeSettings(tx, settings.revision, (before) => ({
        ...before,
        modes: { ...before.modes, [categoryId]: { mode: 'rehearsal', since: now } },
      }));
    }
    return {
      record: opened,
      detail: { category: categoryId, today: n, rehearsal: back },
      write: (writes) => counters.set(writes, id, { n, expiresAt: now + KEPT_MS }),
    };
  });
  if (rehearsal !== '') await withdrawAutomatic(ctx, ofCategories([rehearsal]), { kind: 'system' });
  await setLabel(ctx, record.id, LABELS.toAnswer);
  return record;
}
