import { dateInWords } from '../../shared/dates-in-words.ts';
import type { Missing } from '../../shared/decision.ts';
import { AppError } from '../../shared/errors.ts';
import { datesFrom, type FactFound, factOn, nextDateOf } from '../../shared/facts.ts';
import { dayIn } from '../../shared/local-time.ts';
import type { Mail } from '../../shared/mail.ts';
import { missingFor as missingIn, OPENING_HOURS, slotValue, type TemplateNeeds } from '../../shared/needs.ts';
import { nextOpenDay } from '../../shared/opening-hours.ts';
import { categoryOf, type Language, type Policy, type SlotSpec, type Template, type TemplateFile } from '../../shared/policy.ts';
import type { Reading } from '../../shared/reading.ts';
import { oneLine, printable } from '../../shared/safe-text.ts';
import { compose, fromMail, GAP_MARK, type Gap, ownWords, type Values } from './render/compose.ts';
import { footer, type SentBy } from './render/footer.ts';
import { askerName, greeting } from './render/greeting.ts';
import { closuresInWords, HOURS_PERIODS, hoursInWords } from './render/hours.ts';
import { replySubject } from './render/subject.ts';
import { analyse, type Variable } from './render/template-language.ts';
import { htmlDocument, textToHtml } from './render/text-to-html.ts';

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
  return missingIn(templateNeeds(template), template, reading, policy, now);
}

function valuesOf({ template, mail, reading, policy, now }: RenderInput): Values {
  const { language } = template;
  const specs = categoryOf(policy, template.categoryId)?.slots ?? [];
  const today = dayIn(policy.hours.timezone, now);
  const find = (key: string): FactFound => factOn(policy, key, today, language);
  return {
    variable: (name) => variable(name, mail, policy, now, language),
    slot: (name) => {
      const value = slotValue(specs, reading, name);
      const spec = specs.find((candidate) => candidate.name === name);
      if (value === null) return gap('slot', name, 'missing', spec?.label[language] ?? name, language);
      return fromMail(shown(spec, reading, value, language));
    },
    fact: (key) => {
      const { fact, why } = find(key);
      if (!fact) return gap('fact', key, why, labelOf(policy, key, language), language);
      const next = fact.kind === 'dates' ? nextDateOf(fact, today) : null;
      return next === null ? ownWords(fact.value[language]) : dateInWords(next, language);
    },
    nextDate: (key) => {
      const { fact, why } = find(key);
      const next = fact ? nextDateOf(fact, today) : null;
      return next ? dateInWords(next, language) : gap('fact', key, why ?? 'missing', labelOf(policy, key, language), language);
    },
    upcoming: (key) => {
      const { fact } = find(key);
      return fact
        ? datesFrom(fact, today)
            .slice(0, MAX_DATES)
            .map((date) => dateInWords(date, language))
        : [];
    },
    hours: (name) => {
      const period = HOURS_PERIODS.find((known) => known === name) ?? 'this-week';
      return ownWords(hoursInWords(policy.hours, period, now, language));
    },
  };
}

/** A date in words; a choice by the words the mail chose it with (one of those the school listed), else by its value. */
function shown(spec: SlotSpec | undefined, reading: Pick<Reading, 'slots'>, value: string, language: Language): string {
  if (spec?.type === 'date') return dateInWords(value, language);
  if (spec?.type !== 'choice') return value;
  const quote = reading.slots.find((slot) => slot.name === spec.name)?.quote.toLowerCase() ?? '';
  const words = spec.choices.find((choice) => choice.value === value)?.words ?? [];
  return words.find((word) => word !== '' && quote.includes(word.toLowerCase())) ?? value;
}

/** A list of days in an answer; more belong on a page that the answer links to. */
const MAX_DATES = 12;

function variable(name: Variable, mail: Mail, policy: Policy, now: number, language: Language): string | Gap {
  switch (name) {
    case 'greeting':
      return fromMail(greeting(askerName(mail), language));
    case 'organisation':
      return ownWords(policy.organisation.name[language]);
    case 'humanContact':
      return ownWords(policy.organisation.humanContact[language]);
    case 'closures':
      return ownWords(closuresInWords(policy.hours, now, language));
    case 'nextOpenDay': {
      const day = nextOpenDay(policy.hours, now);
      const label = language === 'fr' ? 'prochain jour d’ouverture' : 'next open day';
      return day ? dateInWords(day, language) : gap('fact', OPENING_HOURS, 'missing', label, language);
    }
  }
}

function labelOf(policy: Policy, key: string, language: Language): string {
  return policy.facts.find((fact) => fact.key === key)?.label[language] ?? key;
}

function gap(kind: 'slot' | 'fact', name: string, why: 'missing' | 'expired', label: string, language: Language): Gap {
  const words = language === 'fr' ? 'à compléter : ' : 'to fill in: ';
  return { gap: { kind, name, why, label: words + label.replace(/[⟦⟧]/gu, '') } };
}
