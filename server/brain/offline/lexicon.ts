import { ACTS } from './lexicon/acts.ts';
import { ENTRY } from './lexicon/entry.ts';
import { MONEY } from './lexicon/money.ts';
import { OUTSIDE } from './lexicon/outside.ts';
import { PAPERS } from './lexicon/papers.ts';
import { TIME } from './lexicon/time.ts';
import { tokenize } from './text.ts';

/**
 * Concepts: what people mean, whatever the words and the language. A line reads `CONCEPT: pattern, pattern, …`; a
 * pattern is one or more folded words, `*` ends a word that may go on, `~` stands for up to two words in between. The
 * concepts know nothing of the school's categories: which category they speak for is learned from its examples.
 */
export interface Match {
  concept: string;
  start: number;
  /** Exclusive. */
  end: number;
}

interface Word {
  text: string;
  /** The token may go on after `text`. */
  open: boolean;
  /** Up to two tokens may stand before it. */
  gap: boolean;
}

interface Pattern {
  concept: string;
  words: readonly Word[];
}

const GAP = '~';
const PREFIX_KEY = 3;
/** Sentences whose matches are kept: those of the mail in hand. */
const REMEMBERED = 200;

export interface Lexicon {
  match(tokens: readonly string[]): readonly Match[];
  /** Whole words of the patterns, for mending spelling. */
  words: ReadonlySet<string>;
}

function compile(source: string): Lexicon {
  const exact = new Map<string, Pattern[]>();
  const prefixes = new Map<string, Pattern[]>();
  const words = new Set<string>();
  // The same sentence is asked about by both models and by the search for several requests.
  const matched = new Map<readonly string[], readonly Match[]>();
  for (const line of source.split('\n')) {
    const colon = line.indexOf(':');
    if (colon < 0) continue;
    const concept = line.slice(0, colon);
    for (const entry of line.slice(colon + 1).split(',')) {
      const parts = patternWords(entry);
      const first = parts[0];
      if (first === undefined) continue;
      for (const word of parts) if (word.length >= 5 && !word.endsWith('*')) words.add(word);
      const pattern = { concept, words: wordsOf(parts) };
      if (first.endsWith('*')) push(prefixes, first.slice(0, PREFIX_KEY), pattern);
      else push(exact, first, pattern);
    }
  }
  return {
    words,
    match(tokens) {
      const before = matched.get(tokens);
      if (before) return before;
      const found: Match[] = [];
      for (let start = 0; start < tokens.length; start++) {
        const token = tokens[start] ?? '';
        for (const list of [exact.get(token), prefixes.get(token.slice(0, PREFIX_KEY))]) {
          for (const pattern of list ?? []) {
            const end = matchAt(pattern.words, tokens, start);
            if (end > 0) found.push({ concept: pattern.concept, start, end });
          }
        }
      }
      if (matched.size >= REMEMBERED) matched.clear();
      matched.set(tokens, found);
      return found;
    },
  };
}

/** What tokenizing leaves as it is: nearly all words, and thousands of them are needed before the first mail. */
const PLAIN = /^[a-z0-9]{1,40}$/;

function patternWords(entry: string): string[] {
  return entry
    .trim()
    .split(/\s+/)
    .flatMap((word) => {
      if (word === '') return [];
      if (word === GAP) return [GAP];
      const open = word.endsWith('*');
      const text = open ? word.slice(0, -1) : word;
      const parts = PLAIN.test(text) ? [text] : tokenize(text);
      return parts.map((part, i) => (open && i === parts.length - 1 ? `${part}*` : part));
    });
}

function push(map: Map<string, Pattern[]>, key: string, pattern: Pattern): void {
  const list = map.get(key);
  if (list) list.push(pattern);
  else map.set(key, [pattern]);
}

function wordsOf(parts: readonly string[]): Word[] {
  return parts.flatMap((part, i) => {
    if (part === GAP) return [];
    const open = part.endsWith('*');
    return [{ text: open ? part.slice(0, -1) : part, open, gap: parts[i - 1] === GAP }];
  });
}

/** The end of the match, 0 when there is none. */
function matchAt(words: readonly Word[], tokens: readonly string[], start: number): number {
  let at = start;
  for (const word of words) {
    let left = word.gap ? 2 : 0;
    while (!fits(word, tokens[at])) {
      if (left-- === 0 || at >= tokens.length) return 0;
      at++;
    }
    at++;
  }
  return at;
}

function fits(word: Word, token: string | undefined): boolean {
  if (token === undefined) return false;
  return word.open ? token.startsWith(word.text) : token === word.text;
}

let topics: Lexicon | undefined;
let acts: Lexicon | undefined;

/** What mails are about. Compiled at first use, so that a start does not pay for it. */
export function lexicon(): Lexicon {
  topics ??= compile([MONEY, TIME, ENTRY, PAPERS, OUTSIDE].join('\n'));
  return topics;
}

/** What their writers do: ask how, tell their own case, protest. */
export function actLexicon(): Lexicon {
  acts ??= compile(ACTS);
  return acts;
}
