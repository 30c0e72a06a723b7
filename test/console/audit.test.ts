import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { auditQuery, GROUP_NAMES, GROUPS, targetOf } from '../../server/console/page/audit/data.ts';
import { detailTexts, entityHead } from '../../server/console/page/audit/details.ts';
import { fieldsInWords } from '../../server/console/page/audit/fields.ts';
import { auditWords } from '../../server/console/page/audit/words.ts';
import { defaultPolicy } from '../../server/pack/default-policy.ts';
import { ACTIONS } from '../../shared/actions.ts';

const PARIS = 'Europe/Paris';
const names = { category: (id: string) => `category ${id}`, person: (id: string) => `person ${id}` };
const told = (action: string, detail: Parameters<typeof detailTexts>[0]['detail']) =>
  detailTexts({ action, detail }, auditWords('en'), names);

it('asks for whole days of the school, the last one included', () => {
  const query = auditQuery({ from: '2026-03-28', until: '2026-03-29', actor: 'u1', action: 'reply', target: ' m1 ' }, PARIS);
  expect(Object.fromEntries(query)).toEqual({
    actor: 'u1',
    action: 'reply',
    target: 'm1',
    since: String(Date.UTC(2026, 2, 27, 23)),
    // The clock went forward that night.
    before: String(Date.UTC(2026, 2, 29, 22)),
  });
});

it('leaves out what is no filter, and days that are none', () => {
  expect(auditQuery({ from: 'yesterday', until: '2026-02-30', colour: 'red', actor: ' ' }, PARIS).toString()).toBe('');
});

it.each([
  ['reply', '18c2f', { kind: 'mail', id: '18c2f' }],
  ['settings', 'settings', { kind: 'settings' }],
  ['template', 'fees.fr', { kind: 'template', id: 'fees.fr' }],
  ['template-restore', 'templates.fees.fr', { kind: 'template', id: 'fees.fr' }],
  ['category-merge', 'categories.fees', { kind: 'category', id: 'fees' }],
  ['new-term', 'facts', { kind: 'facts' }],
  ['fact', 'facts.open-days', { kind: 'fact', id: 'open-days' }],
  ['person', 'people.bursar', { kind: 'person', id: 'bursar' }],
  ['role', 'u0f', { kind: 'user', id: 'u0f' }],
  ['sender-erase', 'q1w2', { kind: 'sender' }],
  ['file', 'ab12', { kind: 'file', id: 'ab12' }],
])('knows what %s of %s is about', (action, target, wanted) => {
  expect(targetOf({ action, target })).toEqual(wanted);
});

it('says from what to what, in words', () => {
  expect(told('category', { from: 'none', to: 'fees', revision: 3 })).toEqual(['category none → category fees']);
  expect(told('assign', { to: null, revision: 3 })).toEqual(['→ nobody']);
  expect(told('template', { policy: 5, madeOn: 4, touched: 'templates.fees.fr', n: 1, before: 'x', after: 'y' })).toEqual([
    'policy version 4 → 5',
    'touches: category fees (FR)',
  ]);
  const touched = 'categories.fees, facts.open-days, hours.weekly.mon, hours.weekly.tue, people.bursar, term, later.thing';
  expect(told('policy', { touched })).toEqual(['touches: category fees, open-days, Hours, person bursar, Facts, later.thing']);
  expect(told('settings', { changed: 'modes autoMode', modes: 'fees=automatic', autoMode: false, revision: 9 })).toEqual([
    'auto-mode: off',
    'settings: modes by category, auto-mode',
    'modes: category fees automatic',
  ]);
  expect(told('settings', { changed: 'threshold', modes: '', autoMode: true, revision: 9 })).toEqual(['settings: threshold']);
});

it('says of settings from what to what', () => {
  const change = { changed: 'autoMode holdMs thresholdPerCategory modes caps ownAddresses', autoMode: false, revision: 9 };
  const was = 'autoMode=true holdMs=0 thresholdPerCategory.fees=0.95 modes.fees=rehearsal caps.perDay=10';
  const now = 'autoMode=false holdMs=3600000 modes.fees=automatic caps.perDay=20';
  expect(told('settings', { ...change, was, now })).toEqual([
    'auto-mode: on → off',
    'hold time: 0\u00A0min → 60\u00A0min',
    'thresholds by category (category fees): 95% → –',
    'category fees: rehearsal → automatic',
    'cap a day: 10 → 20',
    'settings: addresses of the school',
  ]);
});

