import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrainMail } from '../../server/brain/brain.ts';
import { type LabelledMail, mailOf } from '../../server/brain/evaluate.ts';
import { estimateOf } from '../../server/brain/mistral-call.ts';
import { mask } from '../../server/brain/mistral-mask.ts';
import { promptOf, receivedOn, shownOf, userMessage } from '../../server/brain/mistral-prompt.ts';
import { parseMail } from '../../server/mail/parse-mail.ts';
import { defaultPolicy } from '../../server/pack/default-policy.ts';
import { brainMail } from '../contracts/brain.contract.ts';

const policy = defaultPolicy(Date.UTC(2026, 10, 23));

const lines = <T>(file: string): T[] =>
  readFileSync(join('test/data', file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('tokens, by our estimate', () => {
  const BUDGET = 900;
  const prompt = promptOf(policy);
  const tokensOf = (mail: BrainMail): number => {
    const shown = shownOf(mail);
    const user = userMessage(mask(shown.texts).texts, shown.types, 'qhzkvmwpetxa', receivedOn(mail, policy));
    return estimateOf({ system: prompt.system, user, answer: { name: 'reading', schema: prompt.schema } });
  };
  const median = (mails: readonly BrainMail[]): number => {
    const sorted = mails.map(tokensOf).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? 0;
  };

  it('the median sample mail stays within the budget, the schema counted', async () => {
    const folder = 'server/preview/samples';
    const mails = await Promise.all(
      readdirSync(folder)
        .filter((name) => name.endsWith('.eml'))
        .map((name) =>
          parseMail({ ref: { id: name, threadId: name, labels: [] }, raw: readFileSync(join(folder, name)), receivedAt: 0 }),
        ),
    );
    expect(median(mails)).toBeLessThanOrEqual(BUDGET);
  });

  it.each(['brain/mails-dev.jsonl', 'brain/mails-unseen.jsonl', 'mails-holdout.jsonl'])('and that of %s', (file) => {
    expect(median(lines<LabelledMail>(file).map(mailOf))).toBeLessThanOrEqual(BUDGET);
  });

  it('no mail costs more than a bounded number', () => {
    expect(tokensOf(brainMail('é1'.repeat(50_000), '1 é\n'.repeat(200_000)))).toBeLessThan(5_500);
  });
});
