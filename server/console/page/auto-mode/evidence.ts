import { numberText, percentText } from '../format.ts';
import type { Language } from '../preferences.ts';
import type { Evidence } from './data.ts';
import { autoWords } from './words.ts';

/** Below this the interval is so wide that the reader is told why. */
const FEW = 10;

type Judged = Pick<Evidence, 'judged' | 'right' | 'low' | 'high' | 'open'>;

/** "in 18 of 20; between 70 % and 97 % with 95 % certainty" */
export function shortEvidence({ judged, right, low, high, open }: Judged, language: Language): string {
  const { evidence: words } = autoWords(language);
  if (judged === 0) return open > 0 ? `${words.none} ${words.open(open)}` : words.none;
  return words.short(
    numberText(right, language),
    numberText(judged, language),
    percentText(low, language),
    percentText(high, language),
  );
}

/** The same in sentences, for who decides on it. */
export function evidenceSentences({ judged, right, low, high, open }: Judged, language: Language): string[] {
  const { evidence: words } = autoWords(language);
  if (judged === 0) return open > 0 ? [words.none, words.open(open)] : [words.none];
  return [
    words.inWords(numberText(right, language), numberText(judged, language)),
    words.interval(percentText(low, language), percentText(high, language)),
    ...(judged < FEW ? [words.few] : []),
    ...(open > 0 ? [words.open(open)] : []),
  ];
}
