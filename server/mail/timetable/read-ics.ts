import ICAL from 'ical.js';
import { addDays, type Day, dayIn, instantOf, isTimezone, minutesIn } from '../../../shared/local-time.ts';
import type { FactRow } from '../../../shared/policy.ts';
import { calendarOfZones } from './ics-zones.ts';
import type { Reading } from './read-timetable.ts';
import { MAX_ROWS, type Refusal, type RefusalCode, type Understood } from './understood.ts';

type Row = Omit<FactRow, 'label'>;

/** Where a repeating event ends to be looked at, when neither it nor the fact has an end. */
const HORIZON_DAYS = 400;
/** Repetitions looked at of all events together: one that began long ago comes to the period at last. */
const MAX_STEPS = 20_000;
const MAX_EVENTS = 2_000;
/** Rows of all events together, before what says the same is left out: one event of years has a day for each. */
const MAX_MADE = 20_000;
/** Days named one by one that an event is at, or is not. */
const MAX_DAYS = 1_000;
/** Years in which an event may begin: the library works a zone out up to the year it is asked about. */
const [FIRST_YEAR, LAST_YEAR] = [1900, 2200];
const MAX_LABEL = 200;

/**
 * The events of a calendar. Each is read by itself, so that one that cannot be read keeps none of the others out. Times are
 * told in the school's zone; one without a zone is taken for the school's (RFC 5545, 3.3.5: the reader's own).
 */
export function readIcs(text: string, reading: Omit<Reading, 'name' | 'bytes'>): Understood {
  const lines = text.split(/\r\n|\n|\r/);
  const blocks = blocksOf(lines, 'VEVENT');
  if (!/^\s*BEGIN:VCALENDAR/i.test(text) || blocks.length === 0)
    return { rows: [], refused: [{ line: 1, code: 'unreadable', what: '' }] };
  const calendar = calendarOfZones(blocksOf(lines, 'VTIMEZONE'));
  const left = { steps: MAX_STEPS, rows: MAX_MADE };
  const rows: Understood['rows'] = [];
  const refused: Refusal[] = [];
  const events = blocks.slice(0, MAX_EVENTS).map((block) => ({ line: block.line, event: eventOf(block.lines, calendar) }));
  const [surplus] = blocks.slice(MAX_EVENTS);
  if (surplus) refused.push({ line: surplus.line, code: 'too-many', what: '' });
  const replaced = replacedDays(events);
  for (const { line, event } of events) {
    const found = event === null ? refusal('unreadable') : rowsOf(event, reading, replaced, left);
    if (Array.isArray(found)) rows.push(...found.map((row) => ({ ...row, label: labelOf(event), line })));
    else refused.push({ ...found, line });
  }
  return { rows, refused };
}

function blocksOf(lines: readonly string[], name: string): { line: number; lines: string[] }[] {
  const blocks: { line: number; lines: string[] }[] = [];
  let open: { line: number; lines: string[] } | null = null;
  lines.forEach((text, i) => {
    const plain = text.trim().toUpperCase();
    if (plain === `BEGIN:${name}`) open = { line: i + 1, lines: [] };
    open?.lines.push(text);
    if (plain === `END:${name}` && open) {
      blocks.push(open);
      open = null;
    }
  });
  return blocks;
}

/** `calendar` knows the zones. */
function eventOf(lines: readonly string[], calendar: ICAL.Component): ICAL.Event | null {
  try {
    const file = ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR'].join('\r\n');
    const found = new ICAL.Component(ICAL.parse(file)).getFirstSubcomponent('vevent');
    const event = found ? new ICAL.Event(new ICAL.Component(found.jCal, calendar)) : null;
    return event?.startDate ? event : null;
  } catch (error) {
    // The library throws errors of its own for what is no calendar, and plain ones for what it did not expect.
    if (error instanceof Error) return null;
    throw error;
  }
}

/** What an event of its own takes the place of in a repeating one, by the event's id. */
function replacedDays(events: readonly { event: ICAL.Event | null }[]): ReadonlySet<string> {
  return new Set(events.flatMap(({ event }) => (event?.recurrenceId ? [`${event.uid} ${event.recurrenceId.toString()}`] : [])));
}

function refusal(code: RefusalCode, what = ''): Omit<Refusal, 'line'> {
  return { code, what };
}

/** What may still be looked at of a file. */
interface Left {
  steps: number;
  rows: number;
}

