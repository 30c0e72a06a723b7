import { fold } from './text.ts';

/** A day found in a text, with the words it stands on. */
export interface FoundDate {
  /** YYYY-MM-DD. */
  day: string;
  quote: string;
  /** Where the quote begins in the text. */
  at: number;
}

const MONTHS =
  'janvier|january|janv|jan fevrier|february|fevr|fev|feb mars|march|mar avril|april|avr|apr mai|may juin|june|jun juillet|july|juil|jul aout|august|aug septembre|september|sept|sep octobre|october|oct novembre|november|nov decembre|december|dec';
const MONTH_OF = new Map(MONTHS.split(' ').flatMap((names, i) => names.split('|').map((name) => [name, i + 1] as const)));
const MONTH = [...MONTH_OF.keys()].sort((a, b) => b.length - a.length).join('|');

const WEEKDAYS = 'dimanche|sunday lundi|monday mardi|tuesday mercredi|wednesday jeudi|thursday vendredi|friday samedi|saturday';
const WEEKDAY_OF = new Map(WEEKDAYS.split(' ').flatMap((names, i) => names.split('|').map((name) => [name, i] as const)));
const WEEKDAY = [...WEEKDAY_OF.keys()].join('|');

const NEAR: readonly (readonly [string, number])[] = [
  ['apres[- ]demain|(?:the )?day after tomorrow', 2],
  ['avant[- ]hier|(?:the )?day before yesterday', -2],
  ["aujourd'?hui|today|ce matin|cet apres[- ]midi|ce soir|cette apres[- ]midi|this (?:morning|afternoon|evening)|tonight", 0],
  ['demain|tomorrow', 1],
  ['hier|yesterday', -1],
];

type Reader = (match: RegExpMatchArray, today: Date) => Date | null;

