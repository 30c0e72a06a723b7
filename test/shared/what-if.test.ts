import fc from 'fast-check';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/policy.ts';
import type { ReplayRow } from '../../shared/replay.ts';
import { createWhatIf, withChange } from '../../shared/what-if.ts';
import { aRow, decidedOn } from './support/rows.ts';

const HOUR = 3_600_000;
const UNCAPPED = { perDay: 1e5, perHour: 1e5, perSenderDay: 1e5, perThread: 1e5 };
const rehearsing: Settings = { ...DEFAULT_SETTINGS, autoMode: true, autoModeSince: 5e12, caps: UNCAPPED };
const automatic = withChange(rehearsing, { modes: { fees: 'automatic' } }, 0);

/** Mails an hour apart, each of another sender, on days of 24. */
function rows(count: number, change: (n: number) => Partial<ReplayRow> = () => ({})): ReplayRow[] {
  return Array.from({ length: count }, (_, n) =>
    aRow({
      id: `m${n}`,
      at: n * HOUR,
      receivedAt: n * HOUR,
      day: `d${Math.floor(n / 24)}`,
      decided: decidedOn({ at: n * HOUR + 1000, sender: `s${n}`, thread: `t${n}` }),
      ...change(n),
    }),
  );
}

function replay(all: readonly ReplayRow[], before: Settings, after: Settings, page = { offset: 0, limit: 10 }) {
  const world = createWhatIf(before, after, page);
  for (const row of all) world.add(row);
  return world.result();
}

test('made automatic, a category answers what nothing else speaks against; auto-mode counts as on since always', () => {
  const corrected = rows(6, (n) => (n === 2 ? { became: 'replaced' } : n === 4 ? { became: 'as-was' } : {}));
  const result = replay(corrected, rehearsing, automatic);
  expect(result).toMatchObject({ rows: 6, before: 0, after: 6, less: { count: 0 }, more: { count: 6, corrected: 1 } });
  expect(result.more.mails[2]).toEqual({ id: 'm2', receivedAt: 2 * HOUR, category: 'fees', corrected: true });
  expect(Object.fromEntries(result.perCategory)).toEqual({ fees: { before: 0, after: 6, more: 6, less: 0, corrected: 1 } });
});

test('what no switch changes stays a person’s', () => {
  const never = [
    { verdict: 'person', screened: ['unauthenticated'] },
    { verdict: 'ignore', screened: ['list'], reading: null },
    { template: undefined },
    { missing: [{ kind: 'slot', name: 'course', why: 'missing' }] },
    { colleague: true },
    { personInThread: true },
    { followUp: true },
    { otherMail: true },
    { duplicate: true },
    { noAddress: true },
    { broken: true },
    { handling: 'none' },
    { reading: null, empty: true },
    { reading: { language: 'de', confidence: 1, scores: {} } },
    { reading: { language: 'fr', confidence: 1, scores: {}, human: ['distress'] } },
    { reading: { language: 'fr', confidence: 1, scores: {}, several: true } },
    { reading: { language: 'fr', confidence: 1, scores: {}, thanks: true } },
    { reading: { language: 'fr', confidence: 1, scores: {}, disagrees: true } },
    { reading: { language: 'fr', confidence: 1, scores: {}, dropped: true } },
    { at: 25 * HOUR },
  ] as const;
  const all = never.map((change, n) => {
    const { template, ...rest } = decidedOn({ sender: '', thread: '', ...(change as object) });
    return aRow({ id: `n${n}`, decided: 'template' in change ? rest : { ...rest, ...(template ? { template } : {}) } });
  });
  const answered = never.filter((_, n) => replay(all.slice(n, n + 1), rehearsing, automatic).after > 0);
  expect(answered).toEqual([]);
  expect(replay([aRow({ decided: decidedOn() })], rehearsing, automatic).after).toBe(1);
});

