/**
 * About how many tokens a text takes. No tokenizer is shipped: Mistral's own is a file of megabytes that follows the model.
 * Short words are one token, longer ones one per five letters (four where accents are), digits one each, marks one per two,
 * other scripts one per character: on French and English prose some 10 % above what is billed, never used for billing.
 * What a call really took is what the API says of it.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const [piece] of text.matchAll(/\p{Script=Latin}+|\p{L}|\p{N}|\n+|[^\s\p{L}\p{N}]{1,2}/gu)) {
    const letters = /^\p{Script=Latin}/u.test(piece);
    tokens += letters ? Math.ceil(piece.length / (/[^a-z]/i.test(piece) ? 4 : 5)) : 1;
  }
  return tokens;
}

/** What the chat template adds around two messages. */
export const TEMPLATE_TOKENS = 8;
