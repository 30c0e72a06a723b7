import type { Language } from '../../../shared/policy.ts';
import { judge, type Role } from './asks.ts';
import { addSentence, type Features, normalise } from './features.ts';
import { aimedAtMachine } from './injection.ts';
import { guessLanguage, type LanguageGuess } from './language.ts';
import { expand } from './shorthand.ts';
import type { Mend } from './spelling.ts';
import { afterSignature, ownSubject, ownWords, type Sentence, sentences, tokenize } from './text.ts';

export interface Part {
  sentence: Sentence;
  role: Role;
  /** Written out and mended. */
  tokens: readonly string[];
  /** The same, cut at commas and at "and": an enumeration may hold several requests. Not needed to learn. */
  clauses: () => readonly (readonly string[])[];
}

/** A mail made ready for reading. */
export interface Prepared {
  subject: readonly string[];
  subjectText: string;
  /** The text of the sender's own words. */
  body: string;
  parts: readonly Part[];
  language: LanguageGuess;
  /** Sentences that give orders to a machine, already left out of `parts`. */
  instructions: number;
  /** The mail says itself that its subject is wrong. */
  subjectDenied: boolean;
}

/**
 * `known` is the language where the caller knows it (an example of a category); it is guessed otherwise. `trusted`: a text
 * of the project or of an admin, in which nobody looks for orders to a machine.
 */
export function prepare(mail: { subject: string; newText: string }, mend: Mend, known?: Language, trusted = false): Prepared {
  const subjectText = ownSubject(mail.subject);
  const own = ownWords(mail.newText);
  const language = known ? { language: known, shares: {} } : guessLanguage(`${subjectText}\n${own}`);
  const french = language.language === 'fr' ? true : language.language === 'en' ? false : null;
  const finish = (tokens: readonly string[]): string[] => expand(tokens, french).map(mend);
  const write = (text: string): string[] => finish(tokenize(text));
  const { kept, dropped } = trusted ? { kept: sentences(own), dropped: 0 } : aimedAtMachine(sentences(own));
  const parts = kept.map((sentence) => {
    const { role, text } = judge(sentence);
    return {
      sentence,
      role,
      tokens: text === sentence.text ? finish(sentence.tokens) : write(text),
      clauses: () =>
        text
          .split(CLAUSE)
          .map(write)
          .filter((clause) => clause.length > 0),
    };
  });
  return {
    subject: write(subjectText),
    subjectText,
    body: own,
    parts,
    language,
    instructions: dropped + aimedAtMachine(sentences(afterSignature(mail.newText))).dropped,
    subjectDenied: parts.some((part) => part.role === 'aside' && /objet|sujet|titre|subject/i.test(part.sentence.text)),
  };
}

const CLAUSE = /[,;:]\s|\s(?:et|and|ainsi que|as well as|puis|plus|along with|de m[eê]me que)\s/i;

const TELL_BESIDE_ASK = 0.55;
const SUBJECT = 0.6;

/** The features of a whole mail: what it asks counts most, its subject less, courtesy and asides nothing. */
export function featuresOf(prepared: Prepared): Features {
  const features: Features = new Map();
  const asks = prepared.parts.some((part) => part.role === 'ask');
  let words = 0;
  for (const part of prepared.parts) {
    if (part.role === 'aside' || part.role === 'courtesy') continue;
    addSentence(features, part.tokens, part.role === 'ask' || !asks ? 1 : TELL_BESIDE_ASK);
    words += part.tokens.length;
  }
  if (!prepared.subjectDenied) addSentence(features, prepared.subject, words < 4 ? 1 : SUBJECT);
  return normalise(features);
}

export function featuresOfTokens(tokens: readonly string[]): Features {
  const features: Features = new Map();
  addSentence(features, tokens, 1);
  return normalise(features);
}
