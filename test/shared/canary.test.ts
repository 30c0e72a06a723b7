import fc from 'fast-check';
import { type CanaryState, knows, LOOK_EVERY_MS, learnt, look, NO_CANARIES } from '../../shared/canary.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const T0 = Date.UTC(2026, 10, 23, 9);

/** Looks every five minutes; `does` says what becomes of each canary that is put in, and when nobody looks. */
function watch(minutes: number, does: { seen?: (n: number) => boolean; away?: (minute: number) => boolean; lost?: boolean }) {
  let state: CanaryState = NO_CANARIES;
  const put: number[] = [];
  const missed: number[] = [];
  const beats: number[] = [];
  for (let minute = 0; minute <= minutes; minute += LOOK_EVERY_MS / MINUTE) {
    if (does.away?.(minute)) continue;
    const now = T0 + minute * MINUTE;
    const seen = look(state, now, `nonce-${minute}`);
    state = seen.state;
    if (seen.missed) missed.push(minute);
    if (seen.beat) {
      beats.push(minute);
      state = { ...state, beatFor: seen.beat.nonce };
    }
    if (!seen.put) continue;
    put.push(minute);
    const { nonce } = seen.put;
    if (!does.lost) state = learnt(state, nonce, () => ({ gmailId: `g${minute}` }));
    if (does.seen?.(put.length)) state = learnt(state, nonce, () => ({ gmailId: `g${minute}`, seenAt: now }));
  }
  return { state, put, missed, beats };
}

test('one an hour; each that is seen beats once, with the next look', () => {
  const { put, missed, beats } = watch(240, { seen: () => true });
  expect(put).toEqual([0, 60, 120, 180, 240]);
  expect(missed).toEqual([]);
  expect(beats).toEqual([5, 65, 125, 185]);
});

test('one that is not seen for 15 minutes is missed, and said so until one is seen', () => {
  const { missed, beats } = watch(200, { seen: (n) => n !== 2 });
  expect(missed).toEqual([75, 80, 85, 90, 95, 100, 105, 110, 115, 120]);
  expect(beats).toEqual([5, 125, 185]);
});

test('after a stop nothing is missed that nobody could have read: the quarter of an hour begins anew', () => {
  // Put in at 0, gone from 5 to 40, back and silent.
  const { missed } = watch(60, { away: (minute) => minute >= 5 && minute < 40 });
  expect(missed).toEqual([55, 60]);
  const long = watch(300, { away: (minute) => minute >= 5 && minute < 200, seen: (n) => n > 1 });
  expect(long.missed).toEqual([]);
});

test('where nobody knows whether it was put in, it is put in again, with the same nonce and not for ever', () => {
  const { state, put, missed } = watch(55, { lost: true });
  expect(put).toEqual([0, 5, 10]);
  expect(state.canaries).toMatchObject([{ nonce: 'nonce-0', tries: 3 }]);
  expect(missed[0]).toBe(15);
});

test('whatever happens: one an hour, none forgotten within a day, never more than a day’s', () => {
  const minutes = fc.array(fc.record({ after: fc.integer({ min: 0, max: 90 }), seen: fc.boolean(), told: fc.boolean() }), {
    maxLength: 120,
  });
  fc.assert(
    fc.property(minutes, (looks) => {
      let state: CanaryState = NO_CANARIES;
      let now = T0;
      const fresh: { nonce: string; at: number }[] = [];
      for (const [i, { after, seen, told }] of looks.entries()) {
        now += after * MINUTE;
        const found = look(state, now, `n${i}`);
        state = found.state;
        const { put } = found;
        if (put?.nonce === `n${i}`) {
          expect(now - (fresh.at(-1)?.at ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(HOUR);
          fresh.push({ nonce: put.nonce, at: now });
        }
        if (put && told) state = learnt(state, put.nonce, () => ({ gmailId: `g${i}`, ...(seen ? { seenAt: now } : {}) }));
        for (const { nonce, at } of fresh) if (now - at < 24 * HOUR) expect(knows(state, nonce)).toBe(true);
        expect(state.canaries.length).toBeLessThanOrEqual(25);
        expect(new Set(state.canaries.map(({ nonce }) => nonce)).size).toBe(state.canaries.length);
        // Nothing that may still be read in time is put in the bin unread.
        for (const left of found.leftovers) expect(left.seenAt !== null || now - left.at >= HOUR).toBe(true);
      }
    }),
  );
});

test('a nonce nobody remembers changes nothing', () => {
  const { state } = watch(0, {});
  expect(knows(state, 'nonce-0')).toBe(true);
  expect(knows(state, 'somebody’s')).toBe(false);
  expect(learnt(state, 'somebody’s', () => ({ binned: true }))).toEqual(state);
});

test('after a clock that was hours ahead one is put in at once, and missed a quarter of an hour later', () => {
  const ahead = look(NO_CANARIES, T0 + 5 * HOUR, 'ahead').state;
  const first = look(ahead, T0, 'right');
  expect(first).toMatchObject({ put: { nonce: 'right', at: T0 }, missed: false });
  const between = look(
    learnt(first.state, 'right', () => ({ gmailId: 'g' })),
    T0 + 10 * MINUTE,
    'x',
  ).state;
  expect(look(between, T0 + 15 * MINUTE, 'y').missed).toBe(true);
});
