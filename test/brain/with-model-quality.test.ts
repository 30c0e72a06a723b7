import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Brain } from '../../server/brain/brain.ts';
import { type LabelledMail, mailOf, wouldAnswer } from '../../server/brain/evaluate.ts';
import { createBrainWithModel } from '../../server/brain/with-model.ts';
import { defaultPolicy } from '../../server/pack/default-policy.ts';
import { DEFAULT_SETTINGS } from '../../shared/policy.ts';
import { NONE } from '../../shared/reading.ts';
import { learnedBrain } from '../helpers/learned.ts';

const policy = defaultPolicy(Date.UTC(2026, 10, 23));
const offline = learnedBrain();

/**
 * Always right about category and language, and wrong in the costly way about the rest: for it every answer fits and no mail
 * is anything but plain. What holds such a model back is the built-in reader alone.
 */
function credulous(mails: readonly LabelledMail[]): Brain {
  const labels = new Map(mails.map((mail) => [mailOf(mail).newText, mail]));
  return {
    name: 'credulous-1',
    read: async (mail) => {
      const { category = NONE, lang = 'und' } = labels.get(mail.newText) ?? {};
      const scores = Object.fromEntries(policy.categories.map(({ id }) => [id, id === category ? 1 : 0]));
      const confidence = category === NONE ? 0 : 0.95;
      const plain = { severalRequests: false, human: [], thanksOnly: false, slots: [], summary: null };
      return { brain: 'credulous-1', language: lang, categoryId: category, scores, confidence, ...plain };
    },
  };
}

describe.each([
  { file: 'brain/mails-dev.jsonl', kept: 0.93, wrong: 0.07 },
  { file: 'brain/mails-unseen.jsonl', kept: 0.72, wrong: 0.07 },
  { file: 'mails-holdout.jsonl', kept: 0.97, wrong: 0 },
])('a credulous model beside the built-in reader, on $file', ({ file, kept, wrong }) => {
  it('still answers most of what can be answered, and little of what cannot', async () => {
    const mails: LabelledMail[] = readFileSync(join('test/data', file), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const brain = createBrainWithModel({ model: credulous(mails), offline, budget: { allows: () => true } });
    const judged = [];
    for (const mail of mails) {
      const reading = await brain.read(mailOf(mail), policy);
      const agree = reading.secondOpinion?.categoryId === reading.categoryId;
      judged.push({
        mail,
        sent: agree && (mail.lang === 'fr' || mail.lang === 'en') && wouldAnswer(reading, DEFAULT_SETTINGS.threshold),
      });
    }
    const answerable = judged.filter(({ mail }) => mail.autoAnswerable && (mail.lang === 'fr' || mail.lang === 'en'));
    const others = judged.filter(({ mail }) => !mail.autoAnswerable && mail.category !== NONE);
    expect(answerable.filter(({ sent }) => sent).length / answerable.length).toBeGreaterThanOrEqual(kept);
    expect(others.filter(({ sent }) => sent).length / others.length).toBeLessThanOrEqual(wrong);
  });
});
