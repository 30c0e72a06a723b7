/**
 * US dollars per million tokens, as Mistral's documentation had them on 21 August 2026 (github.com/mistralai/platform-docs-public,
 * src/schema/models). Prices change: what is told of cost is an indication, the bill is Mistral's.
 */
const PRICES: Readonly<Record<string, { input: number; output: number }>> = {
  'mistral-small-2603': { input: 0.15, output: 0.6 },
  'mistral-medium-3-5': { input: 1.5, output: 7.5 },
  'mistral-large-2512': { input: 0.5, output: 1.5 },
  'ministral-3b-2512': { input: 0.1, output: 0.1 },
  'ministral-8b-2512': { input: 0.15, output: 0.15 },
  'ministral-14b-2512': { input: 0.2, output: 0.2 },
};

/** Input that the API found in its cache costs a tenth. */
const CACHED = 0.1;
/** The EU endpoint costs a tenth more. */
const EU = 1.1;

/** US dollars; null for a model whose price is not known here (an alias has none: it moves). */
export function costOf(
  model: string,
  serverUrl: string,
  tokens: { inputTokens: number; cachedTokens: number; outputTokens: number },
): number | null {
  const price = Object.hasOwn(PRICES, model) ? PRICES[model] : undefined;
  if (!price) return null;
  const { inputTokens, cachedTokens, outputTokens } = tokens;
  const input = Math.max(0, inputTokens - cachedTokens) + cachedTokens * CACHED;
  return ((input * price.input + outputTokens * price.output) / 1e6) * (isEu(serverUrl) ? EU : 1);
}

function isEu(serverUrl: string): boolean {
  return URL.canParse(serverUrl) && new URL(serverUrl).hostname === 'api.eu.mistral.ai';
}
