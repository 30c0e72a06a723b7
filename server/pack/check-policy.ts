import { isTimezone } from '../../shared/local-time.ts';
import { LANGUAGES, type Policy } from '../../shared/policy.ts';
import { checkCategories, checkTemplates } from './check/answers.ts';
import { checkFacts, checkHours } from './check/facts.ts';
import { checkPeople } from './check/people.ts';
import { type CheckedAgainst, error, type PolicyProblem, warning } from './check/problem.ts';

export type { CheckedAgainst, PolicyProblem, PolicyProblemCode } from './check/problem.ts';

/** Everything that does not fit together. Never throws for a policy of the right form. */
export function checkPolicy(policy: Policy, against: CheckedAgainst): PolicyProblem[] {
  if (!isTimezone(policy.hours.timezone)) {
    return [error('hours', 'hours.timezone', 'Fuseau horaire inconnu.', 'Unknown time zone.')];
  }
  return [
    ...duplicates(policy),
    ...checkCategories(policy),
    ...checkTemplates(policy),
    ...checkPeople(policy, against),
    ...checkFacts(policy, against),
    ...checkHours(policy, against),
    ...sampleValues(policy),
  ];
}

function duplicates(policy: Policy): PolicyProblem[] {
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ['categories', policy.categories.map(({ id }) => id)],
    ['facts', policy.facts.map((f) => [f.key, f.validFrom ?? '…', f.validUntil ?? '…'].join(' '))],
    ['people', policy.people.map(({ id }) => id)],
    ['templates', policy.templates.map((t) => `${t.id} (${t.version})`)],
    ...policy.categories.map((c) => [`categories.${c.id}.slots`, c.slots.map(({ name }) => name)] as const),
  ];
  return lists.flatMap(([list, ids]) =>
    [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))].map((id) =>
      error(
        'duplicate-id',
        `${list}.${id}`,
        'Ce nom est donné deux fois : changez-en un.',
        'This name is given twice: change one.',
      ),
    ),
  );
}

/** What the default pack leaves to be replaced: addresses that nobody can have (RFC 2606). */
function sampleValues(policy: Policy): PolicyProblem[] {
  const sample = (path: string): PolicyProblem =>
    warning(
      'sample-value',
      path,
      'Valeur d’exemple (.example) : mettez celle de l’école.',
      'A sample value (.example): put the school’s own.',
    );
  return [
    ...policy.people.filter(({ address }) => /\.example$/i.test(address)).map(({ id }) => sample(`people.${id}`)),
    ...policy.facts
      .filter(({ value }) => LANGUAGES.some((l) => /\.example\b/i.test(value[l])))
      .map(({ key }) => sample(`facts.${key}`)),
  ];
}
