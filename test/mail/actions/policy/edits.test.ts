import fc from 'fast-check';
import { editCategory, mergeCategory } from '../../../../server/mail/actions/policy/edit-categories.ts';
import { addFact, editFact, putFact, retireFact, shiftedByWeeks } from '../../../../server/mail/actions/policy/edit-facts.ts';
import { editHours } from '../../../../server/mail/actions/policy/edit-hours.ts';
import { addPerson, editPerson } from '../../../../server/mail/actions/policy/edit-people.ts';
import { nextVersion, reviewed, versionOf } from '../../../../server/mail/actions/policy/edit-templates.ts';
import { namesFor } from '../../../../server/mail/actions/policy/names.ts';
import { newTerm, toReview } from '../../../../server/mail/actions/policy/new-term.ts';
import { placeOf, policyProblemsOf, refusing } from '../../../../server/mail/actions/policy/problems.ts';
import { checkTemplate } from '../../../../server/mail/check-template.ts';
import { checkPolicy } from '../../../../server/pack/check-policy.ts';
import { isAppError } from '../../../../shared/errors.ts';
import { factOn } from '../../../../shared/facts.ts';
import { weekdayOf } from '../../../../shared/local-time.ts';
import { presentPerson } from '../../../../shared/people.ts';
import { categoryOf, type Fact, type Policy, publishedTemplate, shownCategory } from '../../../../shared/policy.ts';
import { testPolicy } from '../../../http/support/installation.ts';
import { aFact, aTemplate, NOW } from '../../support/render-fixtures.ts';

const base = testPolicy();
const against = { now: NOW, ownAddresses: ['contact@ecole.example'] };
const codesOf = (policy: Policy): string[] =>
  refusing(checkPolicy(base, against), checkPolicy(policy, against), []).map(({ code, path }) => `${code} ${path}`);

/** Where a change that cannot be made is refused. */
function refusedAt(change: () => unknown): string {
  try {
    change();
  } catch (error) {
    if (!isAppError(error)) throw error;
    return (policyProblemsOf(error) ?? []).map((problem) => `${error.code} ${Object.values(placeOf(problem)).join(' ')}`).join();
  }
  throw new Error('Not refused.');
}

describe('categories', () => {
  test('merged: the mails of one are shown under the other, its examples teach the other, its template is sent no more', () => {
    const first = editCategory(base, 'fees', { examples: { fr: ['Combien ?'], en: [] } });
    const merged = mergeCategory(first, 'fees', 'hours', true);
    expect(shownCategory(merged, 'fees')?.id).toBe('hours');
    expect(categoryOf(merged, 'fees')).toMatchObject({ retired: true, mergedInto: 'hours', examples: { fr: ['Combien ?'] } });
    expect(categoryOf(merged, 'hours')?.examples.fr).toEqual(['Combien ?']);
    expect(categoryOf(mergeCategory(first, 'fees', 'hours', false), 'hours')?.examples.fr).toEqual([]);
    expect(codesOf(merged)).toEqual([]);
    // And on: what was merged before follows.
    expect(shownCategory(mergeCategory(merged, 'hours', 'course', true), 'fees')?.id).toBe('course');
    const back = editCategory(merged, 'fees', { retired: false });
    expect(categoryOf(back, 'fees')).not.toHaveProperty('mergedInto');
    expect(shownCategory(back, 'fees')?.id).toBe('fees');
  });

  test('merged into itself, or into a retired one, or none at all, is refused', () => {
    const retired = editCategory(base, 'hours', { retired: true });
    expect(refusedAt(() => mergeCategory(base, 'fees', 'fees', true))).toBe('invalid categories.fees mergedInto');
    expect(refusedAt(() => mergeCategory(retired, 'fees', 'hours', true))).toBe('invalid categories.fees mergedInto');
    expect(() => mergeCategory(base, 'fees', 'nothing', true)).toThrow('no such category');
    expect(codesOf(mergeCategory(base, 'none', 'fees', false))).toContain('none-category categories.none');
    const ring = editCategory(mergeCategory(base, 'fees', 'hours', false), 'hours', { retired: true });
    const turned = { ...ring, categories: ring.categories.map((c) => (c.id === 'hours' ? { ...c, mergedInto: 'fees' } : c)) };
    expect(codesOf(turned)).toEqual(['merged-into categories.fees', 'merged-into categories.hours']);
    expect(shownCategory(turned, 'fees')).toBeDefined();
  });
});

