import { periodText } from '../policy/texts.ts';
import type { Language } from '../preferences.ts';
import type { Person } from './data.ts';

export type Edited = Pick<Person, 'name' | 'function' | 'address' | 'absences'>;

/** A person as text, for comparing two of them. */
export function personText(person: Edited | undefined, language: Language): string {
  if (!person) return '';
  const absences = person.absences.map(
    ({ from, until, standInId }) => `${periodText(from, until, language)} → ${standInId ?? '–'}`,
  );
  return [person.name, person.function.fr, person.function.en, person.address, ...absences].join('\n');
}
