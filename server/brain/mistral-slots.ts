import { weekdayName } from '../../shared/dates-in-words.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { DAY_PATTERN, dayParts, weekdayOf } from '../../shared/local-time.ts';
import { LANGUAGES, type SlotSpec } from '../../shared/policy.ts';
import type { Slot } from '../../shared/reading.ts';
import type { BrainMail } from './brain.ts';

/**
 * What a model says of slots, held to the mail: a slot stands on words of the mail, and its value on these words. What
 * does not is dropped by name. One slot of each name; a second one that says something else drops both, since a template
 * has room for one.
 */
export function slotsOf(
  said: readonly Slot[],
  specs: readonly SlotSpec[],
  mail: BrainMail,
): { slots: Slot[]; dropped: string[] } {
  const text = folded(`${mail.subject}\n${mail.newText}`);
  const slots: Slot[] = [];
  const dropped = new Set<string>();
  for (const spec of specs) {
    const found = said.filter(({ name }) => name === spec.name);
    const sound = found.flatMap((slot) => (isQuoted(slot.quote, text) ? (valued(slot, spec, mail) ?? []) : []));
    const [first] = sound;
    if (found.length === 0) continue;
    if (first && sound.length === found.length && sound.every(({ value }) => value === first.value)) slots.push(first);
    else dropped.add(spec.name);
  }
  return { slots, dropped: [...dropped] };
}

/** As verifyReading has it: line breaks and runs of blanks are the mail program's. */
function folded(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function isQuoted(quote: string, text: string): boolean {
  return quote.trim() !== '' && text.includes(folded(quote));
}

type Check = (slot: Slot, spec: SlotSpec, mail: BrainMail) => string | null;

function valued(slot: Slot, spec: SlotSpec, mail: BrainMail): Slot | null {
  const value = CHECKS[spec.type](slot, spec, mail);
  return value === null ? null : { name: slot.name, value, quote: slot.quote };
}

/** The value that the words bear out; null where they do not. */
const CHECKS: Readonly<Record<SlotSpec['type'], Check>> = {
  // The words themselves, whatever the model makes of them.
  text: ({ quote }) => folded(quote).slice(0, 80),
  number: ({ value, quote }) => {
    const number = value.trim().replace(',', '.');
    return /^\d{1,9}(?:\.\d{1,2})?$/.test(number) && quote.replace(',', '.').includes(number) ? number : null;
  },
  'student-number': ({ value, quote }) => {
    const number = compact(value);
    return /\d{3}/.test(number) && number.length <= 20 && compact(quote).includes(number) ? number : null;
  },
  choice: ({ value, quote }, { choices }) => {
    if (!choices.some((choice) => choice.value === value)) return null;
    // Words that stand for another choice speak against it; words that stand for none are the model's to judge.
    const words = ` ${plain(quote)} `;
    const meant = choices.filter((choice) => choice.words.some((word) => words.includes(` ${plain(word)} `)));
    return meant.length === 0 || meant.some((choice) => choice.value === value) ? value : null;
  },
  date: ({ value, quote }, _spec, mail) => (isDay(value) && near(value, mail.receivedAt) && fits(value, quote) ? value : null),
};

function compact(text: string): string {
  return text.replace(/[\s.-]/g, '').toUpperCase();
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function isDay(value: string): boolean {
  if (!DAY_PATTERN.test(value)) return false;
  const at = Date.parse(`${value}T00:00:00Z`);
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(value); // not 31 February
}

const NEAR_MS = 400 * DAY_MS;

/** Mail to a school speaks of this year and the next. */
function near(day: string, receivedAt: number): boolean {
  return Math.abs(Date.parse(`${day}T12:00:00Z`) - receivedAt) <= NEAR_MS;
}

const MONTHS = 'jan|fev feb|mar(?!di)|avr apr|mai may|juin jun|juil jul|aou aug|sep|oct|nov|dec'
  .split('|')
  .map((names) => new RegExp(`\\b(?:${names.replace(' ', '|')})`));

/** What the words do say of the day (its number, weekday, month, year) is so of the value: a wrong count is not sent. */
function fits(day: string, quote: string): boolean {
  const words = plain(quote.replace(/\d{1,2}\s?(?:[hH:]|heures?|am|pm)\s?(?:\d{2})?|(?:dans|in)\s+\d+/g, ' '));
  const { year, month, day: date } = dayParts(day);
  const numbers = [...words.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  const agrees = (said: readonly number[], it: number): boolean => said.length === 0 || said.includes(it);
  const weekdays = [0, 1, 2, 3, 4, 5, 6].filter((n) => LANGUAGES.some((l) => words.includes(weekdayName(n, l).toLowerCase())));
  const months = MONTHS.flatMap((name, i) => (name.test(words) ? [i + 1] : []));
  return (
    agrees(
      numbers.filter((n) => n >= 1900 && n <= 2100),
      year,
    ) &&
    agrees(
      numbers.filter((n) => n >= 1 && n <= 31),
      date,
    ) &&
    agrees(months, month) &&
    agrees(weekdays, weekdayOf(day))
  );
}
