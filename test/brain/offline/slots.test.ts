import fc from 'fast-check';
import { findSlots } from '../../../server/brain/offline/slots.ts';
import type { SlotSpec } from '../../../shared/policy.ts';
import { anyText } from '../../helpers/any-text.ts';

const TODAY = '2026-11-22';
const spec = (name: string, type: SlotSpec['type'], choices: SlotSpec['choices'] = []): SlotSpec => ({
  name,
  type,
  label: { fr: name === 'course' ? 'Formation' : name, en: name === 'course' ? 'Course' : name },
  required: false,
  choices,
});
const COURSE = spec('course', 'text');
const find = (specs: SlotSpec[], body: string, subject = '') => findSlots(specs, { body, subject, today: TODAY });

it.each([
  ['le contenu du BTS MCO pour ma fille', 'BTS MCO'],
  ['your Bachelor in International Business, please', 'Bachelor in International Business'],
  ['le mastère cybersécurité (modules)', 'mastère cybersécurité'],
  ['un Mastère Manager d’unité commerciale. Merci', 'Mastère Manager d’unité commerciale'],
  ['Formation : Titre pro comptable', 'Titre pro comptable'],
  ['le BUT Génie civil', 'BUT Génie civil'],
])('finds the course in "%s"', (text, course) => {
  expect(find([COURSE], text)).toEqual([{ name: 'course', value: course, quote: course }]);
});

it.each(['un master', 'but I want to come', 'quel bachelor ?', 'la licence et après'])('finds no course in "%s"', (text) => {
  expect(find([COURSE], text)).toEqual([]);
});

it.each([
  ['n° étudiant 20981', '20981', '20981'],
  ['Student number: ab-12345.', 'AB12345', 'ab-12345'],
  ['mon numéro d’étudiant est 2209', null, null],
  ['matricule 2024-0117', '20240117', '2024-0117'],
  ['INE : 123456789AB', '123456789AB', '123456789AB'],
  ['tél. 06 39 98 60 17', null, null],
])('reads a student number from "%s"', (text, value, quote) => {
  const found = find([spec('n', 'student-number')], text);
  expect(found).toEqual(value === null ? [] : [{ name: 'n', value, quote }]);
});

it('finds a choice by any of its words, whole words only, the first that stands', () => {
  const document = spec('document', 'choice', [
    { value: 'transcript', words: ['relevé de notes', 'transcript'] },
    { value: 'card', words: ['carte'] },
  ]);
  expect(find([document], 'Mon RELEVÉ de notes et ma carte')).toEqual([
    { name: 'document', value: 'transcript', quote: 'RELEVÉ de notes' },
  ]);
  expect(find([document], 'une pancarte')).toEqual([]);
});

it('reads a number that is not part of a date or a word', () => {
  expect(find([spec('n', 'number')], 'le 12/03/2027 nous serons 4, salle B12')).toEqual([{ name: 'n', value: '4', quote: '4' }]);
  expect(find([spec('n', 'number')], 'il fait 12,5 degrés')).toEqual([{ name: 'n', value: '12.5', quote: '12,5' }]);
});

it('looks into the subject where the body says nothing, and gives each slot at most once', () => {
  const specs = [spec('date', 'date'), COURSE];
  expect(find(specs, 'Bonjour', 'Absence le 12 mars')).toEqual([{ name: 'date', value: '2027-03-12', quote: '12 mars' }]);
  expect(find([spec('date', 'date')], 'absent lundi, mardi et mercredi')).toHaveLength(1);
});

it('only ever quotes the mail', () => {
  const specs = [
    spec('date', 'date'),
    COURSE,
    spec('n', 'number'),
    spec('s', 'student-number'),
    spec('c', 'choice', [{ value: 'x', words: ['é', 'ﬁn'] }]),
  ];
  const piece = fc.oneof(
    fc.constantFrom('BTS ', 'Bachelor ', 'n° étudiant ', '12', ' mars', 'İ', 'ﬁn', 'É', 'Formation : ', '\n'),
    anyText({ maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const body = pieces.join('');
      for (const { quote } of find(specs, body)) expect(quote !== '' && body.includes(quote)).toBe(true);
    }),
  );
});
