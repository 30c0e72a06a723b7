import * as api from '../../shared/api.ts';
import { useInstallation } from './support/installation.ts';

const it_ = useInstallation();

const admin = (verb: 'get' | 'post' | 'put', path: string, body?: object) => it_.call(verb, path, body, 'admin');
const both = (text: string) => ({ fr: text, en: text });
const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('a timetable', () => {
  const content = base64(
    'date;intitulé;début;fin\n10/12/2026;Droit;9h;12h\n31/02/2026;Jamais;;\n11/12/2026;Maths;12h;9h\n12/12/2026;Économie;14h;\n',
  );
  const fact = { key: 'exams', kind: 'table', label: both('Examens'), validFrom: '2026-09-01', validUntil: '2027-08-31' };
  const asked = { revision: 1, fact, name: 'examens.csv', content };

  test('is shown as it was understood, two rows refused with their reasons; then it is published', async () => {
    for (const language of ['fr', 'en'] as const) {
      const preview = await admin('post', `/api/facts/import?lang=${language}`, asked);
      const { rows, refused, ...rest } = api.FactImportAnswer.parse(preview.body);
      expect(rest).toMatchObject({ published: false, policyVersion: 1, changed: true });
      expect(rows.map(({ line, day, label }) => [line, day, label[language]])).toEqual([
        [2, '2026-12-10', 'Droit'],
        [5, '2026-12-12', 'Économie'],
      ]);
      expect(refused.map(({ line, code }) => [line, code])).toEqual([
        [3, 'bad-day'],
        [4, 'backward'],
      ]);
      expect(refused[0]?.message).toContain(language === 'fr' ? 'n’est pas un jour' : 'is no day');
    }
    const done = await admin('post', '/api/facts/import', { ...asked, dryRun: false });
    expect(done.body).toMatchObject({
      published: true,
      policyVersion: 2,
      now: { facts: [{ key: 'exams', rows: [{ from: '09:00' }, { until: null }] }] },
    });
    // The same file again replaces the same fact, and so changes nothing.
    const again = await admin('post', '/api/facts/import', { ...asked, revision: 2, dryRun: false });
    expect(again.body).toMatchObject({ published: false, changed: false, policyVersion: 2 });
    const { items } = (await it_.get('/api/audit', 'admin')).body;
    expect(items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          action: 'fact-import',
          target: 'facts.exams',
          detail: expect.objectContaining({ rows: 2, refused: 2 }),
        }),
      ]),
    );
  });

  test('of which nothing can be used changes nothing', async () => {
    const none = { ...asked, content: base64('nothing here\n'), dryRun: false };
    expect((await admin('post', '/api/facts/import', none)).body).toMatchObject({
      status: 400,
      policyProblems: [{ entity: 'facts.exams', field: 'rows' }],
    });
    expect((await admin('post', '/api/facts/import', { ...asked, name: 'x.exe', content: base64('MZ') })).status).toBe(400);
    expect((await admin('post', '/api/facts/import', { ...asked, content: 'not base64!' })).status).toBe(400);
    const large = await admin('post', '/api/facts/import', { ...asked, content: 'A'.repeat(1_400_004) });
    expect([400, 413]).toContain(large.status);
    expect((await it_.get('/api/facts')).body.policyVersion).toBe(1);
  });

  test('may be as large as is said, and no larger', async () => {
    const line = '10/12/2026;Un examen dont l’intitulé est assez long pour remplir le fichier;9h;12h\n';
    const text = (bytes: number): string =>
      base64(`date;intitulé;début;fin\n${line.repeat(Math.floor(bytes / Buffer.byteLength(line)))}`);
    const large = await admin('post', '/api/facts/import', { ...asked, content: text(990_000) });
    expect(large.body.rows).toHaveLength(1);
    expect(large.body.refused).toHaveLength(201);
    expect((await admin('post', '/api/facts/import', { ...asked, content: text(1_010_000) })).status).toBe(413);
  });

  test('that somebody else imported meanwhile is a conflict, with theirs', async () => {
    await admin('post', '/api/facts/import', { ...asked, dryRun: false });
    const second = await admin('post', '/api/facts/import', {
      ...asked,
      content: base64('date;label\n10/12/2026;x'),
      dryRun: false,
    });
    expect(second.body).toMatchObject({
      status: 409,
      current: { entity: 'facts.exams', now: { facts: [{ rows: [{}, {}] }] }, before: { facts: [] } },
    });
  });
});

