import { dateInWords } from '../../../shared/dates-in-words.ts';
import { datesFrom, type FactFound, factOn, nextDateOf, rowsFrom } from '../../../shared/facts.ts';
import { dayIn } from '../../../shared/local-time.ts';
import type { Mail } from '../../../shared/mail.ts';
import { OPENING_HOURS, slotValue } from '../../../shared/needs.ts';
import { nextOpenDay } from '../../../shared/opening-hours.ts';
import { categoryOf, type Language, type Policy, type Template } from '../../../shared/policy.ts';
import type { Reading } from '../../../shared/reading.ts';
import { fromMail, type Gap, ownWords, type Values } from './compose.ts';
import { askerName, greeting } from './greeting.ts';
import { closuresInWords, HOURS_PERIODS, hoursInWords } from './hours.ts';
import { slotInWords } from './slot-in-words.ts';
import { tableInWords } from './table.ts';
import type { Variable } from './template-language.ts';

/** What the names in a template stand for, for one mail at one moment. */
export function valuesOf(input: {
  template: Pick<Template, 'language' | 'categoryId'>;
  mail: Pick<Mail, 'from' | 'replyTo'>;
  reading: Pick<Reading, 'slots'>;
  policy: Policy;
  now: number;
}): Values {
  const { template, mail, reading, policy, now } = input;
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
      const quote = reading.slots.find((slot) => slot.name === name)?.quote ?? '';
      return fromMail(slotInWords(spec, { value, quote }, language));
    },
    fact: (key) => {
      const { fact, why } = find(key);
      if (!fact) return gap('fact', key, why, labelOf(policy, key, language), language);
      if (fact.kind === 'table') return ownWords(tableInWords(rowsFrom(fact, today), language));
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

/** A list of days in an answer; more belong on a page that the answer links to. */
const MAX_DATES = 12;

function variable(
  name: Variable,
  mail: Pick<Mail, 'from' | 'replyTo'>,
  policy: Policy,
  now: number,
  language: Language,
): string | Gap {
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