function rowsOf(
  event: ICAL.Event,
  reading: Omit<Reading, 'name' | 'bytes'>,
  replaced: ReadonlySet<string>,
  left: Left,
): Row[] | Omit<Refusal, 'line'> {
  if (String(event.component.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED') return refusal('cancelled');
  if ((event.summary ?? '').trim() === '' && reading.kind === 'table') return refusal('no-label');
  if (!mayRepeat(event.component)) return refusal('repetition');
  const zone = zoneOf(event);
  if (zone === null) return refusal('unknown-zone', String(event.component.getFirstProperty('dtstart')?.getParameter('tzid')));
  const first = reading.validFrom ?? reading.today;
  const last = reading.validUntil ?? addDays(first, HORIZON_DAYS);
  const wall = (time: ICAL.Time): Wall => wallOf(time, zone, reading.timezone);
  const { year } = event.startDate;
  if (year < FIRST_YEAR || year > LAST_YEAR) return refusal('out-of-period', wallOf(event.startDate, FLOATING, '').day);
  if (left.rows <= 0) return refusal('too-many');
  try {
    const starts = event.isRecurring() ? repetitions(event, replaced, (time) => wall(time).day, last, left) : [event.startDate];
    const length = event.duration;
    const all: Row[] = [];
    for (const start of starts) {
      const end = start.clone();
      end.addDuration(length);
      const days = daysOf(wall(start), wall(end));
      all.push(...days);
      // A repetition outside the period counts as a step alone, unless it lasts for days.
      left.rows -= days.length - 1;
      if (left.rows <= 0) break;
    }
    const inside = event.isRecurring() ? all.filter(({ day }) => (day ?? '') >= first && (day ?? '') <= last) : all;
    left.rows -= inside.length;
    return inside.length > 0 ? inside : refusal('out-of-period', all[0]?.day ?? wall(event.startDate).day);
  } catch (error) {
    if (error instanceof Error) return refusal('unreadable');
    throw error;
  }
}

function repetitions(
  event: ICAL.Event,
  replaced: ReadonlySet<string>,
  dayOf: (time: ICAL.Time) => Day,
  last: Day,
  left: Left,
): ICAL.Time[] {
  const found: ICAL.Time[] = [];
  const iterator = event.iterator();
  for (; left.steps > 0; left.steps--) {
    const time = iterator.next();
    if (!time || dayOf(time) > last) break;
    if (!replaced.has(`${event.uid} ${time.toString()}`)) found.push(time);
  }
  return found;
}

/** One rule at most (RFC 5545, 3.8.5.3), and not too many days beside it. */
function mayRepeat(component: ICAL.Component): boolean {
  const rules = component.getAllProperties('rrule');
  const named = ['rdate', 'exdate'].flatMap((name) => component.getAllProperties(name));
  const days = named.reduce((sum, property) => sum + property.jCal.length, 0);
  return rules.length <= 1 && days <= MAX_DAYS && rules.every((rule) => isUnderstood(rule.getFirstValue()));
}

const ORDINAL = /^([+-]?[1-4])?(?:MO|TU|WE|TH|FR|SA|SU)$/;
const PLAIN_DAY = /^(?:MO|TU|WE|TH|FR|SA|SU)$/;

/**
 * Whether a rule is one of those that timetables have. The library looks without end for the next day of a rule that has none
 * (FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30), so only rules pass of which each month, or each week, has a day.
 */
function isUnderstood(rule: unknown): boolean {
  if (!(rule instanceof ICAL.Recur) || rule.interval < 1 || rule.interval > 1_000) return false;
  const { BYDAY = [], BYMONTHDAY = [], ...others } = rule.parts;
  if (Object.keys(others).length > 0 || (BYDAY.length > 0 && BYMONTHDAY.length > 0)) return false;
  const plain = BYDAY.every((day: unknown) => PLAIN_DAY.test(String(day)));
  switch (rule.freq) {
    case 'DAILY':
      return BYMONTHDAY.length === 0 && plain && (BYDAY.length === 0 || rule.interval === 1);
    case 'WEEKLY':
      return BYMONTHDAY.length === 0 && plain;
    case 'MONTHLY': {
      const days = BYMONTHDAY.every((day: unknown) => Math.abs(Number(day)) >= 1 && Math.abs(Number(day)) <= 28);
      return days && BYDAY.every((day: unknown) => ORDINAL.test(String(day)));
    }
    case 'YEARLY':
      return BYDAY.length + BYMONTHDAY.length === 0;
    default:
      return false;
  }
}

/** How the event's times are to be read: UTC, a zone by its name or as the file describes it, or the school's clock. */
type Zone = { kind: 'utc' | 'floating' | 'described' } | { kind: 'named'; name: string };
const FLOATING = { kind: 'floating' } as const;

function zoneOf(event: ICAL.Event): Zone | null {
  const { zone } = event.startDate;
  if (zone === ICAL.Timezone.utcTimezone) return { kind: 'utc' };
  const named = event.component.getFirstProperty('dtstart')?.getParameter('tzid');
  if (typeof named !== 'string') return { kind: 'floating' };
  const name = named.replace(/^\/.*?\/(?=\w+\/\w+$)/, '');
  if (name.includes('/') && isTimezone(name)) return { kind: 'named', name };
  return zone?.tzid === named ? { kind: 'described' } : null;
}

/** `minutes` null: the whole day. */
interface Wall {
  day: Day;
  minutes: number | null;
}

function wallOf(time: ICAL.Time, zone: Zone, school: string): Wall {
  const two = (n: number): string => String(n).padStart(2, '0');
  const day = `${String(time.year).padStart(4, '0')}-${two(time.month)}-${two(time.day)}`;
  if (time.isDate) return { day, minutes: null };
  const minutes = time.hour * 60 + time.minute;
  if (zone.kind === 'floating' || (zone.kind === 'named' && zone.name === school)) return { day, minutes };
  const at =
    zone.kind === 'described' ? time.toUnixTime() * 1000 : instantOf(zone.kind === 'named' ? zone.name : 'UTC', day, minutes);
  return { day: dayIn(school, at), minutes: minutesIn(school, at) };
}

/** A row a day for whole days (their end is not part of them); hours that run past midnight are told without an end. */
function daysOf(start: Wall, end: Wall): Row[] {
  if (start.minutes === null) {
    const days: Row[] = [];
    for (let day = start.day; day < end.day || day === start.day; day = addDays(day, 1)) {
      days.push({ day, weekday: null, from: null, until: null });
      if (days.length > MAX_ROWS) break;
    }
    return days;
  }
  const sameDay = end.day === start.day && (end.minutes ?? 0) > start.minutes;
  return [{ day: start.day, weekday: null, from: clock(start.minutes), until: sameDay ? clock(end.minutes ?? 0) : null }];
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** A calendar has one language: both are given what it says. */
function labelOf(event: ICAL.Event | null): FactRow['label'] {
  const words = (event?.summary ?? '').replace(/\s+/g, ' ').trim().slice(0, MAX_LABEL);
  return { fr: words, en: words };
}
