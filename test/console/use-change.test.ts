import { CallError } from '../../server/console/page/api.ts';
import { useChange } from '../../server/console/page/policy/use-save.ts';
import { mounted } from './support/mounted.ts';

/** A list that shows a version, and asks for a newer one when it is told to. */
function list(version: number) {
  let asked = 0;
  let told = (): void => {};
  const wanted = new Promise<void>((resolve) => {
    told = resolve;
  });
  const show = (): void => {
    asked += 1;
    told();
  };
  return { ...mounted((shown: number) => useChange(shown, show), version), wanted, asked: () => asked };
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
  const people = list(3);
  const undo = people.last().save;
  await people.last().save('a', publish);
  expect(await undo('a', publish)).toEqual({ policyVersion: 5 });
  expect(calls).toEqual([3, 4]);
});

it('stands on what is shown: after a conflict on nothing newer, until that was asked for and came', async () => {
  const { publish, calls, other } = server(3);
  const people = list(3);
  other();
  expect(await people.last().save('a', publish)).toBeNull();
  await new Promise(setImmediate);
  expect(people.last().conflict).not.toBeNull();
  expect(await people.last().save('a', publish)).toBeNull();
  people.draw(4);
  expect(await people.last().save('a', publish)).toEqual({ policyVersion: 5 });
  expect(calls).toEqual([3, 3, 4]);
});

it('asks for what is true now at a conflict, and at nothing else', async () => {
  const { publish, other } = server(3);
  const people = list(3);
  await people.last().save('a', publish);
  await people.last().save('a', () => Promise.reject(new CallError(0, {})));
  other();
  expect(people.asked()).toBe(0);
  await people.last().save('a', publish);
  await people.wanted;
  expect(people.asked()).toBe(1);
});

it('stands on what is shown after one’s own change of another thing, which a colleague’s may lie beneath', async () => {
  const { publish, calls, other } = server(3);
  const people = list(3);
  other();
  // The server puts the change of "a" on top of what the colleague did with "b": both stand.
  const rebased = async (revision: number) => {
    calls.push(revision);
    other();
    return { policyVersion: 5, rebased: true };
  };
  await people.last().save('a', rebased);
  expect(await people.last().save('b', publish)).toBeNull();
  await people.wanted;
  expect(await people.last().save('a', publish)).toEqual({ policyVersion: 6 });
  people.draw(6);
  expect(await people.last().save('b', publish)).toEqual({ policyVersion: 7 });
  expect(calls).toEqual([3, 3, 5, 6]);
});
