import type { Brain } from '../../server/brain/brain.ts';
import { type BrainWithModel, createBrainWithModel } from '../../server/brain/with-model.ts';
import { FAILURES, LONGEST_PAUSE_MS, PAUSE_MS } from '../../server/brain/with-model-breaker.ts';
import { defaultPolicy } from '../../server/pack/default-policy.ts';
import { AppError } from '../../shared/errors.ts';
import type { Reading } from '../../shared/reading.ts';
import { brainMail } from '../contracts/brain.contract.ts';
import { learnedBrain } from '../helpers/learned.ts';

const policy = defaultPolicy(Date.UTC(2026, 10, 23));
const offline = learnedBrain();
const FEES = brainMail('Frais', 'Bonjour, combien coûte une année de Bachelor ? Merci');
const DISTRESS = brainMail('', 'Bonjour, je n’en peux plus, je pense à en finir. Est-ce que je peux annuler mon inscription ?');
const HEALTH = brainMail('', 'Hello, I have been diagnosed with cancer and will miss classes for some months.');

function said(changes: Partial<Reading> = {}): Reading {
  const scores = Object.fromEntries(policy.categories.map(({ id }) => [id, id === 'fees' ? 1 : 0]));
  return {
    brain: 'model-1',
    language: 'fr',
    categoryId: 'fees',
    scores,
    confidence: 0.95,
    slots: [],
    severalRequests: false,
    human: [],
    thanksOnly: false,
    summary: 'Prix du Bachelor',
    ...changes,
  };
}

interface Bench {
  brain: BrainWithModel;
  asked: string[];
  /** What the model does from now on. */
  answer: (how: () => Promise<Reading>) => void;
  budget: { left: boolean };
  clock: { now: number };
  instead: string[];
}

function bench(): Bench {
  let how = async (): Promise<Reading> => said();
  const made: Omit<Bench, 'brain'> = {
    asked: [],
    answer: (next) => {
      how = next;
    },
    budget: { left: true },
    clock: { now: 1_000_000 },
    instead: [],
  };
  const model: Brain = {
    name: 'model-1',
    read: (mail, _policy, _signal, spend) => {
      made.asked.push(mail.newText);
      spend?.(0.001);
      return how();
    },
    adapt: async (mail, _answer, _signal, spend) => {
      made.asked.push(mail.newText);
      spend?.(0.002);
      return 'worded';
    },
  };
  const brain = createBrainWithModel({
    model,
    offline,
    budget: { allows: () => made.budget.left },
    onInstead: (why, error) => made.instead.push(error ? `${why} ${error.code}` : why),
    now: () => made.clock.now,
  });
  return { brain, ...made };
}

const failing = (code: ConstructorParameters<typeof AppError>[0], retryAfterMs?: number) => async (): Promise<Reading> => {
  throw new AppError(code, 'as the test wants it', retryAfterMs === undefined ? {} : { retryAfterMs });
};

describe('what the model is asked', () => {
  it('reads with the model, and says what the built-in reader makes of it', async () => {
    const { brain, asked } = bench();
    const reading = await brain.read(FEES, policy);
    expect(asked).toHaveLength(1);
    expect(reading).toMatchObject({ brain: 'model-1', summary: 'Prix du Bachelor' });
    expect(reading.secondOpinion).toEqual({ brain: 'offline/1', categoryId: 'fees' });
    expect(reading.insteadOfModel).toBeUndefined();
    expect(reading.confidence).toBeGreaterThan(0.9);
  });

  it.each([
    ['distress', DISTRESS],
    ['health', HEALTH],
  ])('keeps mail about %s in the school', async (_what, mail) => {
    const { brain, asked, instead } = bench();
    expect(await brain.read(mail, policy)).toMatchObject({ brain: 'offline/1', insteadOfModel: 'withheld' });
    await expect(brain.adapt?.(mail, { text: 'An answer.', language: 'fr' })).rejects.toMatchObject({ retryable: false });
    expect(asked).toEqual([]);
    expect(instead).toEqual(['withheld']);
  });

  it('words no answer before it knows what must not leave', async () => {
    const { brain, asked } = bench();
    await expect(brain.adapt?.(FEES, { text: 'An answer.', language: 'fr' })).rejects.toThrow();
    brain.prepare?.(policy);
    expect(await brain.adapt?.(FEES, { text: 'An answer.', language: 'fr' })).toBe('worded');
    expect(asked).toHaveLength(1);
  });

  it('asks nothing once the budget is used up, and says so', async () => {
    const { brain, asked, budget } = bench();
    budget.left = false;
    for (let i = 0; i < 3; i++) expect((await brain.read(FEES, policy)).insteadOfModel).toBe('budget');
    expect(asked).toEqual([]);
    expect(brain.health().overBudget).toBe(true);
    budget.left = true;
    expect((await brain.read(FEES, policy)).insteadOfModel).toBeUndefined();
    expect(brain.health().overBudget).toBe(false);
  });
});

