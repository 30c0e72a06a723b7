import { judge, noEvidence, outcomeOf } from '../../shared/rehearsal.ts';
import { BECAME, wasCorrected } from '../../shared/replay.ts';
import { aRow, decidedOn } from './support/rows.ts';

const rehearsed = decidedOn({ rehearsed: 'reply' });

test('what staff did with a rehearsed mail; another category comes before all else', () => {
  const outcomes = BECAME.map((became) => [became, outcomeOf(aRow({ became, decided: rehearsed }))]);
  expect(Object.fromEntries(outcomes)).toEqual({
    automatic: 'open',
    'as-was': 'asWas',
    adapted: 'adapted',
    edited: 'edited',
    replaced: 'replaced',
    forwarded: 'forwarded',
    outside: 'outside',
    done: 'done',
    ignored: 'done',
    failed: 'open',
    open: 'open',
  });
  expect(outcomeOf(aRow({ became: 'as-was', corrected: true, decided: rehearsed }))).toBe('recategorised');
  expect(outcomeOf(aRow({ became: 'as-was', decided: decidedOn() }))).toBeNull();
  expect(outcomeOf(aRow({ became: 'failed' }))).toBeNull();
});

test('what is not known counts neither for the answer nor against it', () => {
  const evidence = { ...noEvidence(), rehearsed: 20, asWas: 8, adapted: 1, edited: 1, outside: 6, open: 4 };
  expect(judge(evidence, 0)).toEqual({
    judged: 10,
    right: 9,
    share: 0.9,
    low: expect.closeTo(0.596, 2),
    high: expect.closeTo(0.982, 2),
  });
  expect(judge(noEvidence(), 0)).toEqual({ judged: 0, right: 0, share: null, low: 0, high: 1 });
  expect(judge({ ...noEvidence(), rehearsed: 3, forwarded: 3 }, 3)).toMatchObject({ judged: 3, right: 3 });
});

test('corrected is what was edited, replaced, passed on, recategorised or marked as wrong', () => {
  expect(BECAME.filter((became) => wasCorrected(aRow({ became })))).toEqual(['edited', 'replaced', 'forwarded']);
  expect(wasCorrected(aRow({ became: 'as-was', corrected: true }))).toBe(true);
  expect(wasCorrected(aRow({ became: 'automatic', wrong: true }))).toBe(true);
});
