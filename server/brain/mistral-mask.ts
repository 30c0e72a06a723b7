/**
 * Numbers that name or pay a person leave the school only as placeholders: phone numbers, bank accounts (IBAN), French
 * social-security numbers (NIR), mail addresses, and any other number of thirteen digits or more (cards, bank details,
 * a NIR or an IBAN with a slip in it). Names stay: without them a mail about a student cannot be read.
 */
export interface Masked {
  /** In the order they were given. */
  texts: string[];
  /** Puts the originals back where their placeholders stand; whatever else looks like one is left alone. */
  restore(text: string): string;
}

type Kind = 'phone' | 'iban' | 'nir' | 'email' | 'number';

const KINDS: readonly Kind[] = ['phone', 'iban', 'nir', 'email', 'number'];

/** Between the groups of a number as people write it: blanks of any kind, dots, dashes, a middle dot. */
const GAP = '[\\s.\\-\\u2010-\\u2015\\u00b7_]';

/** At most 64 characters before the @ and 255 after it (RFC 5321 §4.5.3.1). */
const EMAIL = /[^\s@<>()[\]"',;:]{1,64}@[^\s@<>()[\]"',;:]{0,254}[^\s@<>()[\]"',;:.!?]/gu;
/** ISO 13616: country, two check digits, up to 30 characters; what follows in the text may look like part of it. */
const COUNTRY = `(?:[A-Z]{2}${GAP}?|[A-Za-z]{2})\\d{2}`; // "FR 76", "fr76", but not "du 24"
const IBAN = new RegExp(`(?<![\\p{L}\\p{N}])${COUNTRY}(?:${GAP}{0,2}[A-Za-z0-9]){11,30}`, 'gu');
/** Sex, year, month, department (2A and 2B are Corsica), town, number, and mostly a key of two digits. */
const NIR = new RegExp(
  `(?<!\\d)[1-478]${['\\d{2}', '\\d{2}', '(?:\\d{2}|2[AB])', '\\d{3}', '\\d{3}'].map((group) => `${GAP}{0,3}${group}`).join('')}(?:${GAP}{0,3}(?:/|cl[eé])?${GAP}{0,3}\\d{2})?(?!\\d)`,
  'giu',
);
const SLIPPED = new RegExp(`^${COUNTRY}(?:${GAP}{0,2}\\d{4}){3,7}(?:${GAP}{0,2}[A-Za-z0-9]{1,4}(?![\\p{L}\\p{N}]))?`, 'u');
const GOES_ON = new RegExp(`^(?:${GAP}{0,2}\\d)+`, 'u');
const LONG = new RegExp(`(?<!\\d)\\d(?:${GAP}{0,2}\\d){12,}`, 'gu');
/** +33 (0)6 12 34 56 78, 0044 20 7946 0958; the 00 of 10:00 and 10h00 begins no number. */
const ABROAD = new RegExp(
  `(?:(?<!\\d)\\+|(?<![\\p{L}\\d+:.,])00)${GAP}?\\d(?:[\\s.\\-\\u2010-\\u2015\\u00b7_()/]{0,3}\\d){6,15}(?!\\d)`,
  'gu',
);
const PHONES = [
  // 06 12 34 56 78 in pairs, 0612 345 678 in other groups, 0612345678 and 02079460958 without any
  new RegExp(`(?<!\\d)\\(?0[1-9]\\)?(?:${GAP}{1,3}\\d{2}){4}(?!\\d)`, 'gu'),
  new RegExp(`(?<!\\d)\\(?0[1-9]\\d{0,2}\\)?(?:${GAP}{1,2}\\d{3,4}){2}(?!\\d)`, 'gu'),
  /(?<!\d)0[1-9]\d{8,9}(?!\d)/gu,
  // 06/12/34/56/78 and the like, with one sign all along; no day is written so
  /(?<!\d)0[1-9]\s?([/,:|•*+'’\u00ad])\s?\d{2}(?:\s?\1\s?\d{2}){3}(?!\d)/gu,
  // 0612 34 56 78, 06 12 345 678, and digit by digit
  new RegExp(`(?<!\\d)0[1-9]\\d{2}(?:${GAP}{1,2}\\d{2}){3}(?!\\d)`, 'gu'),
  new RegExp(`(?<!\\d)0[1-9]${GAP}{1,2}\\d{2}(?:${GAP}{1,2}\\d{3}){2}(?!\\d)`, 'gu'),
  new RegExp(`(?<!\\d)0(?:${GAP}{1,2}\\d){9}(?!${GAP}?\\d)`, 'gu'),
  // 33612345678, 33 6 12 34 56 78: from abroad without the +
  new RegExp(`(?<!\\d)33${GAP}?[1-9](?:${GAP}{0,3}\\d{2}){4}(?!\\d)`, 'gu'),
  // 212-555-0123, (212) 555 0123
  new RegExp(`(?<!\\d)\\(?[2-9]\\d{2}\\)?${GAP}{1,2}\\d{3}${GAP}\\d{4}(?!\\d)`, 'gu'),
  // after a word that announces one, whatever its form
  /(?<=(?:t[eé]l(?:[eé]phone)?|phone|mobile|portable|cell|gsm|fax|whatsapp|num[eé]ro de t[eé]l[eé]phone)\.?\s{0,2}[:=]?\s{0,3})\+?\d(?:[\s.\-()/]{0,3}\d){5,14}(?!\d)/giu,
];

export function mask(texts: readonly string[]): Masked {
  const open = openingFor(texts);
  const originals = new Map<string, string>();
  const placeholders = new Map<string, string>();
  const counts: Record<Kind, number> = { phone: 0, iban: 0, nir: 0, email: 0, number: 0 };
  const hide = (kind: Kind, original: string): string => {
    const key = `${kind} ${original}`;
    const known = placeholders.get(key);
    if (known) return known;
    counts[kind]++;
    const placeholder = `${open}${kind}-${counts[kind]}]`;
    placeholders.set(key, placeholder);
    originals.set(placeholder, original);
    return placeholder;
  };
  const masked = texts.map((text) => maskOne(text, hide));
  const standing = new RegExp(`${escaped(open)}(?:${KINDS.join('|')})-\\d+\\]`, 'g');
  return { texts: masked, restore: (text) => text.replace(standing, (found) => originals.get(found) ?? found) };
}

/** A mail that already holds what looks like a placeholder gets another kind of them: each must stand for one thing. */
function openingFor(texts: readonly string[]): string {
  for (let n = 0; ; n++) {
    const open = n === 0 ? '[' : `[${n}:`;
    if (!texts.some((text) => KINDS.some((kind) => text.includes(`${open}${kind}-`)))) return open;
  }
}

/** What is hidden of a match, from its beginning; null: it is none after all. */
type Judge = (found: string) => { kind: Kind; length: number } | null;

const all =
  (kind: Kind): Judge =>
  (found) => ({ kind, length: found.length });

/** In this order: what is surer first, and no later pattern reads on in what is hidden. */
const PASSES: readonly (readonly [RegExp, Judge])[] = [
  [EMAIL, all('email')],
  [IBAN, judgeIban],
  [NIR, (found) => ({ kind: isNir(found) ? 'nir' : 'number', length: found.length })],
  [ABROAD, all('phone')],
  [LONG, all('number')],
  ...PHONES.map((pattern) => [pattern, all('phone')] as const),
];

/** Even places are text still to be looked at, odd ones are hidden. */
function maskOne(text: string, hide: (kind: Kind, original: string) => string): string {
  let parts = [text];
  for (const [pattern, judge] of PASSES) {
    parts = parts.flatMap((part, i) => (i % 2 === 1 ? [part] : cut(part, pattern, judge, hide)));
  }
  return parts.join('');
}

function cut(text: string, pattern: RegExp, judge: Judge, hide: (kind: Kind, original: string) => string): string[] {
  const parts: string[] = [];
  let from = 0;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const judged = judge(match[0]);
    // What it is none of may still begin inside the match.
    pattern.lastIndex = match.index + (judged ? judged.length : 1);
    if (!judged) continue;
    parts.push(text.slice(from, match.index), hide(judged.kind, text.slice(match.index, pattern.lastIndex)));
    from = pattern.lastIndex;
  }
  return [...parts, text.slice(from)];
}

/**
 * As long as the country's accounts are where the check digits hold, with digits that go on; else what has the shape of one
 * with a slip in it. Of other countries digits in a row are hidden as a long number.
 */
function judgeIban(found: string): ReturnType<Judge> {
  const ends = [...found.matchAll(/[A-Za-z0-9]/g)].map(({ index }) => index + 1);
  const end = ends[(LENGTHS.get(found.slice(0, 2).toUpperCase()) ?? 0) - 1];
  if (end !== undefined && isIban(found.slice(0, end).replace(/[^A-Za-z0-9]/g, ''))) {
    return { kind: 'iban', length: end + (GOES_ON.exec(found.slice(end))?.[0].length ?? 0) };
  }
  const shaped = SLIPPED.exec(found);
  return shaped && { kind: 'iban', length: shaped[0].length };
}

/** Characters of an account number per country: SWIFT's IBAN registry, Europe and where students of French schools come from. */
const LENGTHS: ReadonlyMap<string, number> = new Map(
  `AD24 AT20 BE16 BG22 CH21 CI28 CM27 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FR27 GB22 GI23 GR27 HR21 HU28 IE22 IS26 IT27 LB28 LI21
  LT20 LU20 LV21 MA28 MC27 MT31 MU30 NL18 NO15 PL28 PT25 RO24 SE24 SI19 SK24 SM27 SN28 TN24 TR26 VA22`
    .split(/\s+/)
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** ISO 7064, modulus 97-10. */
export function isIban(compact: string): boolean {
  if (!/^[A-Za-z]{2}\d{2}[A-Za-z0-9]{11,30}$/.test(compact)) return false;
  const turned = `${compact.slice(4)}${compact.slice(0, 4)}`.toUpperCase();
  return remainder([...turned].map((c) => (/\d/.test(c) ? c : String(c.charCodeAt(0) - 55))).join('')) === 1;
}

/** The key is what is missing to a multiple of 97; 2A counts as 19 and 2B as 18 (INSEE). Without a key the shape decides. */
export function isNir(found: string): boolean {
  const compact = found.replace(/[^0-9AB]/gi, '').toUpperCase();
  const number = compact.slice(0, 13).replace('2A', '19').replace('2B', '18');
  if (!/^\d{13}$/.test(number)) return false;
  return compact.length === 13 || Number(compact.slice(13)) === 97 - remainder(number);
}

function remainder(digits: string): number {
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
