export interface Part {
  text: string;
  /** The words stand for something that was understood. */
  found: boolean;
}

/** The text in parts, the first place of each quote marked; quotes that are not there, or overlap one before, are left out. */
export function markQuotes(text: string, quotes: readonly string[]): Part[] {
  const places = quotes
    .filter((quote) => quote.trim() !== '')
    .map((quote) => ({ from: text.indexOf(quote), until: text.indexOf(quote) + quote.length }))
    .filter(({ from }) => from >= 0)
    .sort((a, b) => a.from - b.from || b.until - a.until);
  const parts: Part[] = [];
  let at = 0;
  for (const { from, until } of places) {
    if (from < at) continue;
    parts.push({ text: text.slice(at, from), found: false }, { text: text.slice(from, until), found: true });
    at = until;
  }
  return [...parts, { text: text.slice(at), found: false }].filter((part) => part.text !== '');
}
