import type { Language, Organisation } from '../../../shared/policy.ts';
import { oneLine } from '../../../shared/safe-text.ts';

export type SentBy = { kind: 'automatic' } | { kind: 'staff'; name: string; function: string | null };

/**
 * What stands below every reply. An automatic one says that an AI had a part in it and how to reach a person
 * (Regulation (EU) 2024/1689, art. 50). It does not begin with "-- ": mail readers hide what follows that line.
 */
export function footer(by: SentBy, organisation: Organisation, language: Language): string {
  const name = organisation.name[language];
  if (by.kind === 'staff')
    return [oneLine(by.name, 100), oneLine(by.function ?? '', 100), name].filter((line) => line).join('\n');
  const contact = organisation.humanContact[language];
  return language === 'fr'
    ? `---\n${name}, réponse automatique : une intelligence artificielle a reconnu le sujet de votre message et choisi ce texte, que notre équipe a rédigé et approuvé.\nPour joindre une personne : ${contact}`
    : `---\n${name}, automatic reply: an artificial intelligence recognised what your mail is about and chose this text, which our team wrote and approved.\nTo reach a person: ${contact}`;
}
