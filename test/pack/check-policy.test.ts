import { checkPolicy } from '../../server/pack/check-policy.ts';
import { defaultPolicy } from '../../server/pack/default-policy.ts';
import type { Category, Person, Policy } from '../../shared/policy.ts';
import { aFact, NOW } from '../mail/support/render-fixtures.ts';

const policy = defaultPolicy(NOW);
const against = { now: NOW, ownAddresses: ['Contact@ecole.example'] };

function found(change: Partial<Policy>): string[] {
  return checkPolicy({ ...policy, ...change }, against)
    .filter(({ code }) => code !== 'sample-value')
    .map(({ severity, code, path }) => `${severity} ${code} ${path}`);
}

function category(id: string, change: Partial<Category>): readonly Category[] {
  return policy.categories.map((c) => (c.id === id ? { ...c, ...change } : c));
}

function person(id: string, change: Partial<Person>): readonly Person[] {
  return policy.people.map((p) => (p.id === id ? { ...p, ...change } : p));
}

const away = (standInId: string | null) => [{ from: '2026-11-20', until: '2026-11-30', standInId }];

test('the default pack has only its sample values to be replaced', () => {
  expect(found({})).toEqual([]);
  const samples = checkPolicy(policy, against);
  expect(samples.length).toBeGreaterThan(10);
  expect(new Set(samples.map(({ severity, code }) => `${severity} ${code}`))).toEqual(new Set(['warning sample-value']));
});

test.each<[string, Partial<Policy>, string]>([
  [
    'a category twice',
    { categories: [...policy.categories, ...policy.categories.slice(0, 1)] },
    'error duplicate-id categories.programme',
  ],
  [
    'no category for the rest',
    { categories: policy.categories.filter(({ id }) => id !== 'none') },
    'error none-category categories.none',
  ],
  ['the rest is answered', { categories: category('none', { handling: 'answer' }) }, 'error none-category categories.none'],
  ['a person who does not exist', { categories: category('fees', { personId: 'x' }) }, 'error unknown-person categories.fees'],
  [
    'passed on to nobody',
    { categories: category('fees', { handling: 'route', personId: null }) },
    'error unknown-person categories.fees',
  ],
  [
    'an answer in one language',
    { templates: policy.templates.filter(({ id }) => id !== 'fees.en') },
    'warning no-template categories.fees.en',
  ],
  [
    'a fact that templates name',
    { facts: policy.facts.filter(({ key }) => key !== 'fees-page') },
    'error template templates.fees.fr',
  ],
  [
    'a fact out of date',
    { facts: policy.facts.map((f) => (f.key === 'fees-page' ? { ...f, validUntil: '2026-10-01' } : f)) },
    'warning fact-not-now facts.fees-page',
  ],
  ['a link that is none', { facts: [...policy.facts, aFact({ key: 'x', kind: 'link' })] }, 'error link facts.x'],
  [
    'a backward period',
    { facts: [...policy.facts, aFact({ key: 'x', validFrom: '2027-01-01', validUntil: '2026-01-01' })] },
    'error period facts.x',
  ],
  ['an own address', { people: person('bursar', { address: 'contact@ecole.example' }) }, 'error own-address people.bursar'],
  ['a stand-in for oneself', { people: person('bursar', { absences: away('bursar') }) }, 'error stand-in-loop people.bursar'],
  ['an unknown stand-in', { people: person('bursar', { absences: away('x') }) }, 'error unknown-person people.bursar'],
  ['nobody there', { people: person('bursar', { absences: away(null) }) }, 'warning nobody-present people.bursar'],
  [
    'a choice without values',
    {
      categories: category('fees', {
        slots: [{ name: 'x', label: { fr: '', en: '' }, type: 'choice', required: false, choices: [] }],
      }),
    },
    'error choices categories.fees.slots.x',
  ],
  ['an unknown zone', { hours: { ...policy.hours, timezone: 'Mars/Olympus' } }, 'error hours hours.timezone'],
  [
    'backward hours',
    { hours: { ...policy.hours, weekly: { ...policy.hours.weekly, sat: [['12:00', '09:00']] } } },
    'error hours hours.weekly.sat',
  ],
  [
    'never open',
    { hours: { ...policy.hours, weekly: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] } } },
    'warning hours hours.weekly',
  ],
])('%s', (_, change, expected) => {
  expect(found(change)).toContain(expected);
});

test('two who stand in for each other are both told', () => {
  const people = person('bursar', { absences: away('registrar') }).map((p) =>
    p.id === 'registrar' ? { ...p, absences: away('bursar') } : p,
  );
  expect(found({ people })).toEqual(['error stand-in-loop people.registrar', 'error stand-in-loop people.bursar']);
});

test('an old version of an answer may name what is gone; the one in force may not', () => {
  const [first] = policy.templates;
  if (!first) throw new Error('no template');
  const old = { ...first, version: 0, body: '{{fact.gone}}' };
  expect(found({ templates: [...policy.templates, old] })).toEqual([]);
  expect(found({ templates: [...policy.templates, { ...old, version: 9 }] })).toContain(`error template templates.${first.id}`);
});