describe('people', () => {
  test('who is retired receives nothing, and no route or stand-in may still name them', () => {
    const away = [{ from: '2026-11-01', until: '2026-12-31', standInId: 'marie' }];
    const one = editPerson(base, 'marie', { retired: true });
    expect(presentPerson(one, 'marie', '2026-11-23')).toBeNull();
    expect(codesOf(one)).toEqual([]);
    expect(codesOf(editPerson(base, 'registrar', { retired: true }))).toEqual(['retired-person categories.visa']);
    expect(codesOf(editPerson(one, 'registrar', { absences: away }))).toEqual(['retired-person people.registrar']);
    const past = [{ from: '2025-11-01', until: '2025-12-31', standInId: 'marie' }];
    expect(codesOf(editPerson(one, 'registrar', { absences: past }))).toEqual([]);
    expect(editPerson(one, 'marie', { retired: false }).people).toEqual(base.people);
  });

  test('are known by their id once', () => {
    const person = { id: 'marie', name: 'x', function: { fr: '', en: '' }, address: 'x@ecole.example', absences: [] };
    expect(refusedAt(() => addPerson(base, person))).toBe('already-exists people.marie id');
    expect(() => editPerson(base, 'nobody', { name: 'x' })).toThrow('Nobody here');
  });
});

describe('facts', () => {
  const period = { validFrom: '2026-09-01', validUntil: '2027-08-31' };

  test('are known by key and period; what does not belong to the kind is left out', () => {
    const row = { label: { fr: 'x', en: 'x' }, weekday: null, day: '2026-12-10', from: null, until: null };
    const fact: Fact = {
      ...aFact({ key: 'new' }),
      kind: 'dates',
      dates: ['2026-12-12', '2026-12-05', '2026-12-12'],
      rows: [row],
    };
    const added = addFact(base, fact).facts.at(-1);
    expect(added).toMatchObject({ dates: ['2026-12-05', '2026-12-12'], value: { fr: '', en: '' } });
    expect(added).not.toHaveProperty('rows');
    expect(refusedAt(() => addFact(base, aFact({ key: 'portal' })))).toBe('already-exists facts.portal validFrom');
    expect(addFact(base, aFact({ key: 'portal', validFrom: '2027-09-01', validUntil: null })).facts).toHaveLength(4);
    expect(putFact(base, aFact({ key: 'portal' })).facts).toHaveLength(3);
    expect(() => editFact(base, 'portal', { validFrom: null, validUntil: null }, aFact({ key: 'portal' }))).toThrow('no fact');
  });

  test('end on a day, or are taken out, which is refused while an answer names them', () => {
    const ended = retireFact(base, 'portal', period, '2026-11-30');
    expect(factOn(ended, 'portal', '2026-11-30', 'fr').why).toBeNull();
    expect(factOn(ended, 'portal', '2026-12-01', 'fr').why).toBe('expired');
    expect(codesOf(ended)).toEqual([]);
    expect(codesOf(retireFact(base, 'portal', period, null))).toEqual(['template templates.fees.fr']);
    expect(codesOf(retireFact(base, 'old', { validFrom: '2026-09-01', validUntil: '2026-10-01' }, null))).toEqual([]);
  });

  test('of days move by whole weeks, so that a Saturday stays one', () => {
    const day = fc
      .date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
      .map((d) => d.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, day, day, (d, from, to) => {
        const moved = shiftedByWeeks(d, from, to);
        expect(weekdayOf(moved)).toBe(weekdayOf(d));
        const off = Date.parse(moved) - Date.parse(d) - (Date.parse(to) - Date.parse(from));
        expect(Math.abs(off)).toBeLessThanOrEqual(3.5 * 86_400_000);
      }),
    );
  });
});

