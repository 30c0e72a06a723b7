import { verdictOf } from '../../server/checks/cloud.ts';
import { step } from '../../server/cloud/cloud.ts';

describe('Google Cloud, as setup would have it', () => {
  const one = (state: Parameters<typeof step>[0]['state'], more = {}) => step({ title: `a ${state}`, why: 'x', state, ...more });
  test('nothing to do is right; what setup would make or change is not', () => {
    expect(verdictOf([one('right'), one('right'), one('told'), one('note')])).toEqual({
      state: 'ok',
      said: '2 as they should be; 1 cannot be seen from here: setup tells them.',
    });
    expect(verdictOf([one('right'), one('create'), one('change'), one('by-hand')])).toMatchObject({
      state: 'fail',
      said: 'a create and 2 more: not as setup would have it.',
      fix: expect.stringContaining('npm run cli -- setup'),
    });
    expect(
      verdictOf([one('create'), one('failed', { said: 'The API is off.', commands: ['gcloud services enable x'] })]),
    ).toEqual({ state: 'fail', said: 'a failed: The API is off.', fix: '$ gcloud services enable x' });
    expect(verdictOf([one('right'), one('building')])).toMatchObject({ state: 'warn' });
  });
});
