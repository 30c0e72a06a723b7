import fc from 'fast-check';
import { columnsOf, PARTS, stacked } from '../../server/console/page/today/data.ts';
import { addDays, weekdayOf } from '../../shared/local-time.ts';

type Day = Parameters<typeof columnsOf>[0][number];

function day(name: string, counts: Partial<Day> = {}): Day {
  const filter = { from: name, until: name, category: 'fees' };
  const none = { received: 0, automatic: 0, staff: 0, outside: 0, waiting: 0, setAside: 0, bounced: 0, costUsd: null };
  return { day: name, ...none, filter, ...counts };
}

const days = (from: string, count: number, counts: (index: number) => Partial<Day> = () => ({})): Day[] =>
  Array.from({ length: count }, (_, index) => day(addDays(from, index), counts(index)));

it('keeps a column for each day of a month, and one for each week of a term', () => {
  expect(columnsOf(days('2026-11-01', 31))).toHaveLength(31);
  const weeks = columnsOf(days('2026-05-25', 182));
  expect(weeks).toHaveLength(26);
  expect(weeks.every(({ from }) => weekdayOf(from) === 0)).toBe(true);
});

it('leads to all mails of a week, with what else was asked for', () => {
  const [first, second] = columnsOf(days('2026-06-03', 182));
  expect(first).toMatchObject({ from: '2026-06-03', until: '2026-06-07', filter: { from: '2026-06-03', until: '2026-06-07' } });
  expect(second?.filter).toEqual({ from: '2026-06-08', until: '2026-06-14', category: 'fees' });
});

it('loses no mail and makes none up, however many days', () => {
  const counts = fc.record({
    automatic: fc.nat(50),
    staff: fc.nat(50),
    outside: fc.nat(50),
    waiting: fc.nat(50),
    setAside: fc.nat(50),
  });
  fc.assert(
    fc.property(fc.array(counts, { minLength: 1, maxLength: 200, size: 'max' }), (all) => {
      const received = (parts: (typeof all)[number]): number => Object.values(parts).reduce((sum, n) => sum + n, 0);
      const columns = columnsOf(
        days('2026-02-11', all.length, (index) => (all[index] ? { ...all[index], received: received(all[index]) } : {})),
      );
      const total = (pick: (column: (typeof columns)[number]) => number): number =>
        columns.reduce((sum, column) => sum + pick(column), 0);
      const wanted = all.reduce((sum, each) => sum + received(each), 0);
      expect(total(({ received: n }) => n)).toBe(wanted);
      expect(total((column) => PARTS.reduce((sum, part) => sum + column[part], 0))).toBe(wanted);
    }),
  );
});

it('stacks the parts: the whole first, each lower one drawn over it', () => {
  const [column] = columnsOf([day('2026-11-22', { received: 10, automatic: 4, staff: 3, waiting: 1, setAside: 2 })]);
  expect(stacked(column ? [column] : [])).toEqual([[0], [10], [8], [7], [7], [4]]);
});

it('adds up the cost of the days that have one, and says of none that it is not known', () => {
  const [unknown, known] = columnsOf(
    days('2026-06-01', 182, (index) => (index < 7 ? {} : { costUsd: index % 2 ? 0.001 : null })),
  );
  expect(unknown?.costUsd).toBeNull();
  expect(known?.costUsd).toBeCloseTo(0.004, 9);
});
