import { longDateText, periodText, weekdayName } from '../policy/texts.ts';
import type { Language } from '../preferences.ts';
import type { Fact, Row } from './data.ts';

/** A line of a table as people would say it. */
function rowText({ label, weekday, day, from, until }: Row, language: Language): string {
  const when = weekday ? weekdayName(weekday, language) : day ? longDateText(day, language) : '';
  const hours = from ? (until ? `${from}–${until}` : from) : '';
  return [label[language] || label.fr || label.en, when, hours].filter((part) => part !== '').join(', ');
}

/** What a fact says, in lines. */
export function contentLines(fact: Fact, language: Language): string[] {
  if (fact.kind === 'dates') return fact.dates.map((day) => longDateText(day, language));
  if (fact.kind === 'table') return fact.rows.map((row) => rowText(row, language));
  return fact.value[language].split('\n');
}

/** Everything of a fact as text, for comparing two of them. */
export function factText(fact: Fact | undefined, language: Language): string {
  if (!fact) return '';
  const head = [`FR: ${fact.label.fr}`, `EN: ${fact.label.en}`, periodText(fact.validFrom, fact.validUntil, language)];
  if (fact.kind === 'dates' || fact.kind === 'table') {
    const lines =
      fact.kind === 'dates'
        ? fact.dates
        : fact.rows.map(
            (row) => `${rowText({ ...row, label: { fr: '', en: '' } }, language)} · ${row.label.fr} · ${row.label.en}`,
          );
    return [...head, '', ...lines].join('\n');
  }
  return [...head, '', fact.value.fr, '', fact.value.en].join('\n');
}
