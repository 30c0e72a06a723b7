import { runChecks } from '../../server/checks/checks.ts';
import { modelCheck, peopleCheck, policyCheck, readerCheck } from '../../server/checks/reading.ts';
import { defaultPolicy } from '../../server/pack/default-policy.ts';
import { install } from '../../server/store/settings.ts';
import { grantRole } from '../../server/store/users.ts';
import { AppError } from '../../shared/errors.ts';
import { DEFAULT_SETTINGS } from '../../shared/policy.ts';
import { DAY, NOW, now, run, useStore } from './support.ts';

const open = useStore();

describe('reading', () => {
  const EU = 'https://api.eu.mistral.ai';
  const model = (more: object) =>
    run(
      modelCheck({
        model: 'mistral-small-2603',
        serverUrl: EU,
        euEndpoint: EU,
        list: async () => ({ offered: ['mistral-small-2603', 'mistral-small-latest'], retires: null }),
        ...more,
      }),
    );
  test('the model: offered, gone, an alias, elsewhere, retiring, refused', async () => {
    expect((await model({})).state).toBe('ok');
    expect(await model({ model: 'mistral-small-2503' })).toMatchObject({
      state: 'fail',
      fix: expect.stringContaining('mistral-small-2603'),
    });
    expect(await model({ model: 'mistral-small-latest' })).toMatchObject({ state: 'warn', fix: expect.stringContaining('Pin') });
    expect(await model({ serverUrl: 'https://api.mistral.ai' })).toMatchObject({
      state: 'warn',
      said: expect.stringContaining('api.mistral.ai does not promise'),
    });
    expect(await model({ list: async () => ({ offered: ['mistral-small-2603'], retires: '2027-01-31' }) })).toMatchObject({
      state: 'warn',
      said: expect.stringContaining('2027-01-31'),
    });
    await expect(
      model({ list: () => Promise.reject(new AppError('config', 'Mistral does not accept the key')) }),
    ).rejects.toThrow('key');
    expect((await run(modelCheck(null))).state).toBe('unused');
  });

  test('the built-in reader reads a sample; one that cannot is told', async () => {
    const reading = { categoryId: 'fees' };
    const brain = { name: 'offline', read: async () => reading as never };
    const pack = () => defaultPolicy(NOW);
    expect((await run(readerCheck(async () => brain, open, pack, now))).said).toContain('read a sample as fees');
    const [broken] = await runChecks([
      readerCheck(() => Promise.reject(new AppError('internal', 'The model file is damaged.')), open, pack, now),
    ]);
    expect(broken).toMatchObject({ state: 'fail', said: 'The model file is damaged.' });
  });

  test('the policy: none, in date, out of date', async () => {
    const check = policyCheck(open, 'Europe/Paris', now);
    expect(await run(check)).toMatchObject({ state: 'warn', said: expect.stringContaining('None is published') });
    const policy = defaultPolicy(NOW);
    const fact = {
      ...policy.facts[0],
      key: 'term-dates',
      validFrom: null,
      validUntil: '2026-11-21',
    } as (typeof policy.facts)[number];
    await install(
      await open(),
      { ...policy, facts: [fact, { ...fact, key: 'fees-office', validUntil: '2026-11-22' }] },
      DEFAULT_SETTINGS,
    );
    expect(await run(check)).toMatchObject({
      state: 'warn',
      said: expect.stringMatching(/version 1, \d+ categories; out of date: term-dates\.$/),
    });
    expect((await run(policyCheck(open, 'Europe/Paris', () => NOW - 2 * DAY))).state).toBe('ok');
  });

  test('people: nobody may sign in, nobody is an admin, somebody is', async () => {
    const check = (more = {}) =>
      run(peopleCheck(open, { audiences: ['a'], hostedDomains: ['school.example'], addresses: [], ...more }, false));
    expect((await check({ audiences: [] })).state).toBe('warn');
    expect((await check({ hostedDomains: [] })).state).toBe('fail');
    expect(await check()).toMatchObject({ state: 'fail', fix: '$ npm run cli -- grant ADDRESS admin' });
    const store = await open();
    await grantRole(store, 'head@school.example', 'admin', NOW);
    await grantRole(store, 'office@school.example', 'staff', NOW);
    expect(await check()).toEqual({ state: 'ok', said: '1 admin, 1 other staff.' });
    expect((await run(peopleCheck(open, { audiences: [], hostedDomains: [], addresses: [] }, true))).state).toBe('unused');
  });
});
