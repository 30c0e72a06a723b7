const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** RFC 5322 §4.3: hours of the named zones; every other letter code means an unknown zone, read as UTC. */
const ZONES: Readonly<Record<string, number>> = {
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  CET: 1,
  MET: 1,
  CEST: 2,
  BST: 1,
};

const DATE =
  /(?:^|[\s,])(\d{1,2})[\s-]+([a-z]{3})[a-z]{0,6}[\s,-]+(\d{2,4})[\s,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:[.,]\d{1,9})?\s*(?:([+-]\d{4}|[+-]\d{2}:\d{2})|([a-z]{1,5}))?/i;

/** A Date header (RFC 5322 §3.3 with the obsolete forms) as ms since the epoch; null when it names no moment. */
export function readDate(value: string): number | null {
  const text = value.slice(0, 200).replace(/\([^()]*\)/g, ' ');
  const match = DATE.exec(text);
  if (!match) return /^\s*\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)\s*$/.test(text) ? finite(Date.parse(text.trim())) : null;
  const [, day, monthName = '', yearText = '', hour, minute, second, offset, zone] = match;
  const month = MONTHS.indexOf(monthName.toLowerCase());
  if (month < 0) return null;
  const short = Number(yearText);
  const year = yearText.length === 2 ? short + (short < 50 ? 2000 : 1900) : yearText.length === 3 ? short + 1900 : short;
  const [d, h, m, s] = [Number(day), Number(hour), Number(minute), Number(second ?? 0)];
  if (d < 1 || d > 31 || h > 24 || m > 59 || s > 60) return null;
  return finite(Date.UTC(year, month, d, h, m, s) - offsetMinutes(offset, zone) * 60_000);
}

function offsetMinutes(offset: string | undefined, zone: string | undefined): number {
  if (offset !== undefined) {
    const digits = offset.replace(':', '');
    return (digits.startsWith('-') ? -1 : 1) * (Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5)));
  }
  return (ZONES[(zone ?? '').toUpperCase()] ?? 0) * 60;
}

function finite(ms: number): number | null {
  return Number.isFinite(ms) ? ms : null;
}
