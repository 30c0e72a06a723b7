import fc from 'fast-check';
import { editCategory, mergeCategory } from '../../../../server/mail/actions/policy/edit-categories.ts';
import { addFact } from '../../../../server/mail/actions/policy/edit-facts.ts';
import { editHours } from '../../../../server/mail/actions/policy/edit-hours.ts';
import { addPerson, editPerson } from '../../../../server/mail/actions/policy/edit-people.ts';
import { nextVersion } from '../../../../server/mail/actions/policy/edit-templates.ts';
import { rebase } from '../../../../server/mail/actions/policy/rebase.ts';
import { canonical, touchedBy } from '../../../../server/mail/actions/policy/touched.ts';
import { mergePack } from '../../../../server/pack/merge.ts';
import type { Policy } from '../../../../shared/policy.ts';
import { testPolicy } from '../../../http/support/installation.ts';
import { aFact } from '../../support/render-fixtures.ts';

const base = testPolicy();
type Change = (policy: Policy) => Policy;
const both = (text: string) => ({ fr: text, en: text });

/** Every kind of change there is, each by a word that makes it another. */
const CHANGES: Record<string, (word: string) => Change> = {
  person: (word) => (policy) => editPerson(policy, 'registrar', { name: word }),
  'another person': (word) => (policy) => editPerson(policy, 'marie', { name: word }),
  'a new person': (word) => (policy) =>
    addPerson(policy, { id: `p-${word}`, name: word, function: both(''), address: `${word}@ecole.example`, absences: [] }),
  category: (word) => (policy) => editCategory(policy, 'fees', { name: both(word) }),
  merge: () => (policy) => mergeCategory(policy, 'fees', 'hours', true),
  fact: (word) => (policy) => addFact(policy, aFact({ key: 'portal', validFrom: `2030-01-0${word.length}` })),
  'another fact': (word) => (policy) => addFact(policy, aFact({ key: `k${word}` })),
  template: (word) => (policy) => ({
    ...policy,
    templates: [...policy.templates, nextVersion(policy, { id: 'fees.fr', subject: word, body: word, published: true }, 1)],
  }),
  monday: (word) => (policy) =>
    editHours(policy, { weekly: { mon: [['08:00', `1${word.length}:00`]] }, addClosures: [], removeClosures: [] }),
  closure: (word) => (policy) =>
    editHours(policy, { addClosures: [{ from: '2027-01-01', until: '2027-01-01', name: both(word) }], removeClosures: [] }),
};
const change = fc
  .tuple(fc.constantFrom(...Object.keys(CHANGES)), fc.constantFrom('a', 'bb', 'ccc'))
  .map(([kind, word]) => ({ kind, apply: CHANGES[kind]?.(word) ?? ((policy: Policy) => policy) }));

/** As publishing does. */
const published = (policy: Policy): Policy => ({ ...policy, version: policy.version + 1 });

test('two changes of different entities both stand, whoever was first; of the same one the second is told', () => {
  fc.assert(
    fc.property(change, change, (first, second) => {
      const head = published(first.apply(base));
      const [mine, theirs] = [touchedBy(base, second.apply(base)), touchedBy(base, first.apply(base))];
      const made = rebase(base, head, second.apply);
      const shared = mine.filter((entity) => theirs.includes(entity));
      if (shared.length > 0) {
        expect(made).toEqual({ ok: false, entities: shared });
        return;
      }
      if (!made.ok) throw new Error(`${first.kind} and ${second.kind}: ${made.entities.join()}`);
      expect(made.touched).toEqual(mine);
      // Nothing of the first is lost, and nothing but the second is added.
      expect(touchedBy(head, made.policy)).toEqual(mine);
      const other = rebase(base, published(second.apply(base)), first.apply);
      expect(other.ok && touchedBy(other.policy, made.policy)).toEqual([]);
    }),
  );
});

test('a change that would do more than was asked for is a conflict: a file replaces what came in between', () => {
  const pack = { ...base, people: base.people.filter(({ id }) => id !== 'marie') };
  const replace: Change = (policy) => mergePack(policy, pack).policy;
  const head = published(CHANGES['a new person']?.('zoe')(base) ?? base);
  expect(rebase(base, head, replace)).toEqual({ ok: false, entities: ['people.p-zoe'] });
  expect(rebase(base, base, replace)).toMatchObject({ ok: true, touched: ['people.marie'] });
});

test('names what was touched, and nothing where only the order of keys differs', () => {
  expect(touchedBy(base, base)).toEqual([]);
  const stored: Policy = JSON.parse(JSON.stringify(base));
  expect(touchedBy(base, stored)).toEqual([]);
  expect(canonical({ b: 1, a: [{ d: 1, c: 2 }] })).toBe(canonical({ a: [{ c: 2, d: 1 }], b: 1 }));
  const taught = editCategory(base, 'fees', { examples: { fr: ['x'], en: [] } });
  expect(touchedBy(taught, mergeCategory(taught, 'fees', 'hours', true))).toEqual(['categories.fees', 'categories.hours']);
  expect(touchedBy(base, { ...base, term: { from: 'a', until: 'b', startedAt: 1 } })).toEqual(['term']);
  const hours = {
    ...base.hours,
    timezone: 'Europe/London',
    weekly: { ...base.hours.weekly, sat: [['09:00', '10:00'] as const] },
  };
  expect(touchedBy(base, { ...base, hours })).toEqual(['hours.timezone', 'hours.weekly.sat']);
});
