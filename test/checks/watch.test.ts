import { createWatchPart } from '../../server/checks/watch.ts';
import { changeMailbox, readMailbox } from '../../server/mail/check-mailbox.ts';
import type { Mailbox } from '../../server/mailbox/mailbox.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { AppError } from '../../shared/errors.ts';
import { useTempFolder } from '../helpers/temp-folder.ts';

const path = useTempFolder();
const NOW = Date.UTC(2026, 10, 22, 12);
const DAY = 24 * 3_600_000;
const TOPIC = 'projects/school-1/topics/mail-gps-gmail';

let store: Store;
let n = 0;
beforeEach(async () => {
  store = await openSqliteStore({ file: path(`${++n}.db`) });
});
afterEach(() => store.close());

function part(watch: Mailbox['watch'], credential: () => Promise<boolean> = async () => true) {
  const mailbox = { watch } as Mailbox;
  return createWatchPart({
    open: async () => ({ store, mailbox, topic: TOPIC }),
    hasCredential: credential,
    now: () => NOW,
    close: async () => undefined,
  });
}
const watched: Mailbox['watch'] = async () => ({ expiration: NOW + 7 * DAY, historyId: '1' });

test('a watch is set once, left alone while it is renewed, and renewed when nobody does', async () => {
  const [first] = await part(watched).plan();
  expect(first).toMatchObject({ state: 'create', changes: [{ field: 'until', from: null, to: 'seven days from now' }] });
  await first?.apply?.();
  expect((await readMailbox(store)).watchUntil).toBe(NOW + 7 * DAY);
  expect(await part(watched).plan()).toMatchObject([{ state: 'right', said: 'Until 2026-11-29 12:00 UTC.', apply: null }]);
  await changeMailbox({ store }, (state) => ({ ...state, watchUntil: NOW + 3 * DAY }));
  expect(await part(watched).plan()).toMatchObject([{ state: 'change', changes: [{ from: '2026-11-25 12:00 UTC' }] }]);
  await changeMailbox({ store }, (state) => ({ ...state, watchUntil: NOW + 6 * DAY, watchFailed: true }));
  expect(await part(watched).plan()).toMatchObject([{ state: 'change' }]);
});

test('before anybody has signed in, the login is told', async () => {
  expect(await part(watched, async () => false).plan()).toMatchObject([
    { state: 'by-hand', apply: null, commands: ['npm run cli -- login', 'npm run cli -- setup'] },
  ]);
});

test('a credential that cannot be read is told, and nothing of an unknown error', async () => {
  const wrongKey = () => Promise.reject(new AppError('config', 'It was encrypted with another MAILGPS_TOKEN_KEY.'));
  expect(await part(watched, wrongKey).plan()).toMatchObject([
    { state: 'failed', said: 'It was encrypted with another MAILGPS_TOKEN_KEY.' },
  ]);
  expect(await part(watched, () => Promise.reject(new Error('ya29.x'))).plan()).toMatchObject([
    { said: 'It could not be looked at.' },
  ]);
});

test('where Gmail may not publish to the topic, the grant and the project are told', async () => {
  const [step] = await part(() => Promise.reject(new AppError('forbidden', 'Gmail users.watch: forbidden'))).plan();
  await expect(step?.apply?.()).rejects.toThrow(
    /forbidden\. Gmail could not publish to projects\/school-1\/.*takes a minute.*project of the OAuth client/,
  );
  const [busy] = await part(() => Promise.reject(new AppError('unavailable', 'Gmail users.watch: answered 503'))).plan();
  await expect(busy?.apply?.()).rejects.toThrow(/^Gmail users\.watch: answered 503$/);
  expect((await readMailbox(store)).watchUntil).toBeNull();
});
