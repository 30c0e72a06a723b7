import { listAudit } from '../../server/store/audit.ts';
import { grantRole } from '../../server/store/users.ts';
import * as api from '../../shared/api.ts';
import { useInstallation } from './support/installation.ts';

/** Past the usual length: what admins edit, one story on one installation. */

const it_ = useInstallation();

const admin = (verb: 'get' | 'post' | 'put' | 'patch', path: string, body?: object) => it_.call(verb, path, body, 'admin');
const both = (text: string) => ({ fr: text, en: text });
const newPerson = { id: 'bursar', name: 'La comptable', function: both('Finances'), address: 'bursar@ecole.example' };
const newFact = { key: 'fee', kind: 'text', label: both('Fee'), value: both('120 €'), validFrom: null, validUntil: '2027-08-31' };

test('each change is a new version that stays, with an entry that holds ids and hashes alone', async () => {
  const made = await admin('post', '/api/people', { revision: 1, ...newPerson });
  expect(api.PolicyAnswer.parse(made.body)).toMatchObject({
    policyVersion: 2,
    changed: true,
    rebased: false,
    entity: 'people.bursar',
    now: { person: { address: 'bursar@ecole.example', today: { id: 'bursar' } } },
  });
  const routed = await admin('put', '/api/categories/fees', { revision: 2, personId: 'bursar', handling: 'route' });
  expect(routed.body).toMatchObject({ policyVersion: 3, now: { category: { personId: 'bursar', handling: 'route' } } });
  expect((await it_.ctx.policyOf(it_.ctx.store, 1)).people.map(({ id }) => id)).not.toContain('bursar');
  const { items } = await listAudit(it_.ctx.store, { limit: 10 });
  expect(items.map(({ data }) => [data.action, data.target, data.detail.policy, data.detail.touched])).toEqual(
    expect.arrayContaining([
      ['person-new', 'people.bursar', 2, 'people.bursar'],
      ['category', 'categories.fees', 3, 'categories.fees'],
    ]),
  );
  expect(JSON.stringify(items)).not.toMatch(/comptable|bursar@|Finances/);
  const entry = items.find(({ data }) => data.action === 'category')?.data.detail;
  expect(entry?.before).not.toBe(entry?.after);
});

describe('the log tells from what to what', () => {
  const changesOf = async (action: string) => {
    const [entry] = (await admin('get', `/api/audit?action=${action}`)).body.items;
    const { items } = api.AuditChanges.parse((await admin('get', `/api/audit/${entry.id}/changes`)).body);
    return items.map(({ name, parts }) => [name, ...parts.filter(({ kind }) => kind !== 'same').map((p) => [p.kind, p.text])]);
  };

  test('a fact, also where somebody else changed something before and after', async () => {
    await admin('put', '/api/people/marie', { revision: 1, name: 'Marie Durand' });
    await admin('post', '/api/facts', { revision: 1, fact: newFact });
    expect(await changesOf('fact-new')).toEqual([['facts.fee', ['added', expect.stringContaining('value.fr: 120 €\n')]]]);
    const period = { validFrom: null, validUntil: '2027-08-31' };
    await admin('put', '/api/facts/fee', { revision: 3, period, fact: { ...newFact, key: undefined, value: both('130 €') } });
    it_.clock.advance(1000);
    await admin('put', '/api/people/marie', { revision: 4, name: 'Marie' });
    expect(await changesOf('fact')).toEqual([
      ['facts.fee', ['removed', 'value.en: 120 €\nvalue.fr: 120 €\n'], ['added', 'value.en: 130 €\nvalue.fr: 130 €\n']],
    ]);
    expect(await changesOf('person')).toEqual([
      ['people.marie', ['removed', 'name: Marie Durand\n'], ['added', 'name: Marie\n']],
    ]);
  });

  test('a template, of which only what the newest version has otherwise', async () => {
    const body = '{{greeting}}\n\nLes frais sont sur {{fact.portal}}.\n\nÀ bientôt.';
    await admin('put', '/api/templates/fees.fr', { revision: 1, subject: 'Frais', body });
    const [[name, ...parts] = []] = await changesOf('template');
    expect(name).toBe('templates.fees.fr');
    const added = parts.flatMap(([kind, text]) => (kind === 'added' ? [text] : [])).join('');
    expect(added).toContain('body: À bientôt.\n');
    expect(added).toContain('version: 2\n');
    expect(JSON.stringify(parts)).not.toContain('Les frais sont sur');
  });

  test('opening hours, a line for each stretch', async () => {
    await admin('patch', '/api/hours', { revision: 1, weekly: { sat: [['09:00', '12:00']] } });
    expect(await changesOf('hours')).toEqual([['hours.weekly.sat', ['added', '09:00 · 12:00\n']]]);
  });

  test('what changed nothing of the school’s has none', async () => {
    const { revision } = (await it_.get('/api/settings')).body;
    await admin('patch', '/api/settings', { revision, holdMs: 0 });
    const [entry] = (await admin('get', '/api/audit?action=settings')).body.items;
    expect((await admin('get', `/api/audit/${entry.id}/changes`)).status).toBe(404);
  });
});

