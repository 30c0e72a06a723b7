import { h, render } from 'preact';
import { CallError } from '../../server/console/page/api.ts';
import { useChange } from '../../server/console/page/policy/use-save.ts';

type Changing = ReturnType<typeof useChange>;

/** The hook in a component that draws nothing: of a document it needs no more than this. */
function mounted(version: number) {
  const place = { childNodes: [], firstChild: null, nodeType: 1, namespaceURI: '', insertBefore: () => {} };
  const drawn: Changing[] = [];
  let asked = 0;
  let told = (): void => {};
  const wanted = new Promise<void>((resolve) => {
    told = resolve;
  });
  const show = (): void => {
    asked += 1;
    told();
  };
  const List = ({ shown }: { shown: number }) => {
    drawn.push(useChange(shown, show));
    return null;
  };
  const draw = (shown: number): void => render(h(List, { shown }), Object(place));
  draw(version);
  return {
    draw,
    wanted,
    asked: () => asked,
    last: (): Changing => {
      const saving = drawn.at(-1);
      if (!saving) throw new Error('nothing was drawn');
      return saving;
    },
  };
}

/** What the server makes of a call: it remembers what each stood on. */
function server(version: number) {
  const calls: number[] = [];
  const publish = async (revision: number) => {
    calls.push(revision);
    if (revision < version)
      throw new CallError(409, { current: { policyVersion: version, entity: 'people.a', now: {}, before: {}, by: null } });
    version += 1;
    return { policyVersion: version };
  };
  return { calls, publish, other: () => (version += 1) };
}

beforeAll(() => Object.assign(globalThis, { document: {} }));
afterAll(() => Reflect.deleteProperty(globalThis, 'document'));

it('lets what was drawn before a change undo it', async () => {
  const { publish, calls } = server(3);
  const list = mounted(3);
  const undo = list.last().save;
  await list.last().save('a', publish);
  expect(await undo('a', publish)).toEqual({ policyVersion: 5 });
  expect(calls).toEqual([3, 4]);
});

it('stands on what is shown: after a conflict on nothing newer, until that was asked for and came', async () => {
  const { publish, calls, other } = server(3);
  const list = mounted(3);
  other();
  expect(await list.last().save('a', publish)).toBeNull();
  await new Promise(setImmediate);
  expect(list.last().conflict).not.toBeNull();
  expect(await list.last().save('a', publish)).toBeNull();
  list.draw(4);
  expect(await list.last().save('a', publish)).toEqual({ policyVersion: 5 });
  expect(calls).toEqual([3, 3, 4]);
});

it('asks for what is true now at a conflict, and at nothing else', async () => {
  const { publish, other } = server(3);
  const list = mounted(3);
  await list.last().save('a', publish);
  await list.last().save('a', () => Promise.reject(new CallError(0, {})));
  other();
  expect(list.asked()).toBe(0);
  await list.last().save('a', publish);
  await list.wanted;
  expect(list.asked()).toBe(1);
});

it('stands on what is shown after one’s own change of another thing, which a colleague’s may lie beneath', async () => {
  const { publish, calls, other } = server(3);
  const list = mounted(3);
  other();
  // The server puts the change of "a" on top of what the colleague did with "b": both stand.
  const rebased = async (revision: number) => {
    calls.push(revision);
    other();
    return { policyVersion: 5, rebased: true };
  };
  await list.last().save('a', rebased);
  expect(await list.last().save('b', publish)).toBeNull();
  await list.wanted;
  expect(await list.last().save('a', publish)).toEqual({ policyVersion: 6 });
  list.draw(6);
  expect(await list.last().save('b', publish)).toEqual({ policyVersion: 7 });
  expect(calls).toEqual([3, 3, 5, 6]);
});
