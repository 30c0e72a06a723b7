import fc from 'fast-check';
import type { Brain, BrainMail } from '../../server/brain/brain.ts';
import { type Category, categoryOf, type Policy } from '../../shared/policy.ts';
import { HUMAN_MATTERS, NONE, type Reading } from '../../shared/reading.ts';
import { verifyReading } from '../../shared/verify-reading.ts';
import { anyText } from '../helpers/any-text.ts';

export interface BrainHarness {
  brain: Brain;
  policy: Policy;
  /** How many made-up mails a property is tried on; few where each costs a call. */
  runs: number;
  close(): Promise<void>;
}

export function brainMail(subject: string, newText: string): BrainMail {
  return {
    subject,
    newText,
    from: { name: '', address: 'a@mail.example' },
    attachments: [],
    receivedAt: Date.UTC(2026, 10, 23, 9),
  };
}

/** What every Brain adapter does, however well it reads. `open` gives one that nobody else uses. */
export function brainContract(name: string, open: () => Promise<BrainHarness>): void {
  describe(`brain contract: ${name}`, () => {
    let harness: BrainHarness;
    beforeAll(async () => {
      harness = await open();
    });
    afterAll(() => harness.close());

    const read = (mail: BrainMail, policy = harness.policy): Promise<Reading> => harness.brain.read(mail, policy);

    it('has a name with a version', () => {
      expect(harness.brain.name).toMatch(/^[\w.-]+(?:\/|-)[\w.-]+$/);
    });

    it.each([
      ['a question', brainMail('Frais', 'Bonjour, combien coûte une année de Bachelor ? Merci')],
      ['English', brainMail('', 'Hello, where can I download my certificate of enrolment?')],
      ['another language', brainMail('Consulta', 'Hola, ¿cuándo son las jornadas de puertas abiertas?')],
      ['nothing at all', brainMail('', '')],
      ['a subject alone', brainMail('Horaires de la bibliothèque ?', '')],
      ['no letters', brainMail('???', '123 — 🎓🎓 \u0000 \u202e …')],
      ['broken surrogates', brainMail('\ud800', 'Bonjour \udc00\ud83d, quand ont lieu les examens ?')],
      ['HTML and braces', brainMail('{{subject}}', '<script>alert(1)</script> {{#each}} Bonjour $x \\u0000')],
    ])('gives a whole reading of %s', async (_what, mail) => {
      expectWhole(await read(mail), mail, harness);
    });

    it('gives a whole reading of any text', async () => {
      await fc.assert(
        fc.asyncProperty(
          anyText({ maxLength: 300 }),
          fc.string({ unit: 'grapheme', maxLength: 2_000 }),
          async (subject, body) => {
            const mail = brainMail(subject, body);
            expectWhole(await read(mail), mail, harness);
          },
        ),
        { numRuns: harness.runs },
      );
    });

    it('reads a mail of a megabyte', async () => {
      const mail = brainMail(
        'x'.repeat(100_000),
        `Bonjour, quels sont les frais de scolarité ?\n${'lorem ipsum, 12/03 '.repeat(55_000)}`,
      );
      expectWhole(await read(mail), mail, harness);
    });

    it('knows only the categories of the policy it is given, whatever their order', async () => {
      const [one, two] = harness.policy.categories.filter((category) => category.id !== NONE);
      const none = categoryOf(harness.policy, NONE);
      if (!one || !two || !none) throw new Error('the harness needs three categories');
      const mail = brainMail('Question', one.examples.fr[0] ?? one.name.fr);
      const small = await read(mail, withCategories(harness.policy, [one, two, none], 900));
      expect(Object.keys(small.scores).sort()).toEqual([one.id, two.id, NONE].sort());
      const turned = await read(mail, withCategories(harness.policy, [none, two, one], 901));
      expect(turned.categoryId).toBe(small.categoryId);
    });

    it('never names a retired category', async () => {
      const [one, ...others] = harness.policy.categories;
      if (!one) throw new Error('the harness needs categories');
      const policy = withCategories(harness.policy, [{ ...one, retired: true }, ...others], 902);
      const reading = await read(brainMail('', one.examples.fr[0] ?? one.name.fr), policy);
      expect(reading.categoryId).not.toBe(one.id);
      expect(Object.keys(reading.scores)).not.toContain(one.id);
    });

    it('gives up when it is cancelled', async () => {
      const reading = harness.brain.read(
        brainMail('', 'Bonjour, quand sont les vacances ?'),
        harness.policy,
        AbortSignal.abort(),
      );
      await expect(reading).rejects.toThrow();
    });
  });
}

/** Everything that others build on, and that a check of the reading leaves it as it is. */
function expectWhole(reading: Reading, mail: BrainMail, { brain, policy }: BrainHarness): void {
  const ids = policy.categories.filter((category) => !category.retired).map((category) => category.id);
  expect(Object.keys(reading.scores).sort()).toEqual([...ids].sort());
  const scores = Object.values(reading.scores);
  expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
  expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 6);
  expect(reading.scores[reading.categoryId]).toBe(Math.max(...scores));
  expect(reading.confidence).toBeGreaterThanOrEqual(0);
  expect(reading.confidence).toBeLessThanOrEqual(1);
  if (reading.categoryId === NONE) expect(reading.confidence).toBe(0);
  expect(reading.language).toMatch(/^(?:[a-z]{2}|und)$/);
  expect(reading.human.every((matter) => HUMAN_MATTERS.includes(matter))).toBe(true);
  expect(reading.summary === null || !reading.summary.includes('\n')).toBe(true);
  // Who stands in for a model that is down, over its budget or not to be asked names itself.
  if (reading.insteadOfModel === undefined) expect(reading.brain).toBe(brain.name);
  expect(verifyReading(reading, mail, policy)).toEqual({
    ...reading,
    human: HUMAN_MATTERS.filter((m) => reading.human.includes(m)),
  });
}

function withCategories(policy: Policy, categories: readonly Category[], version: number): Policy {
  return { ...policy, version, categories };
}