describe('a new term', () => {
  const days = { from: { from: '2026-09-01', until: '2027-08-31' }, to: { from: '2027-09-01', until: '2028-08-31' } };
  const table = aFact({
    key: 'desk',
    kind: 'table',
    rows: [
      { label: { fr: 'Accueil', en: 'Desk' }, weekday: 'mon', day: null, from: '09:00', until: null },
      { label: { fr: 'Jury', en: 'Board' }, weekday: null, day: '2026-12-11', from: null, until: null },
    ],
  });
  const policy: Policy = {
    ...base,
    facts: [
      ...base.facts,
      table,
      aFact({ key: 'always', validFrom: null, validUntil: null }),
      aFact({ key: 'past', validFrom: '2020-01-01', validUntil: '2020-12-31' }),
    ],
  };

  test('copies what ends with the old one; days are moved or left out, and listed', () => {
    const moved = newTerm(policy, { ...days, dates: 'shift', at: 5 });
    const of = (key: string): Fact | undefined => moved.copied.find((fact) => fact.key === key);
    expect(moved.copied.map(({ key, validFrom, validUntil }) => [key, validFrom, validUntil])).toEqual(
      ['portal', 'old', 'open-days', 'desk'].map((key) => [key, '2027-09-01', '2028-08-31']),
    );
    expect(of('portal')?.value).toEqual({ fr: 'https://ecole.example/edt', en: 'https://ecole.example/edt' });
    expect(of('open-days')?.dates).toEqual(['2027-10-31', '2027-12-04', '2028-01-15']);
    expect(of('desk')?.rows?.map(({ day }) => day)).toEqual([null, '2027-12-10']);
    expect(moved.review).toEqual(['open-days', 'desk']);
    expect(moved.skipped).toEqual([
      { key: 'always', why: 'open-ended' },
      { key: 'past', why: 'not-in-period' },
    ]);
    const empty = newTerm(policy, { ...days, dates: 'empty', at: 5 });
    expect(empty.copied.find(({ key }) => key === 'open-days')?.dates).toEqual([]);
    expect(empty.copied.find(({ key }) => key === 'desk')?.rows).toHaveLength(1);
    // Left out, they are sent by nobody.
    expect(factOn(empty.policy, 'open-days', '2027-09-02', 'fr').why).toBe('expired');
  });

  test('lists words and addresses that name a year, which are copied as they stand', () => {
    const said = (key: string, fr: string) =>
      aFact({ key, kind: 'text', value: { fr, en: fr }, validFrom: '2026-09-01', validUntil: '2027-08-31' });
    const facts = [
      said('holidays', 'du 17 octobre 2026 au 1er novembre 2026'),
      said('year', '2026-2027'),
      said('phone', '01 20 26 20 27'),
      said('id', 'n° 120269'),
    ];
    expect(newTerm({ ...policy, facts }, { ...days, dates: 'empty', at: 5 }).review).toEqual(['holidays', 'year']);
  });

  test('asked for twice copies nothing again', () => {
    const once = newTerm(policy, { ...days, dates: 'shift', at: 5 });
    const twice = newTerm(once.policy, { ...days, dates: 'shift', at: 6 });
    expect(twice.copied).toEqual([]);
    expect(twice.skipped.filter(({ why }) => why === 'already-there').map(({ key }) => key)).toContain('portal');
  });

  test('lists the templates in force that nobody looked at since', () => {
    const { policy: begun } = newTerm(policy, { ...days, dates: 'shift', at: 5 });
    expect(toReview(policy)).toEqual([]);
    expect(toReview(begun).map(({ id }) => id)).toEqual(['fees.fr', 'hours.fr', 'course.fr']);
    const looked = reviewed(begun, 'fees.fr', 6);
    const saved = {
      ...looked,
      templates: [...looked.templates, nextVersion(looked, { id: 'hours.fr', subject: 'x', body: 'x', published: true }, 7)],
    };
    expect(toReview(saved).map(({ id }) => id)).toEqual(['course.fr']);
    expect(() => reviewed(begun, 'visa.fr', 6)).toThrow('No version');
  });
});

