import fc from 'fast-check';
import { type Reading, readTimetable } from '../../../server/mail/timetable/read-timetable.ts';
import { MAX_ROWS, refusalText } from '../../../server/mail/timetable/understood.ts';
import { isAppError } from '../../../shared/errors.ts';
import { isDay } from '../../../shared/local-time.ts';
import { minutesOf } from '../../../shared/opening-hours.ts';

function reading(text: string | Uint8Array, change: Partial<Reading> = {}): Reading {
  return {
    name: 'exams.csv',
    bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text,
    timezone: 'Europe/Paris',
    validFrom: '2026-09-01',
    validUntil: '2027-08-31',
    kind: 'table',
    today: '2026-11-23',
    ...change,
  };
}
const csv = (lines: string[], change: Partial<Reading> = {}) => readTimetable(reading(lines.join('\n'), change));
const ics = (events: string[][], change: Partial<Reading> = {}) => {
  const body = events.flatMap((event) => ['BEGIN:VEVENT', 'UID:x', ...event, 'END:VEVENT']);
  return readTimetable(reading(['BEGIN:VCALENDAR', ...body, 'END:VCALENDAR'].join('\r\n'), { name: 'x.ics', ...change }));
};
const told = ({ refused }: Awaited<ReturnType<typeof csv>>) => refused.map(({ line, code }) => [line, code]);

describe('a table', () => {
  test('is read in French and in English, by whatever sign it is set apart', async () => {
    const wanted = { weekday: null, day: '2026-12-10', from: '09:00', until: '12:00' };
    const label = { fr: 'Droit', en: 'Droit' };
    const french = await csv(['Date;Intitulé;Début;Fin', '10/12/2026;Droit;9 h;12h00']);
    const english = await csv(['start,end,label,date', '"9:00 am",12:00,Droit,"2026-12-10"']);
    const tabs = await csv(['Jour\tMatière\tHeure\tFin', 'jeudi 10 décembre 2026\tDroit\t09.00\t12:00']);
    const exported = await csv(['Objet,Date de début,Heure de début,Heure de fin', 'Droit,10/12/2026,09:00,12:00']);
    const excel = await csv(['sep=;', 'Date;Cours;Début;Fin', '10/12/2026;Droit;9h;12h']);
    for (const found of [french, english, tabs, exported])
      expect(found).toEqual({ rows: [{ ...wanted, label, line: 2 }], refused: [] });
    expect(excel).toEqual({ rows: [{ ...wanted, label, line: 3 }], refused: [] });
  });

  test('of weekdays gives the hours of a desk; a label in two languages keeps both', async () => {
    const found = await csv(['jour;label fr;label en;de;à', 'Lundi;Bibliothèque;Library;9:00;12:00', 'mar.;;;14:00;']);
    expect(found.rows).toEqual([
      { line: 2, label: { fr: 'Bibliothèque', en: 'Library' }, weekday: 'mon', day: null, from: '09:00', until: '12:00' },
      { line: 3, label: { fr: '', en: '' }, weekday: 'tue', day: null, from: '14:00', until: null },
    ]);
  });

  test('tells each refused row by its line and why, and keeps the others', async () => {
    const found = await csv([
      'date,label,start,end',
      '2026-12-10,Law,9:00,12:00',
      '12/25/2026,Law,,',
      ',Law,,',
      '2026-12-11,Law,25:00,',
      '2026-12-11,Law,12:00,9:00',
      '2026-12-11,,,',
      '2028-01-01,Late,,',
      '2026-12-10,Law,9:00,12:00',
      '2026-02-30,Never,,',
    ]);
    expect(found.rows.map(({ line }) => line)).toEqual([2]);
    expect(told(found)).toEqual([
      [3, 'bad-day'],
      [4, 'no-day'],
      [5, 'bad-time'],
      [6, 'backward'],
      [7, 'no-label'],
      [8, 'out-of-period'],
      [9, 'twice'],
      [10, 'bad-day'],
    ]);
    for (const refusal of found.refused) {
      const { fr, en } = refusalText(refusal);
      expect(fr).not.toBe(en);
      expect(fr + en).not.toContain('$');
    }
    expect(refusalText(found.refused[0] ?? { line: 0, code: 'no-day', what: '' }).fr).toContain('12/25/2026');
  });

  test('saved by a spreadsheet in an old encoding, or as UTF-16, keeps its accents', async () => {
    const text = 'date;intitulé\n2026-12-10;Économie';
    const western = Buffer.from(text, 'latin1');
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]);
    for (const bytes of [western, wide, marked]) {
      const { rows } = await readTimetable(reading(bytes));
      expect(rows.map(({ label }) => label.fr)).toEqual(['Économie']);
    }
  });

  test('without columns that can be told apart says so; a list of days needs days', async () => {
    expect(told(await csv(['Law,9:00', 'Maths,10:00']))).toEqual([[1, 'no-columns']]);
    const days = await csv(['date', '2026-12-10', 'lundi'], { kind: 'dates' });
    expect(days.rows.map(({ day }) => day)).toEqual(['2026-12-10']);
    expect(told(days)).toEqual([[3, 'no-day']]);
  });

  test('takes so many rows and no more', async () => {
    const lines = Array.from({ length: MAX_ROWS + 3 }, (_, i) => `2026-12-10,Exam ${i}`);
    const found = await csv(['date,label', ...lines]);
    expect(found.rows).toHaveLength(MAX_ROWS);
    expect(told(found)).toEqual([[MAX_ROWS + 2, 'too-many']]);
    const wrong = await csv(['date,label', ...Array.from({ length: 30_000 }, (_, i) => `never,${i}`)]);
    expect(wrong.refused).toHaveLength(201);
    expect(wrong.refused.at(-1)).toEqual({ line: 202, code: 'more', what: '29800' });
  });
});

