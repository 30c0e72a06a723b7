import type { Visit } from './visit.ts';

const DAY = 86_400_000;

/** When something is or was, as one says it: "at 14:05", "yesterday at 09:12", "on 3 Nov at 08:00". In the reader's zone. */
export function when(visit: Visit, at: number): string {
  const { day, date, time } = told(visit, at);
  const { texts } = visit;
  if (day === 0) return texts.todayAt(time);
  if (day === -1) return texts.yesterdayAt(time);
  return day === 1 ? texts.tomorrowAt(time) : texts.dayAt(date, time);
}

/** Since when: "since 14:05", "since yesterday 09:12", "since 3 Nov, 08:00". */
export function since(visit: Visit, at: number): string {
  const { day, date, time } = told(visit, at);
  if (day === 0) return visit.texts.sinceToday(time);
  return day === -1 ? visit.texts.sinceYesterday(time) : visit.texts.sinceDay(date, time);
}

/** `day`: 0 today, -1 yesterday, 1 tomorrow; null: another day. */
function told({ texts, timeZone, began }: Visit, at: number): { day: number | null; date: string; time: string } {
  const format = (options: Intl.DateTimeFormatOptions, moment: number): string =>
    new Intl.DateTimeFormat(texts.locale, timeZone ? { ...options, timeZone } : options).format(moment);
  const dayOf = (moment: number): string => format({ year: 'numeric', month: '2-digit', day: '2-digit' }, moment);
  const far = Math.abs(at - began) > 300 * DAY;
  return {
    day: [0, -1, 1].find((days) => dayOf(began + days * DAY) === dayOf(at)) ?? null,
    date: format({ day: 'numeric', month: 'short', ...(far ? { year: 'numeric' } : {}) }, at),
    time: format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, at),
  };
}
