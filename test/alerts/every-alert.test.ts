import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWebhookChannel } from '../../server/alerts/webhook.ts';
import { createAlerting } from '../../server/mail/alerting.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { ALERT_CAUSES, ALERTS } from '../../shared/alerts.ts';
import { LANGUAGES } from '../../shared/policy.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';

const HOUR = 3_600_000;

let receiver: Receiver;
let store: Store;
const file = join(tmpdir(), `mailgps-every-alert-${randomUUID()}.db`);
beforeEach(async () => {
  receiver = await startReceiver();
  store = await openSqliteStore({ file });
});
afterEach(async () => {
  await receiver.close();
  await store.close();
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
});

const posted = () => receiver.requests.map(({ body }) => JSON.parse(body));

test.each(ALERT_CAUSES)('what %s asks for can be done: its commands and settings exist', (cause) => {
  const known = readFileSync(join(__dirname, '../../.env.example'), 'utf8');
  for (const words of Object.values(ALERTS[cause].todo)) {
    for (const [, command] of words.matchAll(/cli -- ([a-z]+)/g)) {
      expect(existsSync(join(__dirname, `../../server/cli/${command}.ts`))).toBe(true);
    }
    for (const [name] of words.matchAll(/\b[A-Z]+_[A-Z_]+\b/g)) expect(known).toContain(`${name}=`);
  }
});

describe.each(LANGUAGES)('in %s', (language) => {
  test.each(ALERT_CAUSES)('%s reaches people once an hour, says what to do, and how often it was', async (cause) => {
    const clock = fakeClock();
    const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const process_ = () =>
      createAlerting({
        store,
        channels: [createWebhookChannel({ url: receiver.url })],
        now: clock.now,
        log: silent,
        language: async () => language,
        paceMs: 0,
      });
    const [one, two] = [process_(), process_()];
    one.alert(cause, { recordId: 'm0' });
    await one.flush();
    const { title, todo } = ALERTS[cause];
    expect(posted()).toMatchObject([{ cause, title: title[language], todo: todo[language], count: 1 }]);
    expect(posted()[0].text).toContain(todo[language]);

    for (let minute = 5; minute < 60; minute += 5) {
      clock.advance(5 * 60_000);
      for (const process of [one, two]) {
        process.alert(cause, { recordId: `m${minute}` });
        await process.tellDue();
      }
    }
    expect(posted()).toHaveLength(1);
    clock.advance(HOUR);
    await Promise.all([one.tellDue(), two.tellDue()]);
    expect(posted()).toHaveLength(2);
    expect(posted()[1]).toMatchObject({ cause, count: 22, recordIds: expect.arrayContaining(['m55']) });
    const often = language === 'fr' ? '22 fois' : '22 times';
    const long = language === 'fr' ? 'Dure depuis 1 h' : 'Has lasted for 1 h';
    expect(posted()[1].text).toContain(ALERTS[cause].lasting ? long : often);
    expect(posted()[1].recordIds.length).toBeLessThanOrEqual(10);
  });
});
