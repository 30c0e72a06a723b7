import type { Mail } from '../../shared/mail.ts';
import { categoryOf, type Language, type Policy } from '../../shared/policy.ts';
import type { Reading } from '../../shared/reading.ts';
import { type ReasonCode, reasonText } from '../../shared/reasons.ts';
import { oneLine, printable, safeWords } from '../../shared/safe-text.ts';
import type { SentBy } from './render/footer.ts';
import { forwardSubject } from './render/subject.ts';
import { escapeHtml, htmlDocument, textToHtml } from './render/text-to-html.ts';

/** What the original says is shown up to here; the whole mail is attached. */
const MAX_TEXT = 3_000;

export interface ForwardInput {
  mail: Pick<Mail, 'subject' | 'from' | 'newText' | 'attachments'>;
  /** null when no brain could read it. */
  reading: Pick<Reading, 'categoryId' | 'confidence' | 'summary'> | null;
  /** The category in force: staff may have corrected the reading's. */
  categoryId: string;
  reasons: readonly ReasonCode[];
  policy: Policy;
  /** The language the person reads; the add-on's or the organisation's. */
  language: Language;
  by: SentBy;
  /** The original goes with the mail as a file (it does not when it is too large). */
  withOriginal: boolean;
}

/** The note that goes with a mail passed on to a person: who asks, what was understood, why it comes to them. Pure. */
export function renderForward(input: ForwardInput): { subject: string; text: string; html: string } {
  const { mail, language } = input;
  const note = noteOf(input).join('\n');
  const words = printable(mail.newText).trim();
  const cut = words.length > MAX_TEXT ? `${words.slice(0, MAX_TEXT)}\n[…]` : words;
  const quoted = cut === '' ? [] : cut.split('\n').map((line) => line.trimEnd());
  const text = [note, ...(quoted.length > 0 ? [quoted.map((line) => `> ${line}`.trimEnd()).join('\n')] : [])].join('\n\n');
  const quote = quoted.length > 0 ? `\n<blockquote>${quoted.map(escapeHtml).join('<br>\n')}</blockquote>` : '';
  return { subject: forwardSubject(mail.subject), text, html: htmlDocument(textToHtml(note) + quote, language) };
}

function noteOf({ mail, reading, categoryId, reasons, policy, language, by, withOriginal }: ForwardInput): string[] {
  const fr = language === 'fr';
  const category = categoryOf(policy, categoryId)?.name[language] ?? categoryId;
  const line = (left: string, right: string): string => `- ${left}${fr ? ' : ' : ': '}${right}`;
  const percent = reading && reading.categoryId === categoryId ? ` (${Math.round(reading.confidence * 100)} %)` : '';
  const summary = reading?.summary ? safeWords(reading.summary, 300) : null;
  const files = mail.attachments.filter((file) => !file.inline).map((file) => withoutLinks(file.name));
  return [
    ...(by.kind === 'automatic'
      ? [fr ? 'Ce message vous est transmis automatiquement.' : 'This mail is passed on to you automatically.']
      : [fr ? `Ce message vous est transmis par ${by.name}.` : `${by.name} passes this mail on to you.`]),
    '',
    line(fr ? 'De' : 'From', `${withoutLinks(mail.from.name)} (${oneLine(mail.from.address, 254)})`.trim()),
    line(fr ? 'Catégorie' : 'Category', category + percent),
    ...(summary ? [line(fr ? 'Résumé' : 'Summary', summary)] : []),
    ...(reasons.length > 0
      ? [line(fr ? 'Pourquoi vous' : 'Why you', reasons.map((code) => reasonText(code, language)).join(' ; '))]
      : []),
    ...(files.length > 0 ? [line(fr ? 'Pièces jointes' : 'Attachments', files.join(', '))] : []),
    '',
    answerHint(fr, withOriginal),
  ];
}

function answerHint(fr: boolean, withOriginal: boolean): string {
  const where = withOriginal
    ? fr
      ? 'Le message d’origine est joint.'
      : 'The original is attached.'
    : fr
      ? 'Le message d’origine est trop volumineux pour être joint : vous le trouverez dans la boîte partagée.'
      : 'The original is too large to attach: it is in the shared mailbox.';
  return fr
    ? `${where} Répondez à ce message : la réponse ira à la personne qui a écrit et à la boîte partagée.`
    : `${where} Reply to this mail: your answer goes to the person who wrote and to the shared mailbox.`;
}

/** Names are shown whatever they are, but never as a link: the person must not be led anywhere by one. */
function withoutLinks(words: string): string {
  return oneLine(words, 120)
    .replace(/[:/⟦⟧]/gu, ' ')
    .replace(/\s{2,}/g, ' ')
    .trim();
}
