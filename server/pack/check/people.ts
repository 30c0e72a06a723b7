import { dayIn } from '../../../shared/local-time.ts';
import { presentPerson } from '../../../shared/people.ts';
import type { Policy } from '../../../shared/policy.ts';
import { type CheckedAgainst, error, type PolicyProblem, warning } from './problem.ts';

export function checkPeople(policy: Policy, { now, ownAddresses }: CheckedAgainst): PolicyProblem[] {
  const own = new Set(ownAddresses.map((address) => address.toLowerCase()));
  const today = dayIn(policy.hours.timezone, now);
  return policy.people.flatMap((person): PolicyProblem[] => {
    if (person.retired) return [];
    const path = `people.${person.id}`;
    const loops = person.absences.some(
      (away) =>
        away.standInId !== null && !presentPerson(policy, person.id, away.from) && returnsTo(policy, person.id, away.from),
    );
    const gone = person.absences.filter(
      (away) => away.until >= today && policy.people.some(({ id, retired }) => id === away.standInId && retired),
    );
    const unknown = person.absences.filter(
      (away) => away.standInId !== null && !policy.people.some(({ id }) => id === away.standInId),
    );
    return [
      ...(own.has(person.address.toLowerCase())
        ? [
            error(
              'own-address',
              path,
              'C’est une adresse de la boîte elle-même : le message reviendrait.',
              'This is an address of the mailbox itself: the mail would come back.',
            ),
          ]
        : []),
      ...unknown.map((away) =>
        error('unknown-person', path, `Remplaçant inconnu : « ${away.standInId} ».`, `Unknown stand-in: “${away.standInId}”.`),
      ),
      ...gone.map(() =>
        error(
          'retired-person',
          path,
          'La personne qui remplace ne reçoit plus de messages : choisissez quelqu’un d’autre.',
          'The stand-in receives mail no more: choose somebody else.',
        ),
      ),
      ...person.absences
        .filter(({ from, until }) => from > until)
        .map(() => error('period', path, 'Une absence finit avant de commencer.', 'An absence ends before it begins.')),
      ...(loops
        ? [
            error(
              'stand-in-loop',
              path,
              'Les remplaçants se renvoient l’un à l’autre : nommez quelqu’un de présent.',
              'The stand-ins point at each other: name somebody who is there.',
            ),
          ]
        : []),
      ...(!loops && !presentPerson(policy, person.id, today)
        ? [
            warning(
              'nobody-present',
              path,
              'Absent aujourd’hui sans remplaçant présent : rien ne lui sera transmis.',
              'Away today with no stand-in present: nothing will be passed on.',
            ),
          ]
        : []),
    ];
  });
}

/** Whether the chain of stand-ins on a day comes back to somebody already asked. */
function returnsTo(policy: Policy, personId: string, day: string): boolean {
  const asked = new Set<string>();
  let id: string | null = personId;
  while (id !== null) {
    if (asked.has(id)) return true;
    asked.add(id);
    id = standInOn(policy, id, day);
  }
  return false;
}

function standInOn(policy: Policy, personId: string, day: string): string | null {
  const absences = policy.people.find(({ id }) => id === personId)?.absences ?? [];
  return absences.find(({ from, until }) => from <= day && day <= until)?.standInId ?? null;
}
