import { presentPerson } from '../../shared/people.ts';
import type { Person } from '../../shared/policy.ts';

function person(id: string, standInId?: string | null): Person {
  const absences = standInId === undefined ? [] : [{ from: '2026-11-23', until: '2026-11-27', standInId }];
  return { id, name: id, function: { fr: '', en: '' }, address: `${id}@ecole.example`, absences };
}

const day = '2026-11-25';

test('the person, or through absences the stand-in of the stand-in', () => {
  const people = [person('a', 'b'), person('b', 'c'), person('c')];
  expect(presentPerson({ people }, 'c', day)?.id).toBe('c');
  expect(presentPerson({ people }, 'a', day)?.id).toBe('c');
  expect(presentPerson({ people }, 'a', '2026-11-28')?.id).toBe('a');
});

test('nobody: none named, unknown, or people who stand in for each other', () => {
  const people = [person('a', 'b'), person('b', 'a'), person('alone', null), person('gone', 'unknown'), person('self', 'self')];
  for (const id of ['a', 'b', 'alone', 'gone', 'self', 'unknown', null]) expect(presentPerson({ people }, id, day)).toBeNull();
});
