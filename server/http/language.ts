import type { Request } from 'express';
import { LANGUAGES, type Language } from '../../shared/policy.ts';

/** The reader's language: `?lang=`, else Accept-Language; English, the documents', where neither says. */
export function languageOf(req: Request): Language {
  const asked = LANGUAGES.find((language) => language === req.query.lang);
  if (asked) return asked;
  const accepted = req.headers['accept-language'] ? req.acceptsLanguages([...LANGUAGES]) : 'en';
  return LANGUAGES.find((language) => language === accepted) ?? 'en';
}