it('shows no hash as if it said something', () => {
  expect(told('reply', { effect: 'm.reply.1', text: 'aGFzaA', template: 'fees.fr', adapted: false })).toEqual([
    'template: fees.fr',
  ]);
});

it('has words in both languages for every action on a mail, and offers each once', () => {
  const offered: string[] = GROUP_NAMES.flatMap((group) => [...GROUPS[group]]);
  expect(new Set(offered).size).toBe(offered.length);
  expect(offered).toEqual(expect.arrayContaining([...ACTIONS]));
  for (const language of ['fr', 'en'] as const) {
    expect(Object.keys(auditWords(language).actions).sort()).toEqual([...offered].sort());
  }
});

it('knows every action that the server writes into the log', async () => {
  const folders = ['server/http', 'server/mail/actions', 'server/mail/actions/policy', 'server/cli/store', 'server/cli/login'];
  const sources = await Promise.all(folders.map(sourcesIn));
  const written = sources
    .flat()
    .filter((text) => /\baudit\(|\bchangePolicy\(|\beditPolicy\(/.test(text))
    .flatMap((text) => [...text.matchAll(/\baction: (?:fields\.retired \? '([a-z-]+)' : )?'([a-z-]+)'/g)])
    .flatMap(([, ...found]) => found.filter((name) => name !== undefined));
  expect(written).toEqual(expect.arrayContaining(['settings', 'category-retire', 'category', 'fact-import', 'login', 'take']));
  const offered: string[] = GROUP_NAMES.flatMap((group) => [...GROUPS[group]]);
  expect(written.filter((name) => !offered.includes(name))).toEqual([]);
});

async function sourcesIn(folder: string): Promise<string[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.ts'));
  return Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
}

it.each(['fr', 'en'] as const)('names what a change touched, and its fields, in words: %s', (language) => {
  const words = auditWords(language);
  const lines = [
    'key: open-days',
    'kind: dates · label.fr: Portes ouvertes · validUntil: 2026-12-31',
    'retired: true',
    'true: a text of somebody · note: kept',
  ].join('\n');
  expect([
    fieldsInWords(lines, words),
    ...['hours.weekly.mon', 'hours.timezone', 'people.bursar'].map((name) => entityHead(name, words, names)),
  ]).toEqual(
    language === 'en'
      ? [
          'Key: open-days\nKind: dates · Label (French): Portes ouvertes · Valid until: 2026-12-31\nRetired: yes\ntrue: a text of somebody · note: kept',
          'Hours: Monday',
          'Hours: time zone',
          'person bursar',
        ]
      : [
          'Clé\u00A0: open-days\nGenre\u00A0: dates · Intitulé (français)\u00A0: Portes ouvertes · Valable jusqu’au\u00A0: 2026-12-31\nRetirée\u00A0: oui\ntrue: a text of somebody · note: kept',
          'Horaires\u00A0: lundi',
          'Horaires\u00A0: fuseau horaire',
          'person bursar',
        ],
  );
});

/** Told by the entry itself, or nothing to people. */
const NOT_SHOWN = new Set([
  'schema',
  'id',
  'blob',
  'sha256',
  'categories',
  'templates',
  'people',
  'facts',
  'hours',
  'organisation',
  'weekly',
  'closures',
]);

it('has a word for every field of what a school decides', () => {
  const inside = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null)
      for (const [name, field] of Object.entries(value)) {
        inside.add(name);
        walk(field);
      }
  };
  walk(defaultPolicy(0));
  expect(inside.size).toBeGreaterThan(30);
  for (const language of ['fr', 'en'] as const)
    expect([...inside].filter((name) => !NOT_SHOWN.has(name) && auditWords(language).fields[name] === undefined)).toEqual([]);
});
