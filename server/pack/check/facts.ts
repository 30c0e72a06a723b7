import { factOn } from '../../../shared/facts.ts';
import { dayIn } from '../../../shared/local-time.ts';
import { nextOpenDay } from '../../../shared/opening-hours.ts';
import { categoryOf, type Fact, LANGUAGES, type Policy, publishedTemplate } from '../../../shared/policy.ts';
import { templateNeeds } from '../../mail/render-reply.ts';
import { type CheckedAgainst, error, type PolicyProblem, warning } from './problem.ts';

export function checkFacts(policy: Policy, { now }: CheckedAgainst): PolicyProblem[] {
  const today = dayIn(policy.hours.timezone, now);
  const periods = policy.facts.flatMap((fact): PolicyProblem[] => {
    const path = `facts.${fact.key}`;
    const backward = fact.validFrom !== null && fact.validUntil !== null && fact.validFrom > fact.validUntil;
    const bad = fact.kind === 'link' && LANGUAGES.some((l) => fact.value[l] !== '' && !/^https?:\/\/\S+$/.test(fact.value[l]));
    return [
      ...tableProblems(fact, path),
      ...(backward ? [error('period', path, 'La période finit avant de commencer.', 'The period ends before it begins.')] : []),
      ...(bad
        ? [
            error(
              'link',
              path,
              'Un lien commence par https:// et ne contient pas de blanc.',
              'A link begins with https:// and has no blank in it.',
            ),
          ]
        : []),
    ];
  });
  const used = policy.templates
    .filter((t) => publishedTemplate(policy, t.categoryId, t.language) === t)
    .filter((t) => categoryOf(policy, t.categoryId)?.retired !== true)
    .flatMap((t) => templateNeeds(t).facts.map((key) => ({ key, language: t.language })));
  const lapsed = [
    ...new Set(used.filter(({ key, language }) => factOn(policy, key, today, language).why === 'expired').map(({ key }) => key)),
  ];
  return [
    ...periods,
    ...lapsed.map((key) =>
      warning(
        'fact-not-now',
        `facts.${key}`,
        'Hors de sa période aujourd’hui : les réponses qui l’emploient ne partiront pas seules.',
        'Not in date today: answers that use it will not leave by themselves.',
      ),
    ),
  ];
}

/** A row with a day and a weekday, hours without a beginning, hours that end before they begin, nothing at all. */
function tableProblems({ kind, rows = [] }: Fact, path: string): PolicyProblem[] {
  if (kind !== 'table') return [];
  return rows.flatMap((row, i): PolicyProblem[] => {
    const bad = row.day !== null && row.weekday !== null;
    const backward = row.until !== null && (row.from === null || row.from >= row.until);
    const empty = row.day === null && row.weekday === null && (row.label.fr + row.label.en).trim() === '';
    if (!bad && !backward && !empty) return [];
    const fr = bad
      ? 'un jour ou un jour de la semaine, pas les deux.'
      : backward
        ? 'les heures sont à l’envers.'
        : 'rien n’y est écrit.';
    const en = bad
      ? 'a day or a weekday, not both.'
      : backward
        ? 'its hours are the wrong way round.'
        : 'there is nothing in it.';
    return [error('table', path, `Ligne ${i + 1} : ${fr}`, `Row ${i + 1}: ${en}`)];
  });
}

export function checkHours(policy: Policy, { now }: CheckedAgainst): PolicyProblem[] {
  const stretches = Object.entries(policy.hours.weekly).flatMap(([weekday, list]) =>
    list
      .filter(([from, until]) => from >= until)
      .map(() =>
        error('hours', `hours.weekly.${weekday}`, 'Une plage finit avant de commencer.', 'A stretch ends before it begins.'),
      ),
  );
  const closures = policy.hours.closures
    .filter(({ from, until }) => from > until)
    .map(({ from }) =>
      error('period', `hours.closures.${from}`, 'Une fermeture finit avant de commencer.', 'A closure ends before it begins.'),
    );
  const never =
    nextOpenDay(policy.hours, now) === null
      ? [
          warning(
            'hours',
            'hours.weekly',
            'Aucune heure d’ouverture dans l’année qui vient.',
            'No opening hours in the year to come.',
          ),
        ]
      : [];
  return [...stretches, ...closures, ...never];
}