describe('a calendar', () => {
  test('tells times on the school’s clock, wherever they were written', async () => {
    const found = await ics([
      ['SUMMARY:Here', 'DTSTART:20261210T090000', 'DTEND:20261210T120000'],
      ['SUMMARY:Paris', 'DTSTART;TZID=Europe/Paris:20261210T090000', 'DURATION:PT1H'],
      ['SUMMARY:UTC', 'DTSTART:20261210T080000Z', 'DTEND:20261210T110000Z'],
      ['SUMMARY:New York', 'DTSTART;TZID=America/New_York:20261210T200000', 'DTEND;TZID=America/New_York:20261210T210000'],
      ['SUMMARY:Whole', 'DTSTART;VALUE=DATE:20261211', 'DTEND;VALUE=DATE:20261213'],
      ['SUMMARY:Night', 'DTSTART:20261210T220000', 'DTEND:20261211T020000'],
    ]);
    expect(found.refused).toEqual([]);
    expect(found.rows.map(({ label, day, from, until }) => [label.en, day, from, until])).toEqual([
      ['Here', '2026-12-10', '09:00', '12:00'],
      ['Paris', '2026-12-10', '09:00', '10:00'],
      ['UTC', '2026-12-10', '09:00', '12:00'],
      ['New York', '2026-12-11', '02:00', '03:00'],
      ['Whole', '2026-12-11', null, null],
      ['Whole', '2026-12-12', null, null],
      ['Night', '2026-12-10', '22:00', null],
    ]);
  });

  test('repeats within the period, on the same hour across a change of the clock', async () => {
    const found = await ics([
      [
        'SUMMARY:Weekly',
        'DTSTART;TZID=Europe/Paris:20270318T090000',
        'DTEND;TZID=Europe/Paris:20270318T100000',
        'RRULE:FREQ=WEEKLY;COUNT=4',
        'EXDATE;TZID=Europe/Paris:20270325T090000',
      ],
      ['SUMMARY:Ended', 'DTSTART:20240101T090000', 'RRULE:FREQ=DAILY;UNTIL=20240201T000000'],
    ]);
    expect(found.rows.map(({ day, from }) => [day, from])).toEqual([
      ['2027-03-18', '09:00'],
      ['2027-04-01', '09:00'],
      ['2027-04-08', '09:00'],
    ]);
    expect(told(found)).toEqual([[10, 'out-of-period']]);
  });

  test('keeps one bad event from taking the others with it', async () => {
    const found = await ics([
      ['SUMMARY:Good', 'DTSTART:20261210T090000'],
      ['SUMMARY:No start'],
      ['SUMMARY:Garbage', 'DTSTART:tomorrow'],
      ['SUMMARY:Off', 'DTSTART:20261210T100000', 'STATUS:CANCELLED'],
      ['SUMMARY:Where', 'DTSTART;TZID=Mars/Olympus:20261210T100000'],
      ['DTSTART:20261210T110000'],
      ['SUMMARY:Good too', 'DTSTART:20261211T090000'],
    ]);
    expect(found.rows.map(({ label }) => label.fr)).toEqual(['Good', 'Good too']);
    expect(found.refused.map(({ code }) => code)).toEqual(['unreadable', 'unreadable', 'cancelled', 'unknown-zone', 'no-label']);
    expect(found.refused.map(({ line }) => line)).toEqual([7, 11, 16, 22, 27]);
  });

  test('reads a zone that the file describes itself', async () => {
    const zone = ['BEGIN:VTIMEZONE', 'TZID:Romance Standard Time', 'BEGIN:STANDARD', 'DTSTART:16010101T030000'];
    const offsets = ['TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'END:STANDARD', 'END:VTIMEZONE'];
    const event = ['BEGIN:VEVENT', 'UID:1', 'SUMMARY:x', 'DTSTART;TZID="Romance Standard Time":20261210T090000', 'END:VEVENT'];
    const file = ['BEGIN:VCALENDAR', ...zone, ...offsets, ...event, 'END:VCALENDAR'].join('\r\n');
    const found = await readTimetable(reading(file, { name: 'x.ics', timezone: 'Europe/London' }));
    expect(found).toMatchObject({ rows: [{ day: '2026-12-10', from: '08:00' }], refused: [] });
  });

  /** A zone that is described by a rule, and an event in it. */
  const inZone = (rules: string[], event = 'DTSTART;TZID=Here:20261210T090000') => {
    const parts = rules.flatMap((rule) => [
      ...['BEGIN:STANDARD', 'DTSTART:16011028T030000', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100'],
      ...[`RRULE:${rule}`, 'END:STANDARD'],
    ]);
    const zone = ['BEGIN:VTIMEZONE', 'TZID:Here', ...parts, 'END:VTIMEZONE'];
    const file = ['BEGIN:VCALENDAR', ...zone, 'BEGIN:VEVENT', 'UID:1', 'SUMMARY:x', event, 'END:VEVENT', 'END:VCALENDAR'];
    return readTimetable(reading(file.join('\r\n'), { name: 'x.ics', timezone: 'Europe/London' }));
  };

  test('reads a zone by the rules that zones have, and follows no others', async () => {
    expect(await inZone(['FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU'])).toMatchObject({ rows: [{ day: '2026-12-10', from: '08:00' }] });
    for (const rule of [
      'FREQ=SECONDLY',
      'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
      'FREQ=YEARLY;BYMONTH=2',
      'FREQ=YEARLY;BYMONTH=2;BYDAY=5SU',
    ])
      expect([rule, told(await inZone([rule]))]).toEqual([rule, [[expect.any(Number), 'unknown-zone']]]);
    const many = await inZone(Array.from({ length: 60 }, () => 'FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU'));
    expect(told(many)).toEqual([[expect.any(Number), 'unknown-zone']]);
  });

  test.each([
    ['so many days are left out', `RRULE:FREQ=DAILY\r\nEXDATE:${Array(1_001).fill('20261201T090000').join()}`],
    ['so many days are named', `RDATE:${Array(1_001).fill('20261201T090000').join()}`],
    ['it has several rules', 'RRULE:FREQ=DAILY\r\nRRULE:FREQ=DAILY'],
  ])('refuses a repetition in which %s', async (_, rule) => {
    expect(told(await ics([['SUMMARY:x', 'DTSTART:20261201T090000', rule]]))).toEqual([[2, 'repetition']]);
  });

  test('makes so many rows of events that last for years, and no more', async () => {
    const long = ['SUMMARY:x', 'DTSTART;VALUE=DATE:20200101', 'DURATION:P99999W', 'RRULE:FREQ=DAILY'];
    const { rows, refused } = await ics(Array.from({ length: 3 }, () => long));
    expect(rows.length).toBeLessThanOrEqual(MAX_ROWS);
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['out-of-period', 'too-many']));
    expect(told(await ics([['SUMMARY:x', 'DTSTART:00010101T090000', 'RRULE:FREQ=DAILY']]))).toEqual([[2, 'out-of-period']]);
  });

  test('looks at so many repetitions in all, so that a file cannot keep the server busy', async () => {
    const old = (i: number): string[] => [`SUMMARY:${i}`, 'DTSTART:19000101T090000', 'RRULE:FREQ=DAILY'];
    // Each has 46,000 days before the period: all of them would take minutes.
    const found = await ics(Array.from({ length: 100 }, (_, i) => old(i)));
    expect(found.rows).toEqual([]);
    expect(new Set(found.refused.map(({ code }) => code))).toEqual(new Set(['out-of-period']));
  });

  test('takes so many events and no more', async () => {
    const found = await ics(Array.from({ length: 2_101 }, () => ['SUMMARY:x']));
    // The first 2,000, each for itself, and one line for those after them; 200 of these are told.
    expect(found.refused.at(-1)).toMatchObject({ code: 'more', what: '1801' });
  });

  test.each([
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=SECONDLY',
    'FREQ=DAILY;INTERVAL=7;BYDAY=MO',
    'FREQ=MONTHLY;BYMONTHDAY=31',
    'FREQ=MONTHLY;BYDAY=5MO;INTERVAL=12',
  ])('refuses a rule that may never come to its next day: %s', async (rule) => {
    const found = await ics([['SUMMARY:x', 'DTSTART:20261201T090000', `RRULE:${rule}`]]);
    expect(found.refused.map(({ code }) => code)).toEqual(['repetition']);
  });
});

