import { listen } from '../../server/console/page/events.ts';

/** What the page uses of a browser's EventSource; `made` are all there were, the newest last. */
class Source extends EventTarget {
  static CLOSED = 2;
  static made: Source[] = [];
  readyState = 0;
  onopen: () => void = () => undefined;
  onerror: () => void = () => undefined;
  constructor(readonly url: string) {
    super();
    Source.made.push(this);
  }
  close(): void {
    this.readyState = Source.CLOSED;
  }
  record(message: object): void {
    this.dispatchEvent(Object.assign(new Event('record'), { data: JSON.stringify(message) }));
  }
}

const message = { id: 'a', state: 'suggested', step: 'decided', revision: 1 };
const newest = (): Source => Source.made.at(-1) ?? new Source('none');

beforeEach(() => {
  jest.useFakeTimers();
  Source.made = [];
  Object.assign(globalThis, { EventSource: Source });
});
afterEach(() => {
  jest.useRealTimers();
  Reflect.deleteProperty(globalThis, 'EventSource');
});

it('has one connection for all who listen, and none without them', () => {
  const [first, second] = [jest.fn(), jest.fn()];
  const ends = [listen(first), listen(second)];
  expect(Source.made.map(({ url }) => url)).toEqual(['/api/events']);
  newest().record(message);
  expect([first.mock.calls, second.mock.calls]).toEqual([[[message]], [[message]]]);
  for (const end of ends) end();
  expect(newest().readyState).toBe(Source.CLOSED);
});

it('says that anything may have changed wherever there was no connection', () => {
  const told = jest.fn();
  const end = listen(told);
  newest().onopen();
  newest().record(message);
  // Lost, and made anew by the browser.
  newest().onerror();
  newest().onopen();
  expect(told.mock.calls).toEqual([[null], [message], [null]]);
  // Refused: made anew here.
  newest().close();
  newest().onerror();
  jest.advanceTimersByTime(60_000);
  expect(Source.made).toHaveLength(2);
  newest().onopen();
  expect(told.mock.calls.at(-1)).toEqual([null]);
  end();
});

it('does not connect anew for nobody', () => {
  const end = listen(jest.fn());
  newest().close();
  newest().onerror();
  end();
  jest.advanceTimersByTime(60_000);
  expect(Source.made).toHaveLength(1);
});
