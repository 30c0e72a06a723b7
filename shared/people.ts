import type { Day } from './local-time.ts';
import type { Person, Policy } from './policy.ts';

/**
 * Who answers for a person on a day: the person, or through absences the stand-in of the stand-in. Null when the chain
 * ends with nobody: no stand-in named, an unknown or retired one, or people who stand in for each other.
 */
export function presentPerson(policy: Pick<Policy, 'people'>, personId: string | null, day: Day): Person | null {
  const asked = new Set<string>();
  let id = personId;
  while (id !== null && !asked.has(id)) {
    asked.add(id);
    const person = policy.people.find((candidate) => candidate.id === id);
    if (!person || person.retired) return null;
    const absence = person.absences.find((away) => away.from <= day && day <= away.until);
    if (!absence) return person;
    id = absence.standInId;
  }
  return null;
}