test('the threshold, per category or for all, and whether the built-in reader may send', () => {
  const unsure = rows(4, (n) => ({
    decided: decidedOn({
      at: n * HOUR,
      sender: `s${n}`,
      thread: `t${n}`,
      reading: { language: 'fr', confidence: (6 + n) / 10, scores: {} },
    }),
  }));
  expect(replay(unsure, automatic, withChange(automatic, { threshold: 0.75 }, 0))).toMatchObject({
    before: 1,
    after: 2,
    more: { count: 1 },
  });
  expect(replay(unsure, automatic, withChange(automatic, { thresholdPerCategory: { fees: 0.95 } }, 0))).toMatchObject({
    after: 0,
    less: { count: 1 },
  });
  const offline = rows(2, () => ({
    decided: decidedOn({ reading: { language: 'fr', confidence: 1, scores: {}, offline: true } }),
  }));
  expect(replay(offline, automatic, withChange(automatic, { offlineMaySend: true }, 0))).toMatchObject({ before: 0, after: 2 });
});

test('caps hold in the world that is replayed: by day, hour, sender and conversation', () => {
  const capped = (caps: Partial<Settings['caps']>) => withChange(automatic, { caps: { ...UNCAPPED, ...caps } }, 0);
  expect(replay(rows(48), capped({ perDay: 3 }), automatic)).toMatchObject({ before: 6, after: 48 });
  const burst = rows(5, (n) => ({ decided: decidedOn({ at: 1000 + n, sender: `s${n}`, thread: `t${n}` }) }));
  expect(replay(burst, capped({ perHour: 2 }), automatic).before).toBe(2);
  const one = rows(5, (n) => ({ decided: decidedOn({ at: n * HOUR, sender: 'same', thread: `t${n}` }) }));
  expect(replay(one, capped({ perSenderDay: 1 }), automatic).before).toBe(1);
  const thread = rows(30, (n) => ({ decided: decidedOn({ at: n * HOUR, sender: `s${n}`, thread: 'same' }) }));
  expect(replay(thread, capped({ perThread: 1 }), automatic).before).toBe(1);
  // What was erased is nobody's, and nobody's second.
  const erased = rows(3, (n) => ({ decided: decidedOn({ at: n * HOUR, sender: '', thread: '' }) }));
  expect(replay(erased, capped({ perSenderDay: 1, perThread: 1 }), automatic).before).toBe(3);
});

test('switched off nothing leaves; the same switches change nothing', () => {
  const all = rows(10);
  expect(replay(all, automatic, withChange(automatic, { autoMode: false }, 0))).toMatchObject({
    before: 10,
    after: 0,
    less: { count: 10 },
  });
  fc.assert(
    fc.property(fc.boolean(), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(20), (on, threshold, perDay) => {
      const settings = withChange(automatic, { autoMode: on, threshold, caps: { ...UNCAPPED, perDay } }, 0);
      const result = replay(all, settings, withChange(settings, {}, 0));
      expect([result.more.count, result.less.count, result.before]).toEqual([0, 0, result.after]);
    }),
  );
});

test('a higher threshold never lets more leave, and pages part the list', () => {
  const all = rows(60, (n) => ({
    decided: decidedOn({
      at: n * HOUR,
      sender: `s${n}`,
      thread: `t${n}`,
      reading: { language: 'fr', confidence: (n % 10) / 10, scores: {} },
    }),
  }));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 10 }), (a, b) => {
      const [low, high] = [Math.min(a, b) / 10, Math.max(a, b) / 10];
      const result = replay(all, withChange(automatic, { threshold: low }, 0), withChange(automatic, { threshold: high }, 0));
      expect(result.more.count).toBe(0);
      expect(result.before - result.after).toBe(result.less.count);
    }),
  );
  const first = replay(all, rehearsing, withChange(automatic, { threshold: 0 }, 0), { offset: 0, limit: 40 });
  const second = replay(all, rehearsing, withChange(automatic, { threshold: 0 }, 0), { offset: 40, limit: 40 });
  expect([...first.more.mails, ...second.more.mails].map(({ id }) => id)).toEqual(all.map(({ id }) => id));
});
