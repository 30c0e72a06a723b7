import { AppError } from '../../../../shared/errors.ts';
import type { Person, Policy } from '../../../../shared/policy.ts';
import { taken } from './problems.ts';

/** Pure changes of the people that mails go to. */
export function addPerson(policy: Policy, person: Person): Policy {
  if (policy.people.some(({ id }) => id === person.id)) throw taken(`people.${person.id}`, 'id');
  return { ...policy, people: [...policy.people, person] };
}

/**
 * Only what is given is changed. A person who is retired stays, for what history says of them; that no route and no stand-in
 * still names them is checked with the whole policy.
 */
export function editPerson(policy: Policy, id: string, change: Partial<Omit<Person, 'id'>>): Policy {
  const known = policy.people.find((person) => person.id === id);
  if (!known) throw new AppError('not-found', 'Nobody here has that id.', { topic: 'person-unknown' });
  const { retired, ...person } = { ...known, ...change };
  const edited: Person = retired ? { ...person, retired } : person;
  return { ...policy, people: policy.people.map((other) => (other.id === id ? edited : other)) };
}