describe('when the model gives nothing', () => {
  it.each(['unavailable', 'timeout', 'rate-limited', 'config', 'invalid'] as const)(
    '%s: the built-in reader stands in',
    async (code) => {
      const { brain, answer, instead } = bench();
      answer(failing(code));
      const reading = await brain.read(FEES, policy);
      expect(reading).toMatchObject({ brain: 'offline/1', categoryId: 'fees', insteadOfModel: 'unavailable' });
      expect(reading.secondOpinion).toBeUndefined();
      expect(instead).toEqual([`unavailable ${code}`]);
    },
  );

  it('a fault in the code that asks keeps no mail from being read', async () => {
    const { brain, answer, instead } = bench();
    answer(async () => {
      throw new TypeError('a bug');
    });
    expect((await brain.read(FEES, policy)).insteadOfModel).toBe('unavailable');
    expect(instead).toEqual(['unavailable internal']);
  });

  it('is left alone after some failures in a row, then tried once', async () => {
    const { brain, asked, answer, clock } = bench();
    answer(failing('unavailable'));
    for (let i = 0; i < FAILURES + 5; i++) await brain.read(FEES, policy);
    expect(asked).toHaveLength(FAILURES);
    clock.now += PAUSE_MS;
    await Promise.all([1, 2, 3].map(() => brain.read(FEES, policy)));
    expect(asked).toHaveLength(FAILURES + 1);
    // The failed try doubles the pause.
    clock.now += PAUSE_MS;
    await brain.read(FEES, policy);
    expect(asked).toHaveLength(FAILURES + 1);
    clock.now += PAUSE_MS;
    answer(async () => said());
    expect((await brain.read(FEES, policy)).insteadOfModel).toBeUndefined();
    await brain.read(FEES, policy);
    expect(asked).toHaveLength(FAILURES + 3);
  });

  it('many calls that fail together are one outage', async () => {
    const { brain, asked, answer, clock } = bench();
    answer(failing('unavailable'));
    await Promise.all(Array.from({ length: 40 }, () => brain.read(FEES, policy)));
    const before = asked.length;
    clock.now += PAUSE_MS;
    answer(async () => said());
    expect((await brain.read(FEES, policy)).insteadOfModel).toBeUndefined();
    expect(asked).toHaveLength(before + 1);
  });

  it('is left alone as long as it asks for, within reason', async () => {
    const { brain, asked, answer, clock } = bench();
    answer(failing('rate-limited', 60_000));
    await brain.read(FEES, policy);
    clock.now += 59_000;
    await brain.read(FEES, policy);
    expect(asked).toHaveLength(1);
    clock.now += 1_000;
    answer(failing('rate-limited', 86_400_000));
    await brain.read(FEES, policy);
    clock.now += LONGEST_PAUSE_MS;
    await brain.read(FEES, policy);
    expect(asked).toHaveLength(3);
  });

  it('is asked on, however many odd mails it makes nothing of', async () => {
    const { brain, asked, answer } = bench();
    answer(failing('invalid'));
    for (let i = 0; i < 3 * FAILURES; i++) await brain.read(FEES, policy);
    expect(asked).toHaveLength(3 * FAILURES);
  });

  it('tells since when, until it answers', async () => {
    const { brain, answer, clock } = bench();
    const since = clock.now;
    answer(failing('unavailable'));
    for (let i = 0; i < 3; i++) {
      await brain.read(FEES, policy);
      clock.now += 1_000;
    }
    expect(brain.health()).toMatchObject({ downSince: since, lastFailureAt: since + 2_000, lastAnswerAt: null });
    answer(async () => said());
    await brain.read(FEES, policy);
    expect(brain.health()).toMatchObject({ downSince: null, lastAnswerAt: clock.now });
  });

  it('what is given up is neither an answer nor a failure', async () => {
    const { brain, answer } = bench();
    const controller = new AbortController();
    answer(async () => {
      controller.abort();
      throw new AppError('timeout', 'given up');
    });
    await expect(brain.read(FEES, policy, controller.signal)).rejects.toMatchObject({ code: 'timeout' });
    expect(brain.health()).toMatchObject({ downSince: null });
  });
});

