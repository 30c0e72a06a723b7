import type { AuditWords } from './words.ts';

/** `validUntil: `, `label.fr: `, at the beginning of a line or of one of the parts that it is joined of. */
const NAMED = /(^| · )([A-Za-z]\w*)(?:\.(\w+))?: (?:(true|false)$)?/gm;

/** Lines of what an entry changed, their fields in the reader's words. What has none, and what people wrote, stays as it is. */
export function fieldsInWords(text: string, words: Pick<AuditWords, 'fields' | 'labelled' | 'yes' | 'no'>): string {
  const { fields } = words;
  return text.replace(NAMED, (whole, before: string, name: string, part?: string, flag?: string) => {
    const word = fields[name];
    if (word === undefined) return whole;
    const label = part === undefined ? word : `${word} (${fields[part] ?? part})`;
    return before + words.labelled(label, flag === undefined ? '' : flag === 'true' ? words.yes : words.no);
  });
}