test('a change tells how many held replies it takes back; to save what is so already publishes nothing', async () => {
  await it_.take({ subject: 'fees question' });
  const renamed = await admin('put', '/api/people/marie', { revision: 1, name: 'Marie' });
  expect(renamed.body).toMatchObject({ policyVersion: 2, held: 1 });
  const back = await admin('put', '/api/people/marie', { revision: 2, name: 'Marie' });
  expect(back.body).toMatchObject({ policyVersion: 2, changed: false, held: 0 });
});

describe('two admins at once', () => {
  test('on different things: both changes stand, and the second is told', async () => {
    await admin('put', '/api/people/marie', { revision: 1, name: 'Marie Durand' });
    const second = await admin('patch', '/api/hours', { revision: 1, weekly: { sat: [['09:00', '12:00']] } });
    expect(second.body).toMatchObject({
      policyVersion: 3,
      rebased: true,
      now: { hours: { weekly: { sat: [['09:00', '12:00']] } } },
    });
    const people = (await it_.get('/api/people')).body.items;
    expect(people.find(({ id }: { id: string }) => id === 'marie').name).toBe('Marie Durand');
  });

  test('on the same thing: the second is shown the first’s change, what stood before, and who it was', async () => {
    await admin('put', '/api/people/marie', { revision: 1, name: 'Marie Durand' });
    const second = await admin('put', '/api/people/marie?lang=en', { revision: 1, function: both('Accueil') });
    expect(second.status).toBe(409);
    expect(api.Problem.parse(second.body)).toMatchObject({
      code: 'conflict',
      policyVersion: 2,
      current: {
        policyVersion: 2,
        entity: 'people.marie',
        now: { person: { name: 'Marie Durand' } },
        before: { person: { name: 'Marie Dupont' } },
        by: { name: 'admin' },
      },
    });
    // Made again on what is true now, it stands beside the first.
    const again = await admin('put', '/api/people/marie', { revision: 2, function: both('Accueil') });
    expect(again.body.now.person).toMatchObject({ name: 'Marie Durand', function: both('Accueil') });
  });

  test('on what a file changed: who imported it is named, and not who changed it before', async () => {
    await admin('put', '/api/people/marie', { revision: 1, name: 'Marie Durand' });
    await grantRole(it_.ctx.store, 'stranger@ecole.example', 'admin', 1);
    const pack = (await admin('get', '/api/policy')).body;
    const people = pack.people.map((person: { id: string }) => (person.id === 'marie' ? { ...person, name: 'Marie' } : person));
    await it_.call('post', '/api/policy', { revision: 2, pack: { ...pack, people } }, 'stranger');
    const second = await admin('put', '/api/people/marie', { revision: 2, name: 'x' });
    expect(second.body.current).toMatchObject({ now: { person: { name: 'Marie' } }, by: { name: 'stranger' } });
  });

  test('save the same template: nothing of either is lost', async () => {
    const edit = { subject: 'Horaires', body: 'De neuf heures à midi.' };
    await admin('put', '/api/templates/hours.fr', { revision: 1, ...edit });
    const second = await admin('put', '/api/templates/hours.fr', { revision: 1, ...edit, body: 'L’après-midi.' });
    expect(second.body).toMatchObject({
      status: 409,
      current: {
        entity: 'templates.hours.fr',
        now: { template: { version: 2, body: edit.body } },
        before: { template: { version: 1 } },
      },
    });
  });

  test('one change each at the same moment: none of them is lost', async () => {
    const made = await Promise.all(
      ['mon', 'tue', 'wed', 'thu'].map((day) =>
        admin('patch', '/api/hours', { revision: 1, weekly: { [day]: [['07:00', '08:00']] } }),
      ),
    );
    expect(made.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const { weekly } = (await it_.get('/api/hours')).body;
    for (const day of ['mon', 'tue', 'wed', 'thu']) expect(weekly[day]).toEqual([['07:00', '08:00']]);
  });

  test('an edit made on a version that never was is a conflict and no crash', async () => {
    expect((await admin('put', '/api/people/marie', { revision: 99, name: 'x' })).body).toMatchObject({
      status: 409,
      code: 'conflict',
    });
  });
});

describe('what does not fit is refused, by entity and field, in the reader’s language', () => {
  test.each<[string, 'post' | 'put' | 'patch', string, object, string]>([
    ['a route to nobody', 'put', '/api/categories/fees', { personId: 'who' }, 'categories.fees personId'],
    ['retiring whom a route names', 'put', '/api/people/registrar', { retired: true }, 'categories.visa personId'],
    ['an own address', 'put', '/api/people/marie', { address: 'contact@ecole.example' }, 'people.marie address'],
    ['hours the wrong way round', 'patch', '/api/hours', { weekly: { mon: [['12:00', '09:00']] } }, 'hours weekly.mon'],
    ['a slot that an answer uses', 'put', '/api/categories/course', { slots: [] }, 'templates.course.fr body'],
    ['none as an answer', 'put', '/api/categories/none', { handling: 'answer' }, 'categories.none handling'],
    [
      'a fact that an answer uses',
      'post',
      '/api/facts/portal/retire',
      { period: { validFrom: '2026-09-01', validUntil: '2027-08-31' }, until: null },
      'templates.fees.fr body',
    ],
  ])('%s', async (_what, verb, path, body, place) => {
    const told: string[] = [];
    for (const language of ['fr', 'en']) {
      const refused = await admin(verb, `${path}?lang=${language}`, { revision: 1, ...body });
      expect(refused.status).toBe(400);
      const { policyProblems = [], title } = api.Problem.parse(refused.body);
      expect(policyProblems.map(({ entity, field }) => `${entity} ${field}`)).toEqual([place]);
      told.push(policyProblems[0]?.message ?? '');
      expect(title).toMatch(language === 'fr' ? /rien n’a été publié/ : /nothing was published/);
    }
    expect(told[0]).not.toBe(told[1]);
    expect(told).not.toContain('');
    expect((await it_.get('/api/hours')).body.policyVersion).toBe(1);
  });

  test('and what has not the agreed form, before anything is looked at', async () => {
    const wrong = await admin('post', '/api/people', { revision: 1, ...newPerson, id: 'Not An Id', address: 'nobody' });
    expect(wrong.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual(['address', 'id']);
    const day = await admin('patch', '/api/hours', {
      revision: 1,
      removeClosures: [{ from: '2027-02-30', until: '2027-03-01' }],
    });
    expect(day.status).toBe(400);
  });
});

test('a merged category: its mails keep their id and are shown under the other’s name; its answer leaves no more', async () => {
  const id = await it_.take({ subject: 'hours question' });
  const merged = await admin('post', '/api/categories/hours/merge', { revision: 1, into: 'fees' });
  expect(merged.body).toMatchObject({ now: { category: { retired: true, mergedInto: 'fees' } } });
  expect((await it_.record(id))?.categoryId).toBe('hours');
  expect((await it_.get(`/api/mails/${id}?lang=en`)).body.category).toEqual({ id: 'hours', name: 'fees (en)' });
  const later = await it_.take({ subject: 'hours again', from: 'B <b@people.example>' });
  expect((await it_.record(later))?.suggestion).toBeNull();
});

test('who is retired is offered to nobody, and keeps the history', async () => {
  const id = await it_.take({ subject: 'hours question' });
  await admin('put', '/api/people/marie', { revision: 1, retired: true });
  const { choices, revision } = (await it_.get(`/api/mails/${id}?choices=true`)).body;
  expect(choices.people.map((person: { id: string }) => person.id)).not.toContain('marie');
  expect((await it_.post(`/api/mails/${id}/route`, { revision, personId: 'marie' })).status).toBe(404);
  expect((await it_.post(`/api/mails/${id}/assign`, { revision, personId: 'marie' })).status).toBe(404);
  expect((await it_.get('/api/people')).body.items.find((p: { id: string }) => p.id === 'marie')).toMatchObject({
    retired: true,
    today: null,
  });
});

describe('facts', () => {
  const period = { validFrom: null, validUntil: '2027-08-31' };

  test('are made, changed and ended by key and period', async () => {
    await admin('post', '/api/facts', { revision: 1, fact: newFact });
    const twice = await admin('post', '/api/facts', { revision: 2, fact: newFact });
    expect(twice.body).toMatchObject({ status: 409, code: 'already-exists' });
    const { key: _key, ...rest } = newFact;
    const changed = await admin('put', '/api/facts/fee', { revision: 2, period, fact: { ...rest, value: both('130 €') } });
    expect(changed.body.now.facts).toMatchObject([{ value: both('130 €') }]);
    const ended = await admin('post', '/api/facts/fee/retire', { revision: 3, period, until: '2026-11-22' });
    expect(ended.body.now.facts).toMatchObject([{ validUntil: '2026-11-22' }]);
    expect((await admin('post', '/api/facts/fee/retire', { revision: 4, period, until: null })).status).toBe(404);
  });

  test('a fact that ends keeps the answer from leaving by itself, and is announced before', async () => {
    const portal = { validFrom: '2026-09-01', validUntil: '2027-08-31' };
    await admin('post', '/api/facts/portal/retire', { revision: 1, period: portal, until: '2026-11-25' });
    expect((await it_.get('/api/facts')).body.expiring).toEqual([{ kind: 'fact', name: 'portal', from: '2026-11-26' }]);
    const cleared: string[] = [];
    it_.ctx.allClear = (cause) => void cleared.push(cause);
    const next = {
      key: 'portal',
      kind: 'link',
      label: both('Portal'),
      value: both('https://ecole.example/2'),
      validFrom: '2026-11-26',
      validUntil: null,
    };
    await admin('patch', '/api/organisation', { revision: 2, humanContact: both('x') });
    expect(cleared).toEqual([]);
    await admin('post', '/api/facts', { revision: 3, fact: next });
    expect(cleared).toEqual(['facts-expiring']);
    await admin('post', '/api/facts/portal/retire', {
      revision: 4,
      period: { validFrom: '2026-11-26', validUntil: null },
      until: null,
    });
    it_.clock.advance(3 * 86_400_000);
    const id = await it_.take({ subject: 'fees question' });
    expect(await it_.record(id)).toMatchObject({ state: 'suggested' });
    expect((await it_.get(`/api/mails/${id}`)).body.reasons.map(({ code }: { code: string }) => code)).toContain('fact-expired');
  });

  test('a table stands in an answer in both languages, what is past left out', async () => {
    const rows = [
      { label: { fr: 'Droit', en: 'Law' }, day: '2026-12-10', from: '09:00', until: '12:00' },
      { label: { fr: 'Passé', en: 'Past' }, day: '2026-11-10' },
      { label: { fr: 'Accueil', en: 'Desk' }, weekday: 'mon', from: '09:00', until: '12:00' },
      { label: { fr: 'Accueil', en: 'Desk' }, weekday: 'mon', from: '14:00', until: '16:30' },
    ];
    const fact = { key: 'exams', kind: 'table', label: both('Exams'), rows, validFrom: null, validUntil: null };
    await admin('post', '/api/facts', { revision: 1, fact });
    const body = 'x\n\n{{fact.exams}}';
    const asked = { categoryId: 'hours', subject: 's', body };
    const fr = await admin('post', '/api/templates/preview', { ...asked, language: 'fr' });
    expect(fr.body.rendered.text).toContain(
      '- lundi : Accueil, 9 h – 12 h, 14 h – 16 h 30\n- jeudi 10 décembre 2026 : Droit, 9 h – 12 h\n',
    );
    expect(fr.body.rendered.html).toContain('<li>jeudi 10 décembre 2026 : Droit, 9 h – 12 h</li>');
    const en = await admin('post', '/api/templates/preview', { ...asked, language: 'en' });
    expect(en.body.rendered.text).toContain(
      '- Monday: Desk, 9:00 – 12:00, 14:00 – 16:30\n- Thursday 10 December 2026: Law, 9:00 – 12:00\n',
    );
    expect(fr.body.rendered.text).not.toContain('Passé');
  });
});

test('the organisation, and a category with its examples, are read and changed', async () => {
  const { body } = await admin('patch', '/api/organisation', { revision: 1, humanContact: both('01 02 03 04 05') });
  expect(body.now.organisation).toMatchObject({ humanContact: both('01 02 03 04 05'), name: both('École Exemple') });
  expect((await it_.get('/api/organisation')).body.humanContact).toEqual(both('01 02 03 04 05'));
  await admin('put', '/api/categories/fees', { revision: 2, examples: { fr: ['Combien ?'], en: [] } });
  const detail = await admin('get', '/api/categories/fees');
  expect(api.CategoryDetailAnswer.parse(detail.body).category.examples.fr).toEqual(['Combien ?']);
  const created = {
    id: 'sports',
    name: both('Sport'),
    description: both(''),
    examples: { fr: [], en: [] },
    slots: [],
    personId: null,
  };
  const made = await admin('post', '/api/categories', { revision: 3, ...created, handling: 'answer' });
  expect(made.body.warnings.map(({ code }: { code: string }) => code)).toEqual(['no-template', 'no-template']);
});

test('what an admin writes is kept to the letter, and never as HTML', async () => {
  const evil = '<img src=x onerror=alert(1)>{{7*7}}';
  await admin('put', '/api/people/marie', { revision: 1, name: evil });
  await admin('post', '/api/facts', { revision: 2, fact: { ...newFact, value: both(evil) } });
  expect((await it_.get('/api/people')).body.items.find((p: { id: string }) => p.id === 'marie').name).toBe(evil);
  const { body } = await admin('post', '/api/templates/preview', {
    categoryId: 'hours',
    language: 'fr',
    subject: 's',
    body: '{{fact.fee}}',
  });
  expect(body.rendered.text).toContain(evil);
  expect(body.rendered.html).not.toContain('<img');
});
