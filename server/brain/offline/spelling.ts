/**
 * Mends single slips (a letter missing, doubled, swapped or wrong) in words that nobody knows, towards words that the
 * lexicon or the examples know. By deletions: two words one edit apart share a form with one letter taken out.
 */
export type Mend = (token: string) => string;

const MIN = 5;
const MAX = 18;
/** Answers kept: the words of a school's mail are few, a stranger's are not. */
const REMEMBERED = 20_000;

/**
 * `targets` are words worth mending towards; `known` says of a word that it is right as it stands.
 */
export function speller(targets: Iterable<string>, known: (token: string) => boolean): Mend {
  const words = new Set<string>();
  const forms = new Map<string, string>();
  for (const word of targets) if (word.length >= MIN && word.length <= MAX) words.add(word);
  for (const word of words) {
    for (const form of deletions(word)) if (!forms.has(form)) forms.set(form, word);
  }
  const mended = new Map<string, string>();
  return (token) => {
    const before = mended.get(token);
    if (before !== undefined) return before;
    const word = mend(token);
    if (mended.size < REMEMBERED) mended.set(token, word);
    return word;
  };

  function mend(token: string): string {
    if (token.length < MIN || token.length > MAX || words.has(token) || known(token) || /\d/.test(token)) return token;
    const direct = forms.get(token);
    if (direct !== undefined) return direct;
    for (const form of deletions(token)) {
      if (words.has(form)) return form;
      const near = forms.get(form);
      if (near !== undefined && Math.abs(near.length - token.length) <= 1) return near;
    }
    return token;
  }
}

/** The first letter is kept: slips there are rare, and it halves the false friends. */
function* deletions(word: string): Generator<string> {
  for (let i = 1; i < word.length; i++) yield word.slice(0, i) + word.slice(i + 1);
}
