import ICAL from 'ical.js';

/** Of one zone: programs write two rules, or its history in a few hundred lines (of a zone whose name is enough to know it). */
const MAX_LINES = 500;
const MAX_RULES = 8;
/** A file of one school describes one or two. */
const MAX_ZONES = 5;
/** Exchange's rules begin in 1601: the library goes through every year from there on. */
const FIRST_YEAR = 1600;

/**
 * The zones that a calendar describes, in a calendar of their own that its events are read in: so each is worked out once. One
 * that cannot be read is left out, and so is one with rules that no zone has: the library follows each rule to its end.
 */
export function calendarOfZones(blocks: readonly { lines: readonly string[] }[]): ICAL.Component {
  const calendar = new ICAL.Component('vcalendar');
  for (const { lines } of blocks.filter((block) => block.lines.length <= MAX_LINES).slice(0, MAX_ZONES)) {
    const zone = zoneOf(lines);
    if (zone) calendar.addSubcomponent(zone);
  }
  return calendar;
}

function zoneOf(lines: readonly string[]): ICAL.Component | null {
  try {
    const file = ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR'].join('\r\n');
    const zone = new ICAL.Component(ICAL.parse(file)).getFirstSubcomponent('vtimezone');
    return zone?.hasProperty('tzid') && isUnderstood(zone) ? zone : null;
  } catch (error) {
    // As of events: errors of the library's own, and plain ones for what it did not expect.
    if (error instanceof Error) return null;
    throw error;
  }
}

function isUnderstood(zone: ICAL.Component): boolean {
  const parts = zone.getAllSubcomponents();
  const rules = parts.flatMap((part) => part.getAllProperties('rrule'));
  const begins = parts.flatMap((part) => part.getAllProperties('dtstart')).map((property) => property.getFirstValue());
  return (
    rules.length <= MAX_RULES &&
    rules.every((rule) => isYearly(rule.getFirstValue())) &&
    begins.every((begin) => begin instanceof ICAL.Time && begin.year >= FIRST_YEAR)
  );
}

/** One day a year, as clocks are changed (RFC 5545, 3.6.5), which every year has. */
function isYearly(rule: unknown): boolean {
  if (!(rule instanceof ICAL.Recur) || rule.freq !== 'YEARLY' || rule.interval !== 1) return false;
  const { BYMONTH = [], BYDAY = [], BYMONTHDAY = [], ...others } = rule.parts;
  const [month] = BYMONTH.map(Number);
  if (Object.keys(others).length > 0 || BYMONTH.length !== 1 || month === undefined || month < 1 || month > 12) return false;
  return (
    BYDAY.length + BYMONTHDAY.length === 1 &&
    BYDAY.every((day: unknown) => /^[+-]?[1-4](?:MO|TU|WE|TH|FR|SA|SU)$/.test(String(day))) &&
    BYMONTHDAY.every((day: unknown) => Number(day) >= 1 && Number(day) <= 28)
  );
}