test('a draft is the newest version and not the one in force; a version is never written over', () => {
  const draft = nextVersion(base, { id: 'fees.fr', subject: 's', body: '{{', published: false }, 1);
  const policy = { ...base, templates: [...base.templates, draft] };
  expect(draft.version).toBe(2);
  expect(publishedTemplate(policy, 'fees', 'fr')?.version).toBe(1);
  expect(codesOf(policy)).toEqual([]);
  expect(versionOf(policy, 'fees.fr', 1)).toEqual(base.templates[0]);
  expect(() => versionOf(policy, 'fees.fr', 3)).toThrow('no such version');
});

test('opening hours change by the day, and closures by their days', () => {
  const name = { fr: 'Noël', en: 'Christmas' };
  const closed = editHours(base, { addClosures: [{ from: '2026-12-25', until: '2026-12-25', name }], removeClosures: [] });
  expect(closed.hours.closures.map(({ from }) => from)).toEqual(['2026-11-26', '2026-12-25']);
  expect(closed.hours.weekly).toEqual(base.hours.weekly);
  const again = editHours(closed, {
    addClosures: [{ from: '2026-12-25', until: '2026-12-25', name: { fr: 'x', en: 'x' } }],
    removeClosures: [],
  });
  expect(again.hours.closures.at(-1)?.name.fr).toBe('x');
  const open = editHours(again, { addClosures: [], removeClosures: [{ from: '2026-12-25', until: '2026-12-25' }] });
  expect(open.hours).toEqual(base.hours);
  const backward = editHours(base, { weekly: { mon: [['12:00', '09:00']] }, addClosures: [], removeClosures: [] });
  expect(codesOf(backward)).toEqual(['hours hours.weekly.mon']);
});

test('every problem names the entity and the field at fault', () => {
  const broken: Policy = {
    ...editPerson(base, 'marie', { absences: [{ from: '2026-12-02', until: '2026-12-01', standInId: 'who' }] }),
    facts: [
      aFact({ key: 'portal', kind: 'link', value: { fr: 'x', en: 'x' }, validFrom: '2027-01-01', validUntil: '2026-01-01' }),
      aFact({
        key: 'desk',
        kind: 'table',
        rows: [{ label: { fr: '', en: '' }, weekday: null, day: null, from: null, until: null }],
      }),
      aFact({ key: 'twice' }),
      aFact({ key: 'twice' }),
    ],
    templates: [...base.templates, aTemplate('x', { id: 'fees.en', categoryId: 'fees', language: 'en', subject: '' })],
  };
  const places = checkPolicy(broken, against).map(
    (problem) => `${problem.code} ${placeOf(problem).entity} ${placeOf(problem).field}`,
  );
  expect(places).toEqual(
    expect.arrayContaining([
      'link facts.portal value',
      'period facts.portal validUntil',
      'table facts.desk rows',
      'duplicate-id facts.twice validFrom',
      'unknown-person people.marie absences',
      'template templates.fees.en subject',
      'own-address people.own address',
    ]),
  );
  expect(places.every((place) => /^\S+ \S+ \S+$/.test(place))).toBe(true);
});

test('whatever completion offers can be written in a template of the category', () => {
  const facts = [
    ...base.facts,
    aFact({
      key: 'desk',
      kind: 'table',
      rows: [{ label: { fr: 'x', en: 'y' }, weekday: 'mon', day: null, from: '09:00', until: '12:00' }],
    }),
  ];
  const policy = { ...base, facts };
  const names = namesFor(policy, 'course', 'fr', NOW);
  expect(names.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'greeting',
      'slot.course',
      'slot.day',
      'fact.portal',
      'fact.desk',
      'nextDate open-days',
      'hours regular',
    ]),
  );
  for (const { insert } of names) {
    const body = `{{greeting}}\n\n{{slot.course}}\n\n${insert}`;
    const problems = checkTemplate(aTemplate(body, { id: 'course.fr', categoryId: 'course' }), policy);
    expect([insert, problems.filter(({ severity }) => severity === 'error')]).toEqual([insert, []]);
  }
  expect(names.find(({ name }) => name === 'fact.desk')?.value).toBe('- lundi : x, 9 h – 12 h');
  expect(names.find(({ name }) => name === 'fact.old')?.value).toBeNull();
  expect(() => namesFor(policy, 'nothing', 'fr', NOW)).toThrow('no such category');
});
