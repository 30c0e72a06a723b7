import type { Language } from '../../../../shared/policy.ts';
import { EN } from './en.ts';
import { FR } from './fr.ts';

export type Words = typeof EN;

export function wordsOf(language: Language): Words {
  return language === 'fr' ? FR : EN;
}
