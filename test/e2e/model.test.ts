import { createMistralBrain } from '../../server/brain/mistral.ts';
import { createBrainWithModel } from '../../server/brain/with-model.ts';
import { learnedBrain } from '../helpers/learned.ts';
import { readByWords } from '../support/mistral-answers.ts';
import { type MistralStandIn, STAND_IN_MODEL, startMistralStandIn } from '../support/mistral-stand-in.ts';
import { type Booted, boot } from './support/boot.ts';

/** The real wiring with Mistral's adapter on a stand-in, and the built-in reader beside it, whose own word may not be sent. */
let standIn: MistralStandIn;
let app: Booted;
const budget = { left: true };
beforeAll(async () => {
  standIn = await startMistralStandIn();
  const model = createMistralBrain({ apiKey: 'key', model: STAND_IN_MODEL, serverUrl: standIn.url, retryForMs: 0 });
  const brain = createBrainWithModel({ model, offline: learnedBrain(), budget: { allows: () => budget.left } });
  app = await boot({ brain, settings: { offlineMaySend: false } });
});
afterAll(async () => {
  await app.remove();
  expect(standIn.refused).toEqual([]);
  await standIn.close();
});

const QUESTION = 'Bonjour,\n\nComment obtenir un certificat de scolarité ? Je suis au 06 12 34 56 78.\n\nMerci';

test('a question on which both readers agree is answered by itself, after one call that held no number', async () => {
  const before = standIn.calls.length;
  const { id } = await app.deliver({ subject: 'Certificat de scolarité', text: QUESTION });
  const record = await app.untilState(id, 'replied', 'suggested', 'routed');
  expect(record.decision?.reasons).toEqual(['certain']);
  expect(record).toMatchObject({
    state: 'replied',
    reading: { brain: STAND_IN_MODEL, secondOpinion: { brain: 'offline/1', categoryId: 'certificate' } },
  });
  expect(standIn.calls).toHaveLength(before + 1);
  expect(standIn.calls.at(-1)?.user).not.toContain('06 12');
  expect(record.spent).toEqual({ microUsd: expect.any(Number), unpriced: 0 });
  expect(record.spent?.microUsd).toBeGreaterThan(0);
});

test('where they differ it is only suggested', async () => {
  standIn.script({
    content: { ...readByWords(lastAsked()), category: 'fees', scores: [{ category: 'fees', score: 99 }], fit: 'complete' },
  });
  const { id } = await app.deliver({ subject: 'Certificat de scolarité', text: QUESTION });
  const record = await app.untilState(id, 'replied', 'suggested', 'routed');
  expect(record.state).not.toBe('replied');
  expect(record.decision?.reasons).toContain('brains-disagree');
});

test('words that are not in the mail are dropped, and that is the reason', async () => {
  standIn.script({
    content: {
      ...readByWords(lastAsked()),
      category: 'certificate',
      fit: 'complete',
      slots: [{ name: 'document', value: 'diploma', quote: 'un duplicata de diplôme' }],
    },
  });
  const { id } = await app.deliver({ subject: 'Certificat de scolarité', text: QUESTION });
  const record = await app.untilState(id, 'replied', 'suggested', 'routed');
  expect(record).toMatchObject({ state: 'suggested', reading: { slots: [], droppedSlots: ['document'] } });
  expect(record.decision?.reasons).toContain('slot-unfounded');
});

test.each([
  ['is down', { status: 500 }],
  ['says nothing usable', 'truncated'],
  ['knows the model no longer', { status: 404 }],
] as const)('when the model %s the built-in reader’s word is suggested, and nothing is sent on it', async (_what, how) => {
  standIn.script(how);
  const { id } = await app.deliver({ subject: 'Certificat de scolarité', text: QUESTION });
  const record = await app.untilState(id, 'replied', 'suggested', 'routed');
  expect(record).toMatchObject({ state: 'suggested', categoryId: 'certificate', reading: { insteadOfModel: 'unavailable' } });
  expect(record.decision?.reasons).toContain('model-unavailable');
});

test('past the budget it is the same, without a call', async () => {
  const before = standIn.figures().calls;
  budget.left = false;
  const { id } = await app.deliver({ subject: 'Certificat de scolarité', text: QUESTION });
  const record = await app.untilState(id, 'replied', 'suggested', 'routed');
  budget.left = true;
  expect(record).toMatchObject({ state: 'suggested', reading: { insteadOfModel: 'budget' } });
  expect(record.decision?.reasons).toContain('model-budget');
  expect(standIn.figures().calls).toBe(before);
});

test('somebody in distress is a person’s, and no word of it leaves', async () => {
  const before = standIn.figures().calls;
  const text = 'Bonjour,\n\nJe n’en peux plus, je pense à en finir. Comment obtenir un certificat de scolarité ?';
  const { id } = await app.deliver({ subject: 'Certificat', text });
  const record = await app.untilState(id, 'replied', 'suggested', 'routed');
  expect(record.state).toBe('routed');
  expect(record.reading).toMatchObject({ insteadOfModel: 'withheld' });
  expect(standIn.figures().calls).toBe(before);
});

function lastAsked() {
  const asked = standIn.calls.at(-1);
  if (!asked) throw new Error('nothing was asked');
  return asked;
}
