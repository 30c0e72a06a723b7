import { writeFileSync } from 'node:fs';
import { defaultPolicy } from '../../server/pack/default-policy.ts';
import { exportPack } from '../../server/pack/format.ts';
import { useTempFolder } from '../helpers/temp-folder.ts';
import { STAND_IN_MODEL, startMistralStandIn } from '../support/mistral-stand-in.ts';
import { type Said, say, sayWith } from './support/capture.ts';

const path = useTempFolder();

/** Two examples a category: what is tested here is the command, and learning takes its time. */
beforeAll(() => {
  const pack = JSON.parse(exportPack(defaultPolicy(0)));
  for (const { examples } of pack.categories) for (const language of ['fr', 'en']) examples[language].splice(2);
  writeFileSync(path('pack.json'), JSON.stringify(pack));
});

const evaluate = (...args: string[]): Promise<Said> => say(path(), 'eval', '--pack', path('pack.json'), ...args);

function mails(count: number): string {
  const of = (n: number) => ({
    id: `m${n}`,
    lang: n % 2 ? 'fr' : 'en',
    from_name: 'A',
    from: 'a@people.example',
    subject: n % 2 ? 'Certificat de scolarité' : 'Tuition fees',
    body: n % 2 ? 'Bonjour, comment obtenir un certificat de scolarité ?' : 'Hello, how much are the tuition fees of the MBA?',
    category: n % 2 ? 'certificate' : 'fees',
    autoAnswerable: true,
    tags: [],
  });
  return Array.from({ length: count }, (_, n) => JSON.stringify(of(n))).join('\n');
}

test('the figures as JSON and as tables', async () => {
  writeFileSync(path('mails.jsonl'), mails(6));
  const said = await evaluate('--json', path('mails.jsonl'));
  expect(said).toMatchObject({ code: 0, err: '' });
  expect(said.lines()).toEqual([
    expect.objectContaining({
      mails: 6,
      crossValidated: null,
      accuracy: 1,
      macroF1: 1,
      confusion: { certificate: { certificate: 3 }, fees: { fees: 3 } },
      coverage: expect.arrayContaining([expect.objectContaining({ threshold: 0.9, precision: expect.any(Number) })]),
    }),
  ]);
  const drawn = await evaluate(path('mails.jsonl'));
  expect(drawn.out).toContain('accuracy 100.0 %   macro-F1 100.0 %');
  expect(drawn.out).toMatch(/^certificate +3 +100\.0 % +100\.0 % +100\.0 %$/m);
});

test('in cross-validation every mail is judged once', async () => {
  writeFileSync(path('cross.jsonl'), mails(7));
  const [figures] = (await evaluate('--json', '--cross-validate', '3', path('cross.jsonl'))).lines();
  expect(figures).toMatchObject({ mails: 7, crossValidated: 3 });
});

test('a file that is none: its first wrong line', async () => {
  writeFileSync(path('broken.jsonl'), `${mails(1)}\n{"id": 1`);
  expect(await evaluate(path('broken.jsonl'))).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/, line 2: not JSON/),
  });
  writeFileSync(path('short.jsonl'), '{"id": "x", "body": "text"}');
  expect((await evaluate(path('short.jsonl'))).err).toMatch(/, line 1: category: /);
  expect((await evaluate(path('missing.jsonl'))).err).toMatch(/cannot be read: there is no such file\n$/);
  writeFileSync(path('empty.jsonl'), '\n');
  expect((await evaluate(path('empty.jsonl'))).err).toMatch(/holds no mail\.\n$/);
});

test('categories that the pack lacks are named', async () => {
  writeFileSync(path('other.jsonl'), JSON.stringify({ body: 'Hello', category: 'canteen' }));
  const said = await evaluate('--json', path('other.jsonl'));
  expect(said).toMatchObject({ code: 0, err: 'Not in the pack, so never right: canteen\n' });
});

test('the configured model, beside the built-in reader, and what it took', async () => {
  const standIn = await startMistralStandIn();
  const settings = { MAILGPS_DATA_DIR: path(), MISTRAL_API_KEY: 'key', MISTRAL_SERVER_URL: standIn.url };
  const args = ['eval', '--brain', 'mistral', '--json', '--pack', path('pack.json'), path('model.jsonl')];
  writeFileSync(path('model.jsonl'), mails(4));
  standIn.script('valid', 'truncated');
  const said = await sayWith({ ...settings, MAILGPS_BRAIN: 'mistral' }, args);
  expect(said.lines()).toEqual([expect.objectContaining({ mails: 4, brain: STAND_IN_MODEL, accuracy: 1 })]);
  expect(said.err).toMatch(
    /^4 calls of the model, \d+ tokens, about \$0\.00\d\d\n1 mails read by the built-in reader instead: invalid\n$/,
  );
  expect(standIn.refused).toEqual([]);
  await standIn.close();

  const without = await sayWith(settings, args);
  expect(without).toMatchObject({ code: 2, out: '' });
  expect(without.err).toContain('MAILGPS_BRAIN=mistral');
});
