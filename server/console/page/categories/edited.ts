import { SLOT_TYPES, type SlotType } from '../../../../shared/policy.ts';
import type { Detail, Slot } from './data.ts';

/** A category as it stands in the form, without its looks. */
export interface Edited {
  name: Detail['name'];
  description: Detail['description'];
  handling: Detail['handling'];
  personId: string | null;
  slots: readonly EditedSlot[];
  /** One mail after another, an empty line and three hyphens between. */
  examples: { fr: string; en: string };
}

export interface EditedSlot extends Omit<Slot, 'type' | 'choices'> {
  type: SlotType;
  /** A line each: the value, a colon, and the words that stand for it, set apart by commas. */
  choices: string;
}

const BETWEEN = /^\s*-{3,}\s*$/m;

export function examplesOf(text: string): string[] {
  return text
    .split(new RegExp(BETWEEN, 'm'))
    .map((example) => example.trim())
    .filter((example) => example !== '');
}

export function examplesText(examples: readonly string[]): string {
  return examples.join('\n\n---\n\n');
}

export function choicesOf(text: string): Slot['choices'] {
  return text.split('\n').flatMap((line) => {
    const [value = '', words = ''] = line.split(/:(.*)/s);
    const name = value.trim();
    if (name === '') return [];
    const said = words
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '');
    return [{ value: name, words: said.length > 0 ? said : [name] }];
  });
}

export function choicesText(choices: Slot['choices']): string {
  return choices.map(({ value, words }) => `${value}: ${words.join(', ')}`).join('\n');
}

export const NEW_CATEGORY: Edited = {
  name: { fr: '', en: '' },
  description: { fr: '', en: '' },
  handling: 'route',
  personId: null,
  slots: [],
  examples: { fr: '', en: '' },
};

export function editedOf({ name, description, handling, personId, slots, examples }: Detail): Edited {
  return {
    name,
    description,
    handling,
    personId,
    slots: slots.map((slot) => ({
      ...slot,
      type: SLOT_TYPES.find((type) => type === slot.type) ?? 'text',
      choices: choicesText(slot.choices),
    })),
    examples: { fr: examplesText(examples.fr), en: examplesText(examples.en) },
  };
}

/** What the API takes. */
export function fieldsOf({ slots, examples, ...rest }: Edited) {
  return {
    ...rest,
    slots: slots.map((slot) => ({ ...slot, choices: slot.type === 'choice' ? choicesOf(slot.choices) : [] })),
    examples: { fr: examplesOf(examples.fr), en: examplesOf(examples.en) },
  };
}

/** Lower-case words with hyphens, of what it is called: it stays for good, in every record. */
export function idOf(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
}

/** A category as text, for comparing two of them. */
export function categoryText({ name, description, handling, personId, slots, examples }: Edited): string {
  const details = slots.map(
    ({ name: id, label, type, required, choices }) =>
      `${id} (${type}${required ? ' !' : ''}): ${label.fr} / ${label.en}\n${choices}`,
  );
  const head = [name.fr, name.en, description.fr, description.en, `${handling} → ${personId ?? '–'}`];
  return [...head, ...details, '', examples.fr, '', examples.en].join('\n');
}
