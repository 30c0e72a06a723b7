import { CallError } from '../../server/console/page/api.ts';
import { useTried } from '../../server/console/page/policy/use-tried.ts';
import { mounted } from './support/mounted.ts';

beforeAll(() => Object.assign(globalThis, { document: {} }));
afterAll(() => Reflect.deleteProperty(globalThis, 'document'));

interface Answer {
  said: string;
  policyVersion: number;
}

/** A form that sends what is asked, and a server that answers when it is told to. */
function form() {
  const calls: [revision: number, asked: string, dryRun: boolean][] = [];
  const waiting: (() => void)[] = [];
  const send = (asked: string) => (revision: number, dryRun: boolean) =>
    new Promise<Answer>((resolve, reject) => {
      calls.push([revision, asked, dryRun]);
      const answer = { said: asked, policyVersion: dryRun ? 3 : 4 };
      waiting.push(() => (asked === 'wrong' ? reject(new CallError(400, {})) : resolve(answer)));
    });
  const hook = mounted<string, ReturnType<typeof useTried<Answer>>>((asked) => useTried(3, send(asked)), 'this');
  return { ...hook, calls, answer: () => waiting.shift()?.() };
}

const drawn = () => new Promise(setImmediate);

it('shows what a dry run says, and does the same for good', async () => {
  const { last, calls, answer } = form();
  const looked = last().look();
  await drawn();
  expect(last().busy).toBe(true);
  answer();
  await looked;
  await drawn();
  expect(last()).toMatchObject({ busy: false, shown: { said: 'this' } });
  const applied = last().apply();
  answer();
  expect(await applied).toEqual({ said: 'this', policyVersion: 4 });
  await drawn();
  expect(last().revision).toBe(4);
  expect(calls).toEqual([
    [3, 'this', true],
    [3, 'this', false],
  ]);
});

it('shows no answer to what was asked before: what is done for good was shown', async () => {
  const { last, draw, answer } = form();
  const looked = last().look();
  last().show(null);
  draw('that');
  answer();
  await looked;
  await drawn();
  expect(last()).toMatchObject({ busy: false, shown: null });
});

it('shows nothing where it was refused, and why', async () => {
  const { last, draw, answer } = form();
  draw('wrong');
  const looked = last().look();
  answer();
  await looked;
  await drawn();
  expect(last()).toMatchObject({ shown: null, error: { status: 400 } });
});
