import * as z from 'zod';
import { day, filter, id, language, named, time } from './basics.ts';

const figure = z.object({ value: z.number().int(), filter });
/** `count`: of how many mails, which `filter` lists. */
const spans = z.object({ medianMs: z.number().nullable(), p90Ms: z.number().nullable(), count: z.number().int(), filter });
/** US dollars by the list prices this version knows, not by the bill; null: not known. */
const usd = z.number().nullable();

/** What became of the mails of some time. */
const part = z.object({
  received: z.number().int(),
  automatic: z.number().int(),
  staff: z.number().int(),
  outside: z.number().int(),
  waiting: z.number().int(),
  /** Handled, neither answered nor waiting. */
  setAside: z.number().int(),
  /** null: nothing was asked, or its price is not known. */
  costUsd: usd,
  filter,
});

export const FiguresQuery = z.object({
  period: z.enum(['day', 'week', 'term']).default('week'),
  category: id.optional(),
  lang: language.optional(),
});
export const FiguresView = z.object({
  at: time,
  /** When the sums were last brought up to date. */
  asOf: time,
  period: z.enum(['day', 'week', 'term']),
  /** First and last day, in the school's time zone. */
  from: day,
  until: day,
  category: id.nullable(),
  received: figure,
  automatic: figure,
  staff: figure,
  outside: figure,
  passedOn: figure,
  routed: figure,
  ignored: figure,
  failed: figure,
  held: figure,
  waiting: figure,
  bounced: figure,
  corrected: figure,
  wrong: figure,
  rehearsed: figure,
  /** What staff sent in place of a suggestion. */
  edited: figure,
  replaced: figure,
  asWas: figure,
  adapted: figure,
  /** Answered or passed on by itself. */
  byItself: figure,
  /** Handled, neither answered nor waiting. */
  setAside: figure,
  /** Of these the share, among all but what was set aside as needing no answer; null of none. */
  automationRate: z.number().nullable(),
  /** Of what still waits, to the hour. */
  waited: spans,
  /** From arrival to the answer, to a tenth. */
  staffTook: spans,
  automaticTook: spans,
  /** From the first sight of a mail to its decision: reading it and, where one is asked, the model. */
  decidedIn: spans,
  /**
   * Of a hosted model; null: none was asked. With a category: of its mails, as far as their calls are known. `perMailUsd`: for each
   * mail received. `unpriced`: calls whose price is not known, not in the cost.
   */
  cost: z.object({ usd, perMailUsd: usd, unpriced: z.number().int() }).nullable(),
  /** Calls of a hosted model, and the tokens it was sent and gave back; null: none was asked, or a category was asked for. */
  model: z.object({ calls: z.number().int(), tokens: z.number().int(), meanMs: z.number().int() }).nullable(),
  days: z.array(part.extend({ day, bounced: z.number().int() })),
  /** Of a single day, the hours up to now; otherwise none. Hours of the school's clock. */
  hours: z.array(part.extend({ hour: z.number().int() })),
  categories: z.array(
    named.extend({
      received: z.number().int(),
      automatic: z.number().int(),
      staff: z.number().int(),
      waiting: z.number().int(),
      corrected: z.number().int(),
      wrong: z.number().int(),
      bounced: z.number().int(),
      costUsd: usd,
      filter,
    }),
  ),
});