describe('where the two readers differ', () => {
  const read = async (changes: Partial<Reading>, mail = FEES): Promise<Reading> => {
    const { brain, answer } = bench();
    answer(async () => said(changes));
    return brain.read(mail, policy);
  };

  it('on the category: it is told, and no threshold is passed', async () => {
    const reading = await read({ categoryId: 'admissions' });
    expect(reading.secondOpinion?.categoryId).toBe('fees');
    expect(reading.confidence).toBeLessThanOrEqual(0.5);
  });

  it('on the language: no threshold is passed', async () => {
    expect((await read({ language: 'en' })).confidence).toBeLessThanOrEqual(0.5);
  });

  it('a matter that either sees means a person', async () => {
    expect((await read({ human: ['legal'] })).human).toEqual(['legal']);
    const complaint = brainMail('', 'C’est inadmissible, trois mois que j’attends mon certificat de scolarité !');
    expect((await read({}, complaint)).human).toContain('complaint');
  });

  it('a second request that either sees counts', async () => {
    expect((await read({ severalRequests: true })).severalRequests).toBe(true);
    const two = brainMail('', 'Bonjour, 1) comment obtenir un certificat de scolarité ? 2) Combien coûte le mastère ? Merci');
    expect((await read({}, two)).severalRequests).toBe(true);
  });

  it('a mail is put aside as bare thanks only where both say so', async () => {
    expect((await read({ thanksOnly: true, categoryId: 'none', confidence: 0 })).thanksOnly).toBe(false);
    const thanks = brainMail('Re: Frais', 'Merci beaucoup, bonne journée !');
    expect((await read({ thanksOnly: false }, thanks)).thanksOnly).toBe(false);
    expect((await read({ thanksOnly: true, categoryId: 'none', confidence: 0 }, thanks)).thanksOnly).toBe(true);
  });

  it('on a date: neither is used', async () => {
    const mail = brainMail('Absence', 'Bonjour, je suis malade et je serai absent le 24 novembre 2026.');
    const slots = (value: string) => [{ name: 'date', value, quote: '24 novembre 2026' }];
    const right = await read({ categoryId: 'absence', slots: slots('2026-11-24') }, mail);
    expect(right.slots).toHaveLength(1);
    expect(right.droppedSlots).toBeUndefined();
    const wrong = await read({ categoryId: 'absence', slots: slots('2026-11-25') }, mail);
    expect(wrong.slots).toEqual([]);
    expect(wrong.droppedSlots).toEqual(['date']);
  });
});

it('who asks is told what the model cost: also where it failed, and nothing where it was not asked', async () => {
  const { brain, answer } = bench();
  const costs: (number | null)[] = [];
  const spend = (usd: number | null) => void costs.push(usd);
  await brain.read(FEES, policy, undefined, spend);
  answer(() => Promise.reject(new AppError('invalid', 'no form')));
  await brain.read(FEES, policy, undefined, spend);
  await brain.adapt?.(FEES, { text: 'Bonjour', language: 'fr' }, undefined, spend);
  await brain.read(DISTRESS, policy, undefined, spend);
  expect(costs).toEqual([0.001, 0.001, 0.002]);
});
