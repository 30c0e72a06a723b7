import type { TemplateView } from '../../../../shared/api.ts';
import type { Language } from '../preferences.ts';

/** A template as it stands in the editor. */
export interface Draft {
  subject: string;
  body: string;
  /** Ids of uploaded files. */
  files: readonly string[];
}

const EMPTY_DRAFT: Draft = { subject: '', body: '', files: [] };

export function draftOf(template: TemplateView | null | undefined): Draft {
  if (!template) return EMPTY_DRAFT;
  return { subject: template.subject, body: template.body, files: template.files.map(({ id }) => id) };
}

export function sameDraft(a: Draft, b: Draft): boolean {
  return a.subject === b.subject && a.body === b.body && a.files.join() === b.files.join();
}

/** A template as text, for comparing: subject, files, body. */
export function draftText({ subject, body, files }: Draft, fileName: (id: string) => string): string {
  return [subject, ...files.map((id) => `+ ${fileName(id)}`), '', body].join('\n');
}

/** `<categoryId>.<language>`; null where the address names none. */
export function partsOf(id: string): { categoryId: string; language: Language } | null {
  const found = /^(.+)\.(fr|en)$/.exec(id);
  const [, categoryId = '', language] = found ?? [];
  return found ? { categoryId, language: language === 'fr' ? 'fr' : 'en' } : null;
}

/** Versions of one template, the newest first. */
export function versionsOf(all: readonly TemplateView[], id: string): TemplateView[] {
  return all.filter((template) => template.id === id).sort((a, b) => b.version - a.version);
}

interface Kept {
  draft: Draft;
  base: TemplateView | null;
  revision: number;
}

/** What was typed and not saved, while somebody looks at another page of the console. */
const kept = new Map<string, Kept>();

export const keptDraft = (id: string): Kept | undefined => kept.get(id);
export const keepDraft = (id: string, what: Kept): void => void kept.set(id, what);
export const dropDraft = (id: string): void => void kept.delete(id);
