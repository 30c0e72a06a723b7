import { createMistralBrain } from '../../server/brain/mistral.ts';
import { createBrainWithModel } from '../../server/brain/with-model.ts';
import { learnedBrain } from '../helpers/learned.ts';
import { readByWords } from '../support/mistral-answers.ts';
import { type MistralStandIn, STAND_IN_MODEL, startMistralStandIn } from '../support/mistral-stand-in.ts';
import { type Booted, boot } from './support/boot.ts';

/** The same with Mistral's adapter and the built-in reader beside it; the stand-in refuses what may not leave the school. */
let standIn: MistralStandIn;
let app: Booted;
beforeAll(async () => {
  standIn = await startMistralStandIn({
    answer: (asked) => (asked.schemaName === 'reading' ? readByWords(asked) : { text: warmed(asked.user) }),
  });
  const model = createMistralBrain({ apiKey: 'key', model: STAND_IN_MODEL, serverUrl: standIn.url });
  const brain = createBrainWithModel({ model, offline: learnedBrain(), budget: { allows: () => true } });
  app = await boot({ brain, settings: { adaptSuggestions: true, threshold: 1 } });
});
afterAll(async () => {
  await app.remove();
  await standIn.close();
});

function warmed(user: string): string {
  const answer = /^<answer ([a-z]+)>\n([\s\S]*)\n<\/answer \1>$/m.exec(user)?.[2] ?? '';
  return answer.replace('\n\n', '\n\nMerci pour votre message, auquel nous répondons avec plaisir.\n\n');
}
const wordings = (): number => standIn.calls.filter(({ schemaName }) => schemaName === 'wording').length;

test('an ordinary question is worded, and the words leave when a person sends them', async () => {
  const text =
    'Bonjour,\n\nQuels sont les horaires d’ouverture du secrétariat ? Vous pouvez m’appeler au 06 11 22 33 44.\n\nMerci';
  const { id } = await app.deliver({ subject: 'Horaires du secrétariat', text });
  const record = await app.until(id, (r) => r.suggestion?.adapted != null);
  expect(record.suggestion?.adapted).toMatchObject({ brain: STAND_IN_MODEL, text: expect.stringContaining('avec plaisir') });
  const sent = await app.api('POST', `/api/mails/${id}/reply`, { revision: record.revision, adapted: true });
  expect(sent.body).toMatchObject({ state: 'replied', reply: { adapted: true, text: expect.stringContaining('avec plaisir') } });
  expect(standIn.refused).toEqual([]);
  expect(wordings()).toBe(1);
});

test('a mail about health is not given to the model, for this as little as for reading', async () => {
  const before = standIn.calls.length;
  const text =
    'Bonjour,\n\nJe suis hospitalisée pour une dépression et un cancer, quels sont les horaires des examens ?\n\nMerci';
  const { id } = await app.deliver({ subject: 'Horaires des examens', text });
  const record = await app.untilState(id, 'suggested', 'routed');
  expect(record.reading).toMatchObject({ insteadOfModel: 'withheld' });
  expect(record.nextAttemptAt).toBeNull();
  expect(standIn.calls).toHaveLength(before);
});
