import { hostname, userInfo } from 'node:os';
import { createSentryChannel, type SentryChannel } from '../../server/alerts/sentry.ts';
import { describeError } from '../../server/log.ts';
import { AppError } from '../../shared/errors.ts';
import { type FakeClock, fakeClock } from '../helpers/fake-clock.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { anAlert } from './an-alert.ts';

let receiver: Receiver;
let sentry: SentryChannel;
let clock: FakeClock;
beforeEach(async () => {
  receiver = await startReceiver();
  clock = fakeClock();
  sentry = createSentryChannel({ dsn: dsn(), release: 'mail-gps@1.2.3', describe: describeError, now: clock.now });
});
afterEach(async () => {
  await sentry.close();
  await receiver.close();
});

const dsn = () => receiver.url.replace('http://', 'http://0123456789abcdef0123456789abcdef@').concat('/42');

/** The events that came: an envelope is a line of JSON, then pairs of item header and payload. */
function events(): Record<string, unknown>[] {
  return receiver.requests.flatMap(({ path, body }) => {
    expect(path).toMatch(/^\/api\/42\/envelope\//);
    const lines = body.split('\n').filter((line) => line !== '');
    return lines.flatMap((line, i) => (i % 2 === 1 && JSON.parse(line).type === 'event' ? [JSON.parse(lines[i + 1] ?? '')] : []));
  });
}

const PRIVATE = ['jeanne@people.example', 'Jeanne', 'Bearer', 'ya29.secret', hostname(), userInfo().homedir, process.cwd()];

/** What a library throws: its message repeats what it was given. */
function libraryError(): Error {
  const inner = new Error('550 <jeanne@people.example> Jeanne Martin unknown');
  return new Error('Request with Bearer ya29.secret failed', { cause: inner });
}

test('an alert is an event of its cause, with what to do, and nothing of where it runs', async () => {
  await sentry.send(anAlert());
  const [event] = events();
  expect(event).toMatchObject({
    message: 'Un message n’a pas pu être traité',
    level: 'error',
    release: 'mail-gps@1.2.3',
    tags: { cause: 'mail-failed' },
    fingerprint: ['alert', 'mail-failed'],
    extra: { count: 3, recordIds: ['18c2a', '18c2b'], todo: expect.stringContaining('Réessayer') },
  });
  for (const key of ['server_name', 'user', 'request', 'breadcrumbs', 'contexts', 'modules']) {
    expect(event).not.toHaveProperty(key);
  }
});

test('an unexpected error goes as type, code, our own words and frames; what a library says does not', async () => {
  const error = new AppError('internal', 'Unexpected failure.', { cause: libraryError() });
  sentry.report(error, { step: 'handle', code: 'internal' }, 'a mail could not be handled');
  await sentry.close();
  const body = receiver.requests.map(({ body: text }) => text).join('\n');
  for (const secret of PRIVATE) expect(body).not.toContain(secret);
  const [event] = events();
  expect(event).toMatchObject({
    tags: { step: 'handle', code: 'internal' },
    exception: {
      values: [
        { type: 'Error', value: '' },
        { type: 'Error', value: '' },
        { type: 'AppError internal', value: 'Unexpected failure.' },
      ],
    },
  });
  expect(JSON.stringify(event)).toContain('test/alerts/sentry.test.ts');
});

test('something thrown that is no error, and one with hostile fields, say nothing of themselves', async () => {
  sentry.report('jeanne@people.example wrote', {}, 'failed');
  sentry.report({ message: 'Bearer ya29.secret' }, {}, 'failed');
  sentry.report(Object.assign(new TypeError('Jeanne'), { config: { headers: 'Bearer' }, errors: ['ya29.secret'] }), {}, 'failed');
  await sentry.close();
  const body = receiver.requests.map(({ body: text }) => text).join('\n');
  expect(events()).toHaveLength(3);
  for (const secret of PRIVATE) expect(body).not.toContain(secret);
});

test('a loop that fails sends so many an hour and no more', async () => {
  for (let i = 0; i < 50; i++) sentry.report(new Error('x'), {}, 'failed');
  await sentry.close();
  expect(events()).toHaveLength(50);
  sentry = createSentryChannel({ dsn: dsn(), release: 'r', describe: describeError, now: clock.now });
  receiver.requests.length = 0;
  for (let i = 0; i < 500; i++) {
    sentry.report(new Error('x'), {}, 'failed');
    // The SDK drops what it has too much of in hand at once.
    if (i % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await sentry.close();
  expect(events().length).toBeLessThanOrEqual(60);
});

test('told only once Sentry took it', async () => {
  receiver.answerWith({ status: 403 });
  await expect(sentry.send(anAlert())).rejects.toMatchObject({ code: 'config' });
  receiver.answerWith({ status: 500 });
  await expect(sentry.send(anAlert())).rejects.toMatchObject({ code: 'unavailable' });
  await receiver.close();
  await expect(sentry.send(anAlert())).rejects.toMatchObject({ code: 'unavailable' });
});

test('an address that is none is told at start', () => {
  const options = { release: 'r', describe: describeError, now: clock.now };
  expect(() => createSentryChannel({ dsn: 'https://sentry.example/42', ...options })).toThrow(
    expect.objectContaining({ code: 'config' }),
  );
});
