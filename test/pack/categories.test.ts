import { defaultCategories } from '../../server/pack/categories.ts';
import { LANGUAGES } from '../../shared/policy.ts';
import { NONE } from '../../shared/reading.ts';

it('holds the categories of a new installation, none last', () => {
  expect(defaultCategories.map((category) => category.id)).toEqual([
    'programme',
    'timetable',
    'admissions',
    'fees',
    'certificate',
    'appointment',
    'absence',
    NONE,
  ]);
});

it('answers every category but none', () => {
  for (const { id, handling, personId } of defaultCategories) {
    expect(handling).toBe(id === NONE ? 'none' : 'answer');
    expect(personId === null).toBe(id === NONE);
  }
});

describe.each(defaultCategories.map((category) => [category.id, category] as const))('%s', (_id, category) => {
  it('has names, descriptions and enough different examples in both languages', () => {
    for (const language of LANGUAGES) {
      expect(category.name[language]).not.toBe('');
      expect(category.description[language].length).toBeGreaterThan(40);
      const examples = category.examples[language];
      expect(examples.length).toBeGreaterThanOrEqual(60);
      expect(new Set(examples.map((text) => text.toLowerCase())).size).toBe(examples.length);
      expect(examples.every((text) => text === text.trim() && text !== '')).toBe(true);
    }
  });

  it('has slots with different names, and values for each choice', () => {
    expect(new Set(category.slots.map((slot) => slot.name)).size).toBe(category.slots.length);
    for (const slot of category.slots) expect(slot.choices.length > 0).toBe(slot.type === 'choice');
  });
});

it('has no example in two categories', () => {
  const all = defaultCategories.flatMap((category) => LANGUAGES.flatMap((language) => category.examples[language]));
  expect(new Set(all.map((text) => text.toLowerCase())).size).toBe(all.length);
});
