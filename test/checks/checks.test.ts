import { type Check, runChecks } from '../../server/checks/checks.ts';
import { AppError } from '../../shared/errors.ts';

describe('running them', () => {
  const check = (id: string, runs: Check['run']): Check => ({ id, name: id, run: runs });

  test('all begin at once, one that fails or hangs hides no other, and the order stays', async () => {
    const order: string[] = [];
    let aborted = false;
    const results = await runChecks(
      [
        check(
          'hangs',
          (signal) =>
            new Promise(() =>
              signal.addEventListener('abort', () => {
                aborted = true;
              }),
            ),
        ),
        check('rejects', () => Promise.reject(new AppError('reauthorise', 'Sign in again.'))),
        check('throws', () => {
          throw new TypeError('Bearer ya29.secret');
        }),
        check('works', async () => ({ state: 'ok', said: 'fine' })),
      ],
      { timeoutMs: 30, onDone: ({ id }) => order.push(id) },
    );
    expect(results.map(({ id, state }) => `${id} ${state}`)).toEqual(['hangs fail', 'rejects fail', 'throws fail', 'works ok']);
    expect(results[1]).toMatchObject({ said: 'Sign in again.', fix: '$ npm run cli -- login' });
    expect(results[2]?.said).toContain('TypeError');
    expect(JSON.stringify(results)).not.toContain('ya29');
    expect(order.at(-1)).toBe('hangs');
    expect(aborted).toBe(true);
  });
});
