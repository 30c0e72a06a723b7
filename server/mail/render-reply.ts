import type { Missing } from '../../shared/decision.ts';
import { AppError } from '../../shared/errors.ts';
import type { Mail } from '../../shared/mail.ts';
import { missingFor as missingIn, type TemplateNeeds } from '../../shared/needs.ts';
import type { Language, Policy, Template, TemplateFile } from '../../shared/policy.ts';
import type { Reading } from '../../shared/reading.ts';
import { oneLine, printable } from '../../shared/safe-text.ts';
import { compose, GAP_MARK } from './render/compose.ts';
import { footer, type SentBy } from './render/footer.ts';
import { replySubject } from './render/subject.ts';
import { analyse } from './render/template-language.ts';
import { htmlDocument, textToHtml } from './render/text-to-html.ts';
import { valuesOf } from './render/values.ts';

export interface RenderInput {
  template: Template;
  mail: Mail;
  reading: Pick<Reading, 'slots'>;
  policy: Policy;
  now: number;
  by: SentBy;
}

export interface Rendered {
  /** "Re: …" of the mail's subject, or the template's own when the mail has none. One line. */
  subject: string;
  /** With the footer; line ends \n. Gaps stand as ⟦…⟧. */
  text: string;
  /** A whole document, made from `text`. */
  html: string;
  /** What the text needs and does not have. Not empty: it must not be sent as it is, and build-mime.ts refuses it. */
  missing: readonly Missing[];
  files: readonly TemplateFile[];
}

/** An approved answer to one mail, in the template's language. Pure. Throws AppError `template` (see checkTemplate). */
export function renderReply(input: RenderInput): Rendered {
  const { template, mail, policy, by } = input;
  const values = valuesOf(input);
  const body = compose(template.body, values);
  const title = mail.subject.trim() === '' ? compose(template.subject, values) : { text: mail.subject, gaps: [] };
  const gaps = [...body.gaps, ...title.gaps];
  return {
    ...finished(body.text, policy, template.language, by),
    subject: mail.subject.trim() === '' ? oneLine(title.text, 200) : replySubject(mail.subject),
    missing: gaps.map(({ kind, name, why }) => ({ kind, name, why })),
    files: template.files,
  };
}

/** A text that a member of staff wrote or edited, in the same form. Throws `invalid` when it is empty or has a gap left. */
export function renderStaffText(input: {
  text: string;
  mail: Pick<Mail, 'subject'>;
  policy: Policy;
  language: Language;
  by: Extract<SentBy, { kind: 'staff' }>;
}): Rendered {
  const text = printable(input.text).trim();
  if (text === '') throw new AppError('invalid', 'The reply is empty');
  if (GAP_MARK.test(text)) throw new AppError('invalid', 'A place marked ⟦ ⟧ in the text is still to be filled in');
  const subject = input.mail.subject.trim() === '' ? input.policy.organisation.name[input.language] : input.mail.subject;
  return { ...finished(text, input.policy, input.language, input.by), subject: replySubject(subject), missing: [], files: [] };
}

/**
 * The footer is not set twice under a suggestion that already ends with it, and a person's signature takes the place of
 * the organisation's name with which a template ends.
 */
function finished(body: string, policy: Policy, language: Language, by: SentBy): { text: string; html: string } {
  const end = printable(footer(by, policy.organisation, language)).trim();
  const closing = `\n${policy.organisation.name[language]}`;
  const signs = by.kind === 'staff' && body.endsWith(closing);
  const signed = signs ? `${body.slice(0, -closing.length)}\n${end}` : `${body}\n\n${end}`;
  const text = body.endsWith(end) ? body : signed;
  return { text, html: htmlDocument(textToHtml(text), language) };
}

/** What a template's text asks for. A template that cannot be read needs nothing here: `checkTemplate` tells. */
export function templateNeeds(template: Pick<Template, 'subject' | 'body'>): TemplateNeeds {
  const uses = [...analyse(template.body).uses, ...analyse(template.subject).uses];
  const names = (kind: 'slot' | 'fact', bare: boolean): string[] => {
    const all = new Set(uses.filter((use) => use.kind === kind).map((use) => use.name));
    const needed = new Set(uses.filter((use) => use.kind === kind && !use.guarded).map((use) => use.name));
    return [...all].filter((name) => needed.has(name) === bare).sort();
  };
  return {
    slots: names('slot', true),
    facts: names('fact', true),
    optionalSlots: names('slot', false),
    optionalFacts: names('fact', false),
    openingHours: uses.some((use) => use.kind === 'variable' && use.name === 'nextOpenDay' && !use.guarded),
  };
}

/** What the template needs and the mail or the school's facts do not give at `now`. */
export function missingFor(template: Template, reading: Pick<Reading, 'slots'>, policy: Policy, now: number): Missing[] {
  return missingIn({ ...templateNeeds(template), files: template.files }, template, reading, policy, now);
}
