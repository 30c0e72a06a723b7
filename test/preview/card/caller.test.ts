import { type Connect, createCaller } from '../../../server/preview/page/card/caller.ts';
import { readManifest } from '../../../server/preview/page/card/manifest.ts';
import { eventOf, type WorkerRequest } from '../../../server/preview/page/card/session.ts';
import { SESSION } from './support/session.ts';

const MANIFEST = JSON.stringify({ urlFetchWhitelist: ['https://mail-gps.example/'], addOns: { common: {} } });
const EVENT = eventOf(SESSION, null, 0);

/** Workers that do what the test says. */
function workers() {
  const started: { requests: WorkerRequest[]; ended: boolean; heard: Parameters<Connect>[0]; failed: Parameters<Connect>[1] }[] =
    [];
  const lines: string[] = [];
  const connect: Connect = (heard, failed) => {
    const worker = { requests: [] as WorkerRequest[], ended: false, heard, failed };
    started.push(worker);
    return {
      ask: (request) => worker.requests.push(request),
      end: () => {
        worker.ended = true;
      },
    };
  };
  const caller = createCaller(readManifest(MANIFEST), (line) => lines.push(line), connect);
  return { caller, started, lines, call: (name: string) => caller.call(name, EVENT, 'action', SESSION) };
}

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

it('asks one worker, and gives each call its own answer', async () => {
  const { started, lines, call } = workers();
  const [first, second] = [call('onFirst'), call('onSecond')];
  const [worker] = started;
  expect(started).toHaveLength(1);
  expect(worker?.requests).toMatchObject([
    {
      id: 1,
      function: 'onFirst',
      call: 'action',
      session: SESSION,
      manifest: { urlFetchWhitelist: ['https://mail-gps.example/'] },
    },
    { id: 2, function: 'onSecond' },
  ]);
  worker?.heard({ log: 'a line' });
  worker?.heard({ id: 2, error: 'a bug' });
  worker?.heard({ id: 1, answer: { kind: 'nothing' } });
  worker?.heard({ id: 7, answer: { kind: 'nothing' } });
  await expect(first).resolves.toEqual({ kind: 'nothing' });
  await expect(second).rejects.toThrow('a bug');
  expect(lines).toEqual(['a line']);
  expect(jest.getTimerCount()).toBe(0);
});

it('ends a call after 30 s with its worker, and starts another for the next', async () => {
  const { started, call } = workers();
  const slow = call('onSlow');
  jest.advanceTimersByTime(29_999);
  expect(started[0]?.ended).toBe(false);
  jest.advanceTimersByTime(1);
  await expect(slow).rejects.toThrow('onSlow took more than 30 s; Google would have ended it.');
  expect(started[0]?.ended).toBe(true);
  const next = call('onNext');
  expect(started).toHaveLength(2);
  started[1]?.heard({ id: 2, answer: { kind: 'nothing' } });
  await expect(next).resolves.toEqual({ kind: 'nothing' });
});

it('says why a worker did not start, and tries again', async () => {
  const { started, call } = workers();
  const lost = call('onMail');
  started[0]?.failed('The worker did not start.');
  await expect(lost).rejects.toThrow('The worker did not start.');
  void call('onMail').catch(() => 'closed');
  expect(started).toHaveLength(2);
});

it('leaves nothing behind when it is closed', async () => {
  const { caller, started, call } = workers();
  const open = call('onMail');
  caller.close();
  await expect(open).rejects.toThrow('closed');
  expect(started[0]?.ended).toBe(true);
  expect(jest.getTimerCount()).toBe(0);
});
