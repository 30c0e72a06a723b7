import { CATEGORIES, question } from '../../bench/support/mails.ts';
import { type Booted, boot } from '../e2e/support/boot.ts';
import { learnedBrain } from '../helpers/learned.ts';

let app: Booted;
beforeAll(async () => {
  const modes = Object.fromEntries(CATEGORIES.map((id) => [id, { mode: 'automatic' as const, since: 0 }]));
  app = await boot({ brain: learnedBrain(), settings: { holdMs: 3_600_000, modes } });
});
afterAll(() => app.remove());

test('each question that is measured is answered by itself, by the built-in reader’s word', async () => {
  for (let n = 0; n < 4; n++) {
    const delivered = await app.emulated?.control.deliver(question(n));
    const { state, decision } = await app.until(delivered?.id ?? '', (record) => record.state !== 'received');
    expect([n, state, decision?.reasons]).toEqual([n, 'held', ['certain']]);
  }
});
