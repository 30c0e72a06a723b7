import { addDays, type Day, dayIn, dayParts, weekdayOf } from '../../shared/local-time.ts';
import type { Localized, OpeningHours } from '../../shared/policy.ts';

/**
 * The dates of the sample school. A pack in JSON cannot say "this year", so the default one is made for the day it is
 * installed: it always starts out in date, and runs out with the school year, as real facts do.
 */
export interface SchoolYear {
  /** '2026-2027' */
  name: string;
  validFrom: Day;
  validUntil: Day;
  start: Day;
  breaks: readonly { name: Localized; from: Day; until: Day }[];
  secondSemester: Day;
  end: Day;
  exams: readonly { from: Day; until: Day }[];
  openDays: readonly Day[];
  deadlines: readonly Day[];
}

const [MONDAY, FRIDAY, SATURDAY] = [0, 4, 5];

/** The school year that `now` lies in; from August on it is the coming one. */
export function schoolYear(now: number, timezone: string): SchoolYear {
  const today = dayParts(dayIn(timezone, now));
  const year = today.month >= 8 ? today.year : today.year - 1;
  const next = year + 1;
  const fortnight = (fr: string, en: string, from: Day): SchoolYear['breaks'][number] => {
    const saturday = onOrAfter(from, SATURDAY);
    return { name: { fr, en }, from: saturday, until: addDays(saturday, 15) };
  };
  const examsFrom = (from: Day): { from: Day; until: Day } => {
    const monday = onOrAfter(from, MONDAY);
    return { from: monday, until: addDays(monday, 11) };
  };
  return {
    name: `${year}-${next}`,
    validFrom: `${year}-08-01`,
    validUntil: `${next}-08-31`,
    start: onOrAfter(`${year}-09-01`, MONDAY),
    breaks: [
      fortnight('vacances d’automne', 'autumn break', `${year}-10-17`),
      fortnight('vacances de fin d’année', 'winter break', `${year}-12-18`),
      fortnight('vacances d’hiver', 'February break', `${next}-02-12`),
      fortnight('vacances de printemps', 'spring break', `${next}-04-09`),
    ],
    secondSemester: onOrAfter(`${next}-01-18`, MONDAY),
    end: onOrAfter(`${next}-06-24`, FRIDAY),
    exams: [examsFrom(`${next}-01-04`), examsFrom(`${next}-05-24`)],
    // Past the year's end, so that the last weeks still have a next one to name.
    openDays: [`${year}-10`, `${year}-12`, `${next}-01`, `${next}-03`, `${next}-05`, `${next}-06`, `${next}-10`].map((month) =>
      onOrAfter(`${month}-08`, SATURDAY),
    ),
    deadlines: [`${year}-11-30`, `${next}-01-31`, `${next}-03-31`, `${next}-05-31`, `${next}-08-31`, `${next}-11-30`],
  };
}

/** Closures of the two calendar years a school year touches: public holidays, the year's end, the summer. */
export function closuresOf(year: SchoolYear): OpeningHours['closures'] {
  const first = dayParts(year.validFrom).year;
  return [first, first + 1]
    .flatMap((calendar) => [...holidays(calendar), ...ownClosures(calendar)])
    .filter((closure) => closure.until >= year.validFrom)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
}

function ownClosures(year: number): OpeningHours['closures'] {
  return [
    { from: `${year}-08-01`, until: `${year}-08-16`, name: { fr: 'fermeture d’été', en: 'summer closing' } },
    { from: `${year}-12-24`, until: `${year + 1}-01-01`, name: { fr: 'fermeture de fin d’année', en: 'year-end closing' } },
  ];
}

/** Public holidays in France: Code du travail, art. L3133-1. Those inside the school's own closures are left out. */
function holidays(year: number): OpeningHours['closures'] {
  const easter = easterSunday(year);
  const days: readonly (readonly [Day, string, string])[] = [
    [addDays(easter, 1), 'lundi de Pâques', 'Easter Monday'],
    [`${year}-05-01`, 'fête du Travail', 'Labour Day'],
    [`${year}-05-08`, 'Victoire de 1945', 'Victory Day'],
    [addDays(easter, 39), 'Ascension', 'Ascension Day'],
    [addDays(easter, 50), 'lundi de Pentecôte', 'Whit Monday'],
    [`${year}-07-14`, 'fête nationale', 'Bastille Day'],
    [`${year}-11-01`, 'Toussaint', 'All Saints’ Day'],
    [`${year}-11-11`, 'Armistice de 1918', 'Armistice Day'],
  ];
  return days.map(([day, fr, en]) => ({ from: day, until: day, name: { fr, en } }));
}

/** The anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch. 8). */
export function easterSunday(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return `${year}-0${Math.floor(n / 31)}-${String((n % 31) + 1).padStart(2, '0')}`;
}

function onOrAfter(day: Day, weekday: number): Day {
  return addDays(day, (weekday - weekdayOf(day) + 7) % 7);
}
