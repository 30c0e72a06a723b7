/**
 * About how many tokens a text takes. No tokenizer is shipped: Mistral's own is a file of megabytes that follows the model.
 * A word is one token per seven letters (per five where it has accents), digits are one each, marks one per three, other
 * scripts one per character: on the mails of the tests four characters a token in English and three and a half in French,
 * which is the usual rule of thumb. It was not compared with a bill. What a call really took is what the API says of it.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const [piece] of text.matchAll(/\p{Script=Latin}+|\p{L}|\p{N}|\n+|[^\s\p{L}\p{N}]{1,3}/gu)) {
    const letters = /^\p{Script=Latin}/u.test(piece);
    tokens += letters ? Math.ceil(piece.length / (/[^a-z]/i.test(piece) ? 5 : 7)) : 1;
  }
  return tokens;
}

/** What the chat template adds around two messages. */
export const TEMPLATE_TOKENS = 8;
