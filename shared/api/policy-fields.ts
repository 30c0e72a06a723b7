import * as z from 'zod';
import { isDay, isTimezone } from '../local-time.ts';
import { minutesOf } from '../opening-hours.ts';
import { FACT_KINDS, HANDLINGS, SLOT_TYPES, WEEKDAYS } from '../policy.ts';
import { language } from './basics.ts';

/**
 * What a policy's parts may hold, the same for what admins change and for a pack (server/pack/format.ts): what is saved can be
 * exported, and what is imported can be edited. The sentences of what is expected have their French in the pack's reader.
 */

export const text = (max: number) => z.string().max(max);
export const both = (max: number) => z.strictObject({ fr: text(max), en: text(max) });
/** The id of a category or a person. Modes, thresholds and sums stand by it in objects, each of which has a `constructor`. */
export const word = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'lower-case words with hyphens')
  .max(60)
  .refine((id) => !(id in {}), 'another word: this one is taken');
/** The name of a fact or a slot, as templates write it. */
export const key = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]*$/, 'letters, digits, hyphens')
  .max(60);
export const day = z.string().refine(isDay, 'a day as YYYY-MM-DD');
const clock = z.string().refine((value) => minutesOf(value) !== null, 'a time as HH:MM');
export const days = z.strictObject({ from: day, until: day });

const slot = z.strictObject({
  name: key,
  label: both(100),
  type: z.enum(SLOT_TYPES),
  required: z.boolean().default(false),
  choices: z
    .array(z.strictObject({ value: text(100), words: z.array(text(100)).max(100) }))
    .max(100)
    .default([]),
});
export const categoryFields = {
  name: both(100),
  description: both(1_000),
  examples: z.strictObject({ fr: z.array(text(5_000)).max(500), en: z.array(text(5_000)).max(500) }),
  slots: z.array(slot).max(20),
  personId: word.nullable(),
  handling: z.enum(HANDLINGS),
};

/** A body beyond this is refused as a template, too. */
export const templateFields = { subject: text(1_000), body: text(10_000) };

export const personFields = {
  name: text(100),
  function: both(100),
  absences: z.array(days.extend({ standInId: word.nullable().default(null) })).max(100),
};

const row = z.strictObject({
  label: both(200).default({ fr: '', en: '' }),
  weekday: z.enum(WEEKDAYS).nullable().default(null),
  day: day.nullable().default(null),
  from: clock.nullable().default(null),
  until: clock.nullable().default(null),
});
export const factFields = {
  key,
  kind: z.enum(FACT_KINDS),
  label: both(100),
  value: both(3_000).default({ fr: '', en: '' }),
  dates: z.array(day).max(400).default([]),
  rows: z.array(row).max(400),
};

export const stretches = z.array(z.tuple([clock, clock])).max(10);
export const closure = days.extend({ name: both(100) });
export const timezone = z.string().refine(isTimezone, 'an IANA time zone such as Europe/Paris');
export const organisationFields = { name: both(200), language, humanContact: both(500) };
