import { costOf } from '../../server/brain/mistral-prices.ts';

const EU = 'https://api.eu.mistral.ai';
const GLOBAL = 'https://api.mistral.ai';
const million = { inputTokens: 1_000_000, cachedTokens: 0, outputTokens: 1_000_000 };

it('is the price of a million of each, a tenth more in the EU', () => {
  expect(costOf('mistral-small-2603', GLOBAL, million)).toBeCloseTo(0.75, 9);
  expect(costOf('mistral-small-2603', EU, million)).toBeCloseTo(0.825, 9);
});

it('what was cached costs a tenth', () => {
  expect(costOf('mistral-small-2603', GLOBAL, { ...million, cachedTokens: 1_000_000, outputTokens: 0 })).toBeCloseTo(0.015, 9);
});

it.each(['mistral-small-latest', 'mistral-novel-2701', 'toString'])('%s has no price that is known', (model) => {
  expect(costOf(model, EU, million)).toBeNull();
});
