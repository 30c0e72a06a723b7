import type { SlotSpec } from '../../../shared/policy.ts';
import type { Slot } from '../../../shared/reading.ts';
import { findDates, foldWithPositions } from './dates.ts';
import { fold } from './text.ts';

export interface SlotSource {
  /** The sender's own words, bounded. */
  body: string;
  subject: string;
  /** The day the mail came, YYYY-MM-DD. */
  today: string;
}

interface Found {
  value: string;
  quote: string;
}

/** At most one slot for each that the category declares, the body before the subject, each with its exact words. */
export function findSlots(specs: readonly SlotSpec[], source: SlotSource): Slot[] {
  return specs.flatMap((spec) => {
    for (const text of [source.body, source.subject]) {
      const found = FINDERS[spec.type](text, spec, source.today);
      if (found && found.quote !== '' && text.includes(found.quote)) return [{ name: spec.name, ...found }];
    }
    return [];
  });
}

type Finder = (text: string, spec: SlotSpec, today: string) => Found | null;

const FINDERS: Readonly<Record<SlotSpec['type'], Finder>> = {
  date: (text, _spec, today) => {
    const [first] = findDates(text, today);
    return first ? { value: first.day, quote: first.quote } : null;
  },
  number: (text, _spec, today) => {
    const dates = findDates(text, today);
    for (const match of text.matchAll(/(?<![\p{L}\p{N}.,/-])\d{1,9}(?:[.,]\d{1,2})?(?![\p{L}\p{N}/-])/gu)) {
      const inDate = dates.some((date) => match.index >= date.at && match.index < date.at + date.quote.length);
      if (!inDate) return { value: match[0].replace(',', '.'), quote: match[0] };
    }
    return null;
  },
  'student-number': (text) => {
    const { folded, at } = foldWithPositions(text);
    const match = STUDENT_NUMBER.exec(folded);
    const number = match?.[1];
    if (!match || number === undefined) return null;
    const from = match.index + match[0].lastIndexOf(number);
    const quote = text.slice(at[from], at[from + number.length]);
    return { value: quote.replace(/[\s-]/g, '').toUpperCase(), quote };
  },
  choice: (text, spec) => {
    const { folded, at } = foldWithPositions(text);
    let best: (Found & { from: number }) | null = null;
    for (const { value, words } of spec.choices) {
      for (const word of words) {
        const from = indexOfWord(folded, fold(word));
        if (from < 0 || (best && best.from <= from)) continue;
        best = { value, from, quote: text.slice(at[from], at[from + fold(word).length]) };
      }
    }
    return best && { value: best.value, quote: best.quote };
  },
  text: (text, spec) =>
    labelled(text, spec) ?? (COURSE_LABEL.test(fold(`${spec.name} ${spec.label.fr} ${spec.label.en}`)) ? course(text) : null),
};

const STUDENT_NUMBER =
  /(?:(?:n[°o]?\.?|numero|matricule|identifiant)\s?(?:d'|de l'|d )?\s?(?:etudiante?|ine|eleve)|etudiante? (?:n[°o]|numero)|student (?:number|id|no\.?|card)|matricule|\bine)\s{0,2}[:#n°o.]{0,3}\s{0,2}([a-z]{0,3}-?\d[\d-]{3,11}[a-z]{0,2})\b/;

function indexOfWord(text: string, word: string): number {
  for (let from = text.indexOf(word); from >= 0; from = text.indexOf(word, from + 1)) {
    const letter = /[\p{L}\p{N}]/u;
    if (!letter.test(text[from - 1] ?? '') && !letter.test(text[from + word.length] ?? '')) return from;
  }
  return -1;
}

/** "Course: BTS MCO" on a line of its own, as forms write it. */
function labelled(text: string, spec: SlotSpec): Found | null {
  const labels = [spec.name, spec.label.fr, spec.label.en].map(fold);
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    if (colon < 1 || colon > 40 || !labels.includes(fold(line.slice(0, colon)).trim())) continue;
    const value = line
      .slice(colon + 1)
      .trim()
      .slice(0, 80);
    if (value !== '') return { value, quote: value };
  }
  return null;
}

const COURSE_LABEL = /\b(?:formation|course|programme|program|cursus|diplome|degree)\b/;
/** BUT is a French diploma only in capitals. */
const DEGREE =
  /(?<![\p{L}\p{N}])(bachelors?|bts|masteres?|masters?|mast[eè]res?|msc|mba|bba|licence pro|licence|but|dut|prepa)(?![\p{L}\p{N}])/gu;
const LINK = new Set('of in en de des du d et and & a'.split(' '));
const NOT_PART = new Set(
  `pour et est sont qui que quoi chez avec ou dans sur par dont mais votre vos notre mon ma mes son sa ses le la les un une cette cet ce ces
  from for at is are with which that this these the your our my his her their program programme programs degree degrees course courses level students
  student or on by to as if so do does can could would will how what when il elle je nous vous on ne pas se si au aux afin apres avant depuis
  directement puis svp merci please thanks next year annee premiere deuxieme troisieme first second third an ans actuellement plutot
  more others autres ainsi etc want need would like aussi also then il y
  parce propose proposez teach taught have has seulement only fee fees price uniquement complet option`.split(/\s+/),
);
const WORDS = 4;

/** "Bachelor in International Business", "BTS MCO": a degree and the words that name its field. */
function course(text: string): Found | null {
  const { folded, at } = foldWithPositions(text);
  const degree = [...folded.matchAll(DEGREE)].find(
    (match) => match[0] !== 'but' || text.slice(at[match.index], (at[match.index] ?? 0) + 3) === 'BUT',
  );
  if (!degree) return null;
  const begin = degree.index + degree[0].length;
  let named = 0;
  let open = begin;
  let end = begin;
  for (const match of folded.slice(begin, begin + 90).matchAll(/([^\p{L}\p{N}&]+)([\p{L}\p{N}&]+)/gu)) {
    const [whole, between = '', word = ''] = match;
    const start = begin + match.index;
    // A comma, a full stop or a line end closes the name.
    if (!/^(?: |'|-| '|’)$/.test(between) || named >= WORDS) break;
    if (LINK.has(word)) {
      open = start + whole.length;
      continue;
    }
    if (NOT_PART.has(word) || /^\d/.test(word)) break;
    named++;
    open = start + whole.length;
    end = open;
  }
  const quote = text.slice(at[degree.index], at[end]);
  // A bare degree names no course.
  return named > 0 ? { value: quote, quote } : null;
}
