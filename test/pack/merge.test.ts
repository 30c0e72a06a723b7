import { defaultPolicy } from '../../server/pack/default-policy.ts';
import { mergePack } from '../../server/pack/merge.ts';
import type { Policy } from '../../shared/policy.ts';
import { NOW } from '../mail/support/render-fixtures.ts';

const policy = defaultPolicy(NOW);
const next = policy.facts.map((fact) => ({ ...fact, validFrom: '2027-09-01', validUntil: '2028-08-31' }));
/** Every fact once more, for the next period. */
const twice: Policy = { ...policy, facts: [...policy.facts, ...next] };

test('what is in force already changes nothing, also where a fact has several periods', () => {
  for (const same of [policy, twice]) expect(Object.values(mergePack(same, same).changes).flat()).toEqual([]);
});

test('a fact is named once, whichever of its periods changed, came or went', () => {
  const key = next[0]?.key ?? '';
  const edited = twice.facts.map((fact) => (fact === next[0] ? { ...fact, validUntil: '2028-07-31' } : fact));
  expect(mergePack(twice, { ...twice, facts: edited }).changes['facts changed']).toEqual([key]);
  const gone = twice.facts.filter((fact) => fact !== next[0]);
  expect(mergePack(twice, { ...twice, facts: gone }).changes['facts changed']).toEqual([key]);
  expect(mergePack({ ...twice, facts: gone }, twice).changes['facts changed']).toEqual([key]);
});
