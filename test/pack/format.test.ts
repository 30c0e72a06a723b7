import fc from 'fast-check';
import { defaultPolicy } from '../../server/pack/default-policy.ts';
import { exportPack, PACK_FORMAT, type ParsedPack, parsePack } from '../../server/pack/format.ts';
import { TemplateBody } from '../../shared/api.ts';
import { NOW } from '../mail/support/render-fixtures.ts';

const policy = defaultPolicy(NOW);
const pack = (): Record<string, unknown> => JSON.parse(exportPack(policy));

function problems(parsed: ParsedPack): string[] {
  return parsed.ok ? [] : parsed.problems.map(({ path, message }) => `${path}: ${message.en}`);
}

test('what is exported is read back the same', () => {
  expect(parsePack(exportPack(policy))).toEqual({ ok: true, policy });
});

test('only the newest published answers are exported, without their files', () => {
  const [first, ...others] = policy.templates;
  if (!first) throw new Error('no template');
  const file = { name: 'a.pdf', type: 'application/pdf', size: 1, blob: 'b', sha256: 'c' };
  const newer = { ...first, version: 2, body: 'Nouveau', files: [file] };
  const draft = { ...first, version: 3, body: 'Brouillon', published: false };
  const parsed = parsePack(exportPack({ ...policy, templates: [first, newer, draft, ...others] }));
  const templates = parsed.ok ? parsed.policy.templates : [];
  expect(templates).toHaveLength(policy.templates.length);
  expect(templates.find(({ id }) => id === first.id)).toEqual({ ...newer, version: 1, files: [] });
});

test.each([
  ['a long subject', 's'.repeat(1000), 'x'],
  ['a long line', 's', 'x'.repeat(10_000)],
  ['many lines', 's', `x${'\n'.repeat(9_999)}`],
])('what may be saved can be exported and read back: %s', (_, subject, body) => {
  const saved = TemplateBody.parse({ revision: 1, subject, body });
  const templates = policy.templates.map((template) => ({ ...template, subject: saved.subject, body: saved.body }));
  expect(parsePack(exportPack({ ...policy, templates }))).toMatchObject({ ok: true, policy: { templates } });
});

test('what may not be saved is in no pack', () => {
  const templates = [
    { categoryId: 'fees', language: 'fr', subject: 'x', body: Array.from({ length: 10 }, () => 'x'.repeat(1000)) },
  ];
  expect(problems(parsePack({ ...pack(), templates })).join()).toMatch(/^templates\[0\]\.body: Too big/);
});

test('a body may be one text or a list of lines; what has a usual value may be left out', () => {
  const file = pack();
  const parsed = parsePack({
    ...file,
    templates: [
      { categoryId: 'fees', language: 'fr', subject: 'x', body: 'a\nb' },
      { categoryId: 'fees', language: 'en', subject: 'x', body: ['a', 'b'] },
    ],
    people: [{ id: 'bursar', name: 'x', function: { fr: '', en: '' }, address: 'x@ecole.example' }],
    facts: [{ key: 'k', kind: 'dates', label: { fr: '', en: '' }, dates: ['2026-12-05'] }],
  });
  if (!parsed.ok) throw new Error(problems(parsed).join());
  expect(parsed.policy.templates.map(({ body }) => body)).toEqual(['a\nb', 'a\nb']);
  expect(parsed.policy.people[0]?.absences).toEqual([]);
  expect(parsed.policy.facts[0]).toMatchObject({ value: { fr: '', en: '' }, validFrom: null });
});

test.each<[string, (file: Record<string, unknown>) => unknown, RegExp]>([
  ['no pack at all', () => ({ format: 'other' }), /^format: /m],
  ['a newer version', (file) => ({ ...file, version: 2 }), /^version: /m],
  ['an unknown key', (file) => ({ ...file, color: 'red' }), /^: Unrecognized key/m],
  ['a missing part', (file) => ({ ...file, facts: undefined }), /^facts: Invalid input/m],
  [
    'an id that every object has',
    (file) => ({ ...file, people: [{ id: 'constructor', name: '', function: { fr: '', en: '' }, address: 'a@b.example' }] }),
    /^people\[0\]\.id: must be another word/m,
  ],
  [
    'a day that is none',
    (file) => ({ ...file, facts: [{ key: 'k', kind: 'text', label: { fr: '', en: '' }, validFrom: '2026-02-30' }] }),
    /^facts\[0\]\.validFrom: must be a day as YYYY-MM-DD/m,
  ],
  [
    'a language left out',
    (file) => ({ ...file, organisation: { name: { fr: 'x' }, humanContact: { fr: '', en: '' } } }),
    /^organisation\.name\.en: /m,
  ],
  [
    'an address that is none',
    (file) => ({ ...file, people: [{ id: 'a', name: '', function: { fr: '', en: '' }, address: 'a@b\r\nBcc: c@d.example' }] }),
    /^people\[0\]\.address: must be a mail address/m,
  ],
  [
    'an unknown zone',
    (file) => ({ ...file, hours: { ...policy.hours, timezone: 'Mars/Olympus' } }),
    /^hours\.timezone: must be an IANA time zone/m,
  ],
])('%s is refused with its place', (_, change, expected) => {
  const parsed = parsePack(change(pack()));
  expect(problems(parsed).join('\n')).toMatch(expected);
  if (!parsed.ok) for (const { message } of parsed.problems) expect(message.fr.length).toBeGreaterThan(5);
});

test('text that is not JSON is refused with the line', () => {
  expect(problems(parsePack(`{\n"format": "${PACK_FORMAT}",\n oops }`))[0]).toMatch(/not readable JSON/);
  expect(problems(parsePack('x'.repeat(5_000_001)))[0]).toMatch(/too large/);
  expect(parsePack(`\uFEFF${exportPack(policy)}`).ok).toBe(true);
});

test('nothing makes it throw', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.jsonValue(), fc.json()), (value) => expect(parsePack(value).ok).toBe(false)));
});