/** In this order: a longer form is taken before the part of it that is a date of its own. */
const FORMS: readonly (readonly [RegExp, Reader])[] = [
  [/\b(\d{4})-(\d{2})-(\d{2})\b/g, (m) => dayOf(Number(m[1]), Number(m[2]), Number(m[3]))],
  // Day first, as in Europe; the month first only where it cannot be otherwise.
  [
    /\b(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?\b(?![/.]\d|\s?(?:€|%|eur))/g,
    (m, today) => {
      const [first, second] = [Number(m[1]), Number(m[2])];
      const [day, month] = second > 12 ? [second, first] : [first, second];
      return m[3] === undefined ? nearest(month, day, today) : dayOf(yearOf(m[3]), month, day);
    },
  ],
  [
    new RegExp(`\\b(\\d{1,2})(?:er|st|nd|rd|th)?(?: of)? (${MONTH})\\b\\.?(?:,? (\\d{4}))?`, 'g'),
    (m, today) => inMonth(m[2], Number(m[1]), m[3], today),
  ],
  [
    new RegExp(`\\b(${MONTH})\\.? (?:the )?(\\d{1,2})(?:st|nd|rd|th)?\\b(?:,? (\\d{4}))?(?! ?(?:h\\b|heures|:|am|pm))`, 'g'),
    (m, today) => inMonth(m[1], Number(m[2]), m[3], today),
  ],
  ...NEAR.map(
    ([words, days]) => [new RegExp(`\\b(?:${words})\\b`, 'g'), (_: RegExpMatchArray, today: Date) => plus(today, days)] as const,
  ),
  [
    /\b(?:dans|in) (\d{1,2}|un|une|a|deux|two|trois|three) (jours?|days?|semaines?|weeks?)\b/g,
    (m, today) => plus(today, (NUMBER[m[1] ?? ''] ?? Number(m[1])) * (/^[sw]/.test(m[2] ?? '') ? 7 : 1)),
  ],
  [
    new RegExp(`\\b(?:(next|this|last|past) )?(${WEEKDAY})(?: (prochain|qui vient|dernier|passe))?\\b(?!s)`, 'g'),
    (m, today) => onWeekday(WEEKDAY_OF.get(m[2] ?? '') ?? 0, /last|past|dernier|passe/.test(`${m[1] ?? ''}${m[3] ?? ''}`), today),
  ],
  [
    new RegExp(
      `\\b(?:le|du|au|the|on the|from the) (\\d{1,2})(?:er|st|nd|rd|th)?\\b(?!(?: of)? ?(?:h\\b|h\\d|heures|:|€|%|eur|eme|ans|rue|[/.,]\\d|(?:${MONTH})\\b))`,
      'g',
    ),
    (m, today) => nextDayOfMonth(Number(m[1]), today),
  ],
];

const NUMBER: Readonly<Record<string, number>> = { un: 1, une: 1, a: 1, deux: 2, two: 2, trois: 3, three: 3 };
const MOST = 12;

/**
 * Dates in French and English, in the order they stand. `today` is the day the mail came (YYYY-MM-DD): dates without a
 * year are the nearest that makes sense, weekdays the coming ones.
 */
export function findDates(text: string, today: string): FoundDate[] {
  const { folded, at } = foldWithPositions(text);
  const base = new Date(`${today}T12:00:00Z`);
  const found: { from: number; to: number; day: string }[] = [];
  for (const [form, read] of FORMS) {
    for (const match of folded.matchAll(form)) {
      const from = match.index;
      const to = from + match[0].length;
      if (found.some((other) => from < other.to && to > other.from)) continue;
      const date = read(match, base);
      if (date && found.length < MOST) found.push({ from, to, day: date.toISOString().slice(0, 10) });
    }
  }
  return found
    .sort((a, b) => a.from - b.from)
    .map(({ from, to, day }) => ({ day, at: at[from] ?? 0, quote: text.slice(at[from] ?? 0, at[to] ?? text.length).trim() }));
}

/** Folds character by character, so that what is found can be quoted as it was written. */
export function foldWithPositions(text: string): { folded: string; at: number[] } {
  const at: number[] = [];
  let folded = '';
  let position = 0;
  for (const character of text) {
    const plain = /\s/.test(character) ? ' ' : fold(character);
    for (let i = 0; i < plain.length; i++) at.push(position);
    folded += plain;
    position += character.length;
  }
  at.push(position);
  return { folded, at };
}

function dayOf(year: number, month: number, day: number): Date | null {
  const date = new Date(Date.UTC(year, month - 1, day, 12));
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1900 && year <= 2199;
  return real ? date : null;
}

function yearOf(digits: string): number {
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}

function inMonth(name: string | undefined, day: number, year: string | undefined, today: Date): Date | null {
  const month = MONTH_OF.get(name ?? '');
  if (month === undefined) return null;
  return year === undefined ? nearest(month, day, today) : dayOf(Number(year), month, day);
}

/** Mails speak of the recent past and of the months to come. */
const PAST_DAYS = 60;

function nearest(month: number, day: number, today: Date): Date | null {
  const year = today.getUTCFullYear();
  const earliest = plus(today, -PAST_DAYS).getTime();
  for (const candidate of [year - 1, year, year + 1]) {
    const date = dayOf(candidate, month, day);
    if (date && date.getTime() >= earliest) return date;
  }
  return null;
}

function nextDayOfMonth(day: number, today: Date): Date | null {
  if (day < 1 || day > 31) return null;
  for (let ahead = 0; ahead < 3; ahead++) {
    const first = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + ahead, 1));
    const date = dayOf(first.getUTCFullYear(), first.getUTCMonth() + 1, day);
    // A few days back is still what is meant: "absent since the 3rd".
    if (date && date.getTime() >= plus(today, -7).getTime()) return date;
  }
  return null;
}

function onWeekday(weekday: number, past: boolean, today: Date): Date {
  const ahead = (weekday - today.getUTCDay() + 7) % 7 || 7;
  return plus(today, past ? ahead - 7 - (ahead === 7 ? 7 : 0) : ahead);
}

function plus(date: Date, days: number): Date {
  return new Date(date.getTime() + days * 86_400_000);
}