describe('a new term', () => {
  const asked = {
    revision: 1,
    from: { from: '2026-09-01', until: '2027-08-31' },
    to: { from: '2027-09-01', until: '2028-08-31' },
    dates: 'shift',
  };

  test('says what it would copy, copies it, and lists what nobody has looked at since', async () => {
    const preview = api.NewTermAnswer.parse((await admin('post', '/api/facts/new-term', asked)).body);
    expect(preview).toMatchObject({ published: false, review: ['open-days'] });
    expect(preview.copied.map(({ key }) => key)).toEqual(['portal', 'old', 'open-days']);
    expect((await it_.get('/api/facts')).body).toMatchObject({ policyVersion: 1, term: null });
    const done = api.NewTermAnswer.parse((await admin('post', '/api/facts/new-term', { ...asked, dryRun: false })).body);
    expect(done.templates.map(({ id }) => id)).toEqual(['fees.fr', 'hours.fr', 'course.fr']);
    expect((await it_.get('/api/facts')).body.term).toMatchObject({ from: '2027-09-01', until: '2028-08-31' });
    const looked = await admin('post', '/api/templates/fees.fr/review', { revision: 2 });
    expect(looked.body.now.template).toMatchObject({ id: 'fees.fr', version: 1, toReview: false });
    const items: api.TemplateView[] = (await it_.get('/api/templates')).body.items;
    expect(items.filter(({ toReview }) => toReview).map(({ id }) => id)).toEqual(['hours.fr', 'course.fr']);
    // The facts of the old period still hold.
    const { items: facts } = (await it_.get('/api/facts')).body;
    expect(facts.filter(({ key }: { key: string }) => key === 'portal')).toHaveLength(2);
  });

  test('begins after the one before', async () => {
    const wrong = { ...asked, to: { from: '2027-01-01', until: '2027-12-31' } };
    const refused = await admin('post', '/api/facts/new-term', wrong);
    expect(refused.body).toMatchObject({ status: 400, policyProblems: [{ entity: 'term', field: 'to' }] });
  });
});

describe('the policy as one file', () => {
  test('is written and read: first what it would change, then done; an expected version guards it', async () => {
    const pack = (await admin('get', '/api/policy')).body;
    expect(pack).toMatchObject({ format: 'mailgps-pack' });
    const same = await admin('post', '/api/policy', { revision: 1, pack });
    expect(api.PolicyImportAnswer.parse(same.body)).toMatchObject({ published: null, policyVersion: 1 });
    const changed = { ...pack, people: pack.people.filter(({ id }: { id: string }) => id !== 'away') };
    const dry = await admin('post', '/api/policy?dryRun=true', { revision: 1, pack: changed });
    expect(dry.body).toMatchObject({
      published: null,
      dryRun: true,
      changes: { 'people changed': ['away'], 'answers changed': [] },
    });
    expect((await it_.get('/api/people')).body.policyVersion).toBe(1);
    const done = await admin('post', '/api/policy', { revision: 1, pack: changed });
    expect(done.body).toMatchObject({ published: 2, policyVersion: 2 });
    expect((await it_.get('/api/people')).body.items.map(({ id }: { id: string }) => id)).not.toContain('away');
    // The earlier file, read before that, would take it back unseen.
    const old = await admin('post', '/api/policy', { revision: 1, pack });
    expect(old.body).toMatchObject({ status: 409, policyVersion: 2, current: { entity: 'people.away', now: {} } });
  });

  test('replaces nothing that somebody else put in meanwhile', async () => {
    const pack = (await admin('get', '/api/policy')).body;
    const changed = { ...pack, people: pack.people.filter(({ id }: { id: string }) => id !== 'away') };
    const person = { id: 'bursar', name: 'x', function: both(''), address: 'bursar@ecole.example' };
    await admin('post', '/api/people', { revision: 1, ...person });
    const refused = await admin('post', '/api/policy', { revision: 1, pack: changed });
    expect(refused.body).toMatchObject({ status: 409, current: { entity: 'people.bursar', now: { person: { id: 'bursar' } } } });
  });

  test('that is no pack, or does not fit together, is refused by place', async () => {
    const pack = (await admin('get', '/api/policy')).body;
    const form = await admin('post', '/api/policy?lang=fr', { revision: 1, pack: { ...pack, facts: [{ key: '1' }] } });
    expect(form.body.errors.map(({ path }: { path: string }) => path)).toContain('facts[0].key');
    const people = [...pack.people, { ...pack.people[0], id: 'x', address: 'contact@ecole.example' }];
    const unfit = await admin('post', '/api/policy', { revision: 1, pack: { ...pack, people } });
    expect(unfit.body.policyProblems).toMatchObject([{ entity: 'people.x', field: 'address', severity: 'error' }]);
    const dry = await admin('post', '/api/policy?dryRun=true', { revision: 1, pack: { ...pack, people } });
    expect(dry.body.problems).toEqual(
      expect.arrayContaining([expect.objectContaining({ entity: 'people.x', severity: 'error' })]),
    );
  });
});

test('staff are refused each of the changes', async () => {
  const changes: ['get' | 'post' | 'put' | 'patch' | 'delete', string][] = [
    ['post', '/api/categories'],
    ['put', '/api/categories/fees'],
    ['post', '/api/categories/fees/merge'],
    ['post', '/api/people'],
    ['put', '/api/people/marie'],
    ['patch', '/api/hours'],
    ['patch', '/api/organisation'],
    ['post', '/api/facts'],
    ['put', '/api/facts/portal'],
    ['post', '/api/facts/portal/retire'],
    ['post', '/api/facts/import'],
    ['post', '/api/facts/new-term'],
    ['put', '/api/templates/fees.fr'],
    ['post', '/api/templates/fees.fr/restore'],
    ['post', '/api/templates/fees.fr/review'],
    ['post', '/api/templates/preview'],
    ['post', '/api/templates/test'],
    ['post', '/api/files'],
    ['delete', '/api/files/x'],
    ['get', '/api/policy'],
    ['post', '/api/policy'],
  ];
  for (const [verb, path] of changes) {
    const refused = await it_.call(verb, path, verb === 'get' ? undefined : {}, 'staff');
    expect([path, refused.status, refused.body.code]).toEqual([path, 403, 'forbidden']);
  }
  expect((await it_.get('/api/facts')).body.policyVersion).toBe(1);
});
