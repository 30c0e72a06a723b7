import { configurationCheck, tokenKeyCheck } from '../../server/checks/configuration.ts';
import { run } from './support.ts';

describe('configuration', () => {
  test('warnings are told; a key beside what it hides is one', async () => {
    expect(await run(configurationCheck([]))).toMatchObject({ state: 'ok' });
    expect(await run(configurationCheck(['MISTRAL_API_KEY is not used.']))).toMatchObject({
      state: 'warn',
      said: 'MISTRAL_API_KEY is not used.',
    });
    expect((await run(tokenKeyCheck(true, false))).state).toBe('ok');
    expect((await run(tokenKeyCheck(false, true))).state).toBe('unused');
    expect(await run(tokenKeyCheck(false, false))).toMatchObject({ state: 'warn', fix: expect.stringContaining('openssl rand') });
  });
});