test('of another kind is refused as a whole', async () => {
  await expect(readTimetable(reading('%PDF-1.7', { name: 'x.pdf' }))).rejects.toMatchObject({ code: 'invalid' });
  const large = new Uint8Array(1_000_001).fill(0x61);
  await expect(readTimetable(reading(large))).rejects.toMatchObject({ code: 'too-large' });
});

test('whatever a file holds: rows that a fact can have, and reasons for the rest', async () => {
  const word = fc.constantFrom(
    ...[
      'date',
      'jour',
      'label',
      'début',
      'lundi',
      '2026-12-10',
      '10/12/26',
      '9h',
      '"',
      ';',
      ',',
      '\t',
      '\n',
      '\r\n',
      'BEGIN:VEVENT',
    ],
    ...['END:VEVENT', 'DTSTART:20261210T090000', 'RRULE:FREQ=WEEKLY', 'SUMMARY:x', 'BEGIN:VCALENDAR', '\u0000', '=1+1', 'é'],
  );
  const file = fc.oneof(
    fc.array(word, { maxLength: 40 }).map((words) => new TextEncoder().encode(words.join(''))),
    fc.uint8Array({ maxLength: 200 }),
  );
  const property = fc.asyncProperty(file, fc.constantFrom('a.csv', 'b.ics'), async (bytes, name) => {
    try {
      const { rows, refused } = await readTimetable(reading(bytes, { name }));
      for (const { day, from, until, weekday } of rows) {
        expect(day === null || (isDay(day) && weekday === null)).toBe(true);
        expect([from, until].every((time) => time === null || minutesOf(time) !== null)).toBe(true);
      }
      expect(refused.every(({ line }) => line >= 1)).toBe(true);
    } catch (error) {
      expect(isAppError(error, 'invalid')).toBe(true);
    }
  });
  await fc.assert(property, { numRuns: 200 });
});
