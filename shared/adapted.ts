import { factsOf, holds, shareOfLanguage, wordsOf } from './adapted-facts.ts';
import type { Language } from './policy.ts';
import { printable } from './safe-text.ts';

/** Why a model's wording is not shown. */
export type AdaptedProblem =
  | 'unchanged'
  | 'mark'
  | 'markup'
  | 'greeting'
  | 'length'
  | 'language'
  | 'link'
  | 'link-lost'
  | 'date'
  | 'amount'
  | 'phone'
  | 'number'
  | 'fact-lost'
  | 'name';

/** Code points, as a part of the template's. */
const SHORTEST = 0.5;
const LONGEST = 1.6;

/**
 * Whether a model's wording of an approved answer may be shown to staff beside it: it states nothing the answer does not,
 * as far as that has a shape, and leaves out nothing that has one. Links, addresses, telephone numbers and amounts come
 * from the answer alone; numbers, dates and names from the answer or the mail; all links, amounts, dates and numbers of the
 * answer are still there; greeting, language and form stay. It cannot tell a "not" left out, or two amounts that changed
 * places: a person reads it before it leaves.
 */
export function checkAdapted(
  wording: string,
  answer: { text: string; language: Language },
  mail: { subject: string; newText: string },
): { text: string } | { problem: AdaptedProblem } {
  const text = plain(wording);
  const approved = plain(answer.text);
  const problem = problemOf(text, approved, answer.language, `${mail.subject}\n${mail.newText}`);
  return problem === null ? { text } : { problem };
}

/** Without what cannot be printed, blanks at line ends and more than one empty line. */
function plain(text: string): string {
  const lines = printable(text).split('\n');
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function problemOf(text: string, approved: string, language: Language, mail: string): AdaptedProblem | null {
  if (text === approved) return 'unchanged';
  if (/[⟦⟧]/u.test(text)) return 'mark';
  if (hasMarkup(text, approved)) return 'markup';
  const length = [...text].length / Math.max(1, [...approved].length);
  if (length < SHORTEST || length > LONGEST) return 'length';
  if (firstLine(text) !== firstLine(approved)) return 'greeting';
  if (shareOfLanguage(text, language) < shareOfLanguage(approved, language) / 2) return 'language';
  return linkProblem(text, approved) ?? factProblem(text, approved, mail) ?? nameProblem(text, `${approved}\n${mail}`);
}

/** Signs that are form somewhere (HTML, Markdown, a quote, a signature's line) and are not in the answer itself. */
function hasMarkup(text: string, approved: string): boolean {
  const signs = text.match(/[<>{}[\]|\\`*_#~^=\uFFFD]/gu) ?? [];
  if (signs.some((sign) => !approved.includes(sign)) || /&#?\w+;/.test(text)) return true;
  const rules = text.split('\n').filter((line) => /^\s*(?:-{2,}|—+|_{2,})\s*$/.test(line));
  return rules.some((rule) => !approved.split('\n').includes(rule));
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

/** What a mail reader makes a link of, with or without a scheme. */
const LINK_LIKE = /@|:\/\/|\b(?:www|mailto|tel)[.:]|[\p{L}\p{N}]\.\p{L}{2,}/iu;

function linksOf(text: string): string[] {
  const words = text.split(/\s+/).filter((word) => LINK_LIKE.test(word));
  return words.map((word) => word.replace(/^[("'«“‘<]+|[)"'»”’>.,;:!?…]+$/gu, ''));
}

function linkProblem(text: string, approved: string): AdaptedProblem | null {
  const [here, there] = [new Set(linksOf(text)), new Set(linksOf(approved))];
  if ([...here].some((link) => !there.has(link))) return 'link';
  return [...there].some((link) => !here.has(link)) ? 'link-lost' : null;
}

function factProblem(text: string, approved: string, mail: string): AdaptedProblem | null {
  const [said, told, asked] = [wordsOf(text), wordsOf(approved), wordsOf(mail)];
  for (const { words, kind } of factsOf(text)) {
    if (holds(told, words)) continue;
    const askedToo = kind === 'date' || kind === 'number';
    if (!askedToo || !holds(asked, words)) return kind;
  }
  const lost = factsOf(approved).some(({ words }) => words.some((word) => /\p{N}/u.test(word)) && !holds(said, words));
  return lost ? 'fact-lost' : null;
}

/** A word with a capital inside a sentence, or in capitals anywhere, is a name: of a person, a place, a course. */
const NAME =
  /(?<=[\p{L}\p{N},;] |\p{L}[’'])\p{Lu}[\p{L}\p{M}]*(?:[’'-][\p{L}\p{M}]+)*|(?<![\p{L}\p{M}])\p{Lu}{2,}(?![\p{L}\p{M}])/gu;

function nameProblem(text: string, known: string): AdaptedProblem | null {
  const words = new Set(lettersOf(known));
  const names = [...text.matchAll(NAME)].map(([name]) => name).filter((name) => !/^I(?:[’']|$)/.test(name));
  return names.every((name) => lettersOf(name).every((word) => words.has(word))) ? null : 'name';
}

function lettersOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
}
