import type { MailView } from '../../../../shared/api.ts';
import { partsOf } from '../templates/draft.ts';
import type { MailsWords } from './words.ts';

/** A template as people know it: its category and language. One of a category that the mail says nothing of keeps its id. */
export function templateName(
  mail: Pick<MailView, 'category' | 'decidedCategory' | 'detail' | 'choices'>,
  { id, version }: { id: string; version: number },
  { one }: Pick<MailsWords, 'one'>,
): string {
  const parts = partsOf(id);
  const known = [
    mail.category,
    mail.decidedCategory,
    mail.detail?.decision?.category,
    ...(mail.detail?.reading?.scores ?? []),
    ...(mail.choices?.categories ?? []),
  ];
  const category = parts && known.find((one) => one?.id === parts.categoryId);
  return one.template(category ? `${category.name} (${one.inLanguage[parts.language]})` : id, version);
}
