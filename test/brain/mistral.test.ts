import fc from 'fast-check';
import { confidenceOf } from '../../server/brain/mistral.ts';
import { DEFAULT_SETTINGS } from '../../shared/policy.ts';
import { brainMail } from '../contracts/brain.contract.ts';
import type { SaidReading } from '../support/mistral-answers.ts';
import { policy, useMistralReader } from '../support/mistral-reader.ts';
import { STAND_IN_MODEL } from '../support/mistral-stand-in.ts';

const { read, script, lastAsked } = useMistralReader();
const FEES = brainMail('Frais', 'Bonjour, combien coûte une année de Bachelor ? Merci');

describe('what is asked', () => {
  it('the fixed part comes first and is the same for every mail, under a name that is not personal', async () => {
    await read(FEES);
    const first = lastAsked();
    await read(brainMail('Autre chose', 'Bonjour, je serai absente demain. Léa'));
    const second = lastAsked();
    expect(second.system).toBe(first.system);
    expect(second.cacheKey).toBe(first.cacheKey);
    expect(second.schema).toEqual(first.schema);
    expect(first.system).not.toContain('Bachelor ?');
    await read(FEES, {}, { ...policy, version: 2, categories: policy.categories.slice(1) });
    expect(lastAsked().cacheKey).not.toBe(first.cacheKey);
  });

  it('categories, matters and slots as lists to pick from, retired ones left out', async () => {
    const [first, ...others] = policy.categories;
    if (!first) throw new Error('no categories');
    await read(FEES, {}, { ...policy, version: 3, categories: [{ ...first, retired: true }, ...others] });
    const { schema, system } = lastAsked();
    expect(JSON.stringify(schema)).not.toContain(`"${first.id}"`);
    expect(system).not.toContain(`\n${first.id}:`);
    for (const { id } of others) expect(JSON.stringify(schema)).toContain(`"${id}"`);
  });

  it('nothing of who wrote it, and of files the names alone', async () => {
    await read({
      ...FEES,
      from: { name: 'Léa Martin', address: 'lea.martin@famille.example' },
      attachments: [
        { name: 'bulletin.pdf', type: 'application/pdf', size: 9, inline: false, text: 'Moyenne 12' },
        { name: 'logo.png', type: 'image/png', size: 9, inline: true },
      ],
    });
    const { user } = lastAsked();
    expect(user).toContain('File: bulletin.pdf (application/pdf)');
    for (const held of ['Moyenne', 'logo', 'Martin', 'famille']) expect(user).not.toContain(held);
  });

  it('not more than a bounded part of a long mail, and then no threshold is passed', async () => {
    const long = brainMail('Frais', `Bonjour, quels sont les frais ? ${'mot '.repeat(50_000)} Merci de votre réponse.`);
    const reading = await read(long);
    const { user } = lastAsked();
    expect(user.length).toBeLessThan(4_800);
    expect(user).toContain('quels sont les frais');
    expect(user).toContain('Merci de votre réponse.');
    expect(reading.confidence).toBeLessThan(DEFAULT_SETTINGS.threshold);
  });

  it('no number that names or pays a person, and what is quoted comes back whole', async () => {
    const text =
      'Bonjour, numéro étudiant 0612345678, IBAN FR76 3000 6000 0112 3456 7890 189, écrivez à lea@mail.example. Certificat ?';
    const reading = await read(brainMail('Certificat 06 12 34 56 78', text), {
      category: 'certificate',
      slots: [{ name: 'studentNumber', value: '[phone-2]', quote: 'numéro étudiant [phone-2]' }],
      summary: 'Demande de [email-1]\nsur deux lignes',
    });
    const { user } = lastAsked();
    for (const held of ['0612345678', '3000', 'lea@']) expect(user).not.toContain(held);
    expect(reading.slots).toEqual([{ name: 'studentNumber', value: '0612345678', quote: 'numéro étudiant 0612345678' }]);
    expect(reading.summary).toBe('Demande de lea@mail.example sur deux lignes');
  });
});

describe('what is made of the answer', () => {
  it('a complete fit with a clear category passes the first threshold, and nothing less', async () => {
    const clear = [
      { category: 'fees', score: 95 },
      { category: 'none', score: 5 },
    ];
    const sure = await read(FEES, { category: 'fees', fit: 'complete', scores: clear });
    expect(sure.confidence).toBeGreaterThanOrEqual(DEFAULT_SETTINGS.threshold);
    expect(sure).toMatchObject({ brain: STAND_IN_MODEL, categoryId: 'fees', language: 'fr', severalRequests: false, human: [] });
    const doubts: Partial<SaidReading>[] = [
      { fit: 'partial' },
      { fit: 'unclear' },
      { several: true },
      { human: ['complaint'] },
      { language: 'es' },
      {
        scores: [
          { category: 'fees', score: 60 },
          { category: 'admissions', score: 40 },
        ],
      },
      { scores: [] },
      { category: 'admissions', scores: clear },
    ];
    for (const doubt of doubts) {
      const reading = await read(FEES, { category: 'fees', fit: 'complete', scores: clear, ...doubt });
      expect(reading.confidence).toBeLessThan(DEFAULT_SETTINGS.threshold);
    }
  });

  it('confidence never rises with what speaks against it', () => {
    const evidence = fc.record({
      fit: fc.constantFrom('complete', 'partial', 'unclear'),
      categoryId: fc.constant('fees'),
      clear: fc.double({ min: 0, max: 1, noNaN: true }),
      several: fc.boolean(),
      human: fc.constantFrom([], ['legal']),
      language: fc.constantFrom('fr', 'en', 'es', 'und'),
      cut: fc.boolean(),
    });
    fc.assert(
      fc.property(evidence, (given) => {
        const sure = confidenceOf(given);
        expect(sure).toBeGreaterThanOrEqual(0);
        expect(sure).toBeLessThanOrEqual(1);
        for (const worse of [
          { several: true },
          { human: ['legal'] },
          { language: 'es' },
          { cut: true },
          { clear: given.clear / 2 },
          { fit: 'unclear' as const },
        ])
          expect(confidenceOf({ ...given, ...worse })).toBeLessThanOrEqual(sure);
        expect(confidenceOf({ ...given, categoryId: 'none' })).toBe(0);
      }),
    );
  });

  it('scores add up and favour the category, whatever the model says', async () => {
    const number = fc.oneof(
      fc.integer({ min: -50, max: 500 }),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }),
    );
    const scores = fc.array(fc.record({ category: fc.constantFrom('fees', 'none', 'timetable', 'lottery'), score: number }), {
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(scores, async (list) => {
        const reading = await read(FEES, { category: 'fees', scores: list });
        const values = Object.values(reading.scores);
        expect(values.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 6);
        expect(reading.scores.fees).toBe(Math.max(...values));
        expect(Object.keys(reading.scores)).not.toContain('lottery');
      }),
      { numRuns: 40 },
    );
  });

  it.each([['null-filled'], ['truncated'], ['wrong-category'], ['not-json']] as const)('%s: no reading', async (how) => {
    script(how);
    await expect(read(FEES)).rejects.toMatchObject({ code: 'invalid' });
  });

  it('bare thanks belong to no category', async () => {
    expect(await read(FEES, { thanks: true, category: 'fees' })).toMatchObject({
      thanksOnly: true,
      categoryId: 'none',
      confidence: 0,
    });
  });

  it('a language that is none is not known', async () => {
    expect((await read(FEES, { language: 'French' })).language).toBe('und');
    expect((await read(FEES, { language: 'fr-CA' })).language).toBe('fr');
  });
});
