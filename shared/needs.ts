import type { Missing } from './decision.ts';
import { factOn } from './facts.ts';
import { dayIn, isDay } from './local-time.ts';
import { nextOpenDay } from './opening-hours.ts';
import type { Language, Policy, SlotSpec, TemplateFile } from './policy.ts';
import type { Reading } from './reading.ts';
import { safeWords } from './safe-text.ts';

/** What a template's text asks for, read from it once (server/mail/render-reply.ts) and given to `decide` as data. */
export interface TemplateNeeds {
  /** Named outside an `#if` on the same name: without them the text has a hole. */
  slots: readonly string[];
  facts: readonly string[];
  /** Named only inside an `#if` on the same name. A slot that the category calls required is needed all the same. */
  optionalSlots: readonly string[];
  optionalFacts: readonly string[];
  /** The text names the next open day. */
  openingHours: boolean;
  /** The files that go with it, each for its time only. */
  files?: readonly Pick<TemplateFile, 'name' | 'validFrom' | 'validUntil'>[];
}

/** What is needed and not there, or not in date at `now`. Empty: the answer can be composed whole. */
export function missingFor(
  needs: TemplateNeeds,
  asked: { categoryId: string; language: Language },
  reading: Pick<Reading, 'slots'>,
  policy: Pick<Policy, 'categories' | 'facts' | 'hours'>,
  now: number,
): Missing[] {
  const specs = policy.categories.find((category) => category.id === asked.categoryId)?.slots ?? [];
  const required = needs.optionalSlots.filter((name) => specs.some((spec) => spec.name === name && spec.required));
  const today = dayIn(policy.hours.timezone, now);
  const slots = [...needs.slots, ...required]
    .filter((name) => slotValue(specs, reading, name) === null)
    .map((name): Missing => ({ kind: 'slot', name, why: 'missing' }));
  const facts = needs.facts.flatMap((name): Missing[] => {
    const { why } = factOn(policy, name, today, asked.language);
    return why === null ? [] : [{ kind: 'fact', name, why }];
  });
  const files = (needs.files ?? [])
    .filter((file) => (file.validFrom ?? today) > today || (file.validUntil ?? today) < today)
    .map(({ name }): Missing => ({ kind: 'fact', name, why: 'expired' }));
  const shut = needs.openingHours && nextOpenDay(policy.hours, now) === null;
  return [...slots, ...facts, ...files, ...(shut ? [{ kind: 'fact', name: OPENING_HOURS, why: 'missing' } as const] : [])];
}

/** Stands for the opening hours where a need is named. */
export const OPENING_HOURS = 'opening-hours';

/**
 * A slot's value fit to be sent, checked against its type; null when it is absent or not what the type asks for. What is
 * written out as it stands must be the mail's own words, so that no brain can put other ones in (promise 4).
 */
export function slotValue(specs: readonly SlotSpec[], reading: Pick<Reading, 'slots'>, name: string): string | null {
  const spec = specs.find((candidate) => candidate.name === name);
  const slot = reading.slots.find((candidate) => candidate.name === name);
  if (!spec || !slot) return null;
  const spelt = spec.type === 'text' || spec.type === 'number' || spec.type === 'student-number';
  if (spelt && !letters(slot.quote).includes(letters(slot.value))) return null;
  switch (spec.type) {
    case 'text':
      return safeWords(slot.value);
    case 'date':
      return isDay(slot.value) ? slot.value : null;
    case 'number':
      return /^\d{1,9}(?:[.,]\d{1,2})?$/.test(slot.value) ? slot.value : null;
    case 'student-number':
      return /^[A-Za-z0-9][A-Za-z0-9-]{2,19}$/.test(slot.value) ? slot.value : null;
    case 'choice':
      return spec.choices.some((choice) => choice.value === slot.value) ? slot.value : null;
  }
}

/** Case, blanks and punctuation are no difference: '1 200' is 1200. */
function letters(words: string): string {
  return words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
