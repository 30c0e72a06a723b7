import * as fc from 'fast-check';
import {
  categoryText,
  choicesOf,
  choicesText,
  editedOf,
  examplesOf,
  examplesText,
  fieldsOf,
  idOf,
  NEW_CATEGORY,
} from '../../server/console/page/categories/edited.ts';
import { changeOf, draftOf, sameHere } from '../../server/console/page/hours/mailbox-fields.ts';
import { changedDays, dayText, faultOf, oneMore, type Stretch } from '../../server/console/page/hours/stretches.ts';
import { personText } from '../../server/console/page/people/person-text.ts';
import { SettingsBody, SettingsView } from '../../shared/api.ts';
import { DEFAULT_SETTINGS } from '../../shared/policy.ts';

describe('the week', () => {
  it.each<[Stretch[], string | null]>([
    [[], null],
    [
      [
        ['13:30', '17:00'],
        ['09:00', '12:00'],
      ],
      null,
    ],
    [[['09:00', '']], 'incomplete'],
    [[['17:00', '09:00']], 'backward'],
    [
      [
        ['09:00', '14:00'],
        ['13:30', '17:00'],
      ],
      'overlap',
    ],
  ])('%o has the fault %s', (stretches, fault) => expect(faultOf(stretches)).toBe(fault));

  it('offers a morning, then an afternoon', () => {
    expect(oneMore([])).toEqual([['09:00', '12:00']]);
    expect(oneMore([['09:00', '12:00']])[1]).toEqual(['13:30', '17:00']);
    expect(oneMore([['13:30', '17:00']])[1]).toEqual(['17:00', '']);
    expect(dayText([], 'Closed')).toBe('Closed');
  });

  it('sends the days that were changed, sorted, and no other', () => {
    const week = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
    const tuesday: Stretch[] = [
      ['14:00', '17:00'],
      ['09:00', '12:00'],
    ];
    expect(changedDays(week, { ...week, tue: tuesday })).toEqual({ tue: [tuesday[1], tuesday[0]] });
    expect(changedDays(week, week)).toEqual({});
  });
});

describe('a category in its form', () => {
  it('takes examples apart at a line of hyphens, and puts them together again', () => {
    expect(examplesOf('One\ntwo\n---\n\nThree - four\n----\n')).toEqual(['One\ntwo', 'Three - four']);
    const example = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '-', 'é') }).map((text) => text.trim());
    const plain = example.filter((text) => text !== '' && !/^\s*-{3,}\s*$/m.test(text));
    fc.assert(fc.property(fc.array(plain), (examples) => expect(examplesOf(examplesText(examples))).toEqual(examples)));
  });

  it('reads choices with the words that stand for them', () => {
    const choices = [
      { value: 'master', words: ['master', 'M2'] },
      { value: 'bachelor', words: ['bachelor'] },
    ];
    expect(choicesOf(choicesText(choices))).toEqual(choices);
    expect(choicesOf('licence\n\n: lost')).toEqual([{ value: 'licence', words: ['licence'] }]);
  });

  it('keeps choices of a choice alone, and comes back as it was', () => {
    const slot = { name: 'course', label: { fr: 'F', en: 'C' }, required: true, choices: 'a: b' };
    const fields = fieldsOf({
      ...NEW_CATEGORY,
      slots: [
        { ...slot, type: 'text' },
        { ...slot, name: 'x', type: 'choice' },
      ],
    });
    expect(fields.slots.map(({ choices }) => choices.length)).toEqual([0, 1]);
    const detail = { ...fields, id: 'x', retired: false, mergedInto: null, mode: 'rehearsal' as const, modeSince: null };
    expect(fieldsOf(editedOf(detail))).toEqual(fields);
    expect(categoryText(editedOf(detail))).toContain('course (text !): F / C');
  });

  it('makes an id of a name', () => {
    expect(idOf('Frais & financement')).toBe('frais-financement');
    fc.assert(fc.property(fc.string(), (name) => /^([a-z0-9]+(-[a-z0-9]+)*)?$/.test(idOf(name))));
  });
});

it('shows a person as text, for comparing', () => {
  const person = { name: 'Service', function: { fr: 'Accueil', en: 'Desk' }, address: 'desk@school.example', absences: [] };
  expect(personText(person, 'fr')).toBe('Service\nAccueil\nDesk\ndesk@school.example');
  expect(personText({ ...person, absences: [{ from: '2026-12-24', until: '2027-01-01', standInId: null }] }, 'en')).toContain(
    '24 Dec 2026 to 1 Jan 2027 → –',
  );
  expect(personText(undefined, 'fr')).toBe('');
});

describe('what is set of the shared mailbox', () => {
  const settings = SettingsView.parse({ ...DEFAULT_SETTINGS, ownGroups: ['contact@school.example'] });

  it('changes what was typed otherwise and nothing else, however addresses are parted', () => {
    const draft = draftOf(settings);
    expect(changeOf(settings, draft)).toMatchObject({ change: {} });
    const typed = { ...draft, trustedForms: ' Form@Site.example;\nform@site.example, b@site.example\n', adaptSuggestions: true };
    const { change } = changeOf(settings, typed);
    expect(change).toEqual({ trustedForms: ['form@site.example', 'b@site.example'], adaptSuggestions: true });
    expect(SettingsBody.safeParse({ revision: 1, ...change }).success).toBe(true);
    expect(changeOf(settings, { ...draft, ownGroups: '' }).change).toEqual({ ownGroups: [] });
  });

  it('names what is no address', () => {
    const draft = { ...draftOf(settings), ownAddresses: 'alias@school.example\nschool.example' };
    expect(changeOf(settings, draft).wrong).toEqual({ ownAddresses: ['school.example'], ownGroups: [], trustedForms: [] });
  });

  it('is in nobody’s way who changed another setting meanwhile', () => {
    expect(sameHere(settings, { ...settings, revision: 9, holdMs: 1 })).toBe(true);
    expect(sameHere(settings, { ...settings, ownGroups: [] })).toBe(false);
  });
});
