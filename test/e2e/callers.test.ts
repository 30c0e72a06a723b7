import { authOptions } from '../../server/adapters.ts';
import { readConfig } from '../../server/config.ts';

const REAL = {
  MAILGPS_MAILBOX: 'gmail',
  MAILGPS_ADDRESS: 'contact@school.example',
  MAILGPS_TOKEN_KEY: 'k'.repeat(40),
  MAILGPS_SCHEDULER_ACCOUNT: 'tick@p.iam.gserviceaccount.com',
};
const PUSH = {
  MAILGPS_PUSH_AUDIENCE: 'https://mail.school.example/push/gmail',
  MAILGPS_PUSH_ACCOUNT: 'push@p.iam.gserviceaccount.com',
};
const LISTENS = 'http://0.0.0.0:8080';

const options = (env: Record<string, string>) => authOptions(readConfig({ ...REAL, ...env }), null, LISTENS);

describe('who may call, on a real mailbox', () => {
  it.each([
    ['where Google reaches the server', { ...PUSH, MAILGPS_PUBLIC_URL: 'https://run.example/' }, 'https://run.example'],
    ['else where notifications come in', PUSH, 'https://mail.school.example'],
    ['else where it listens', {}, LISTENS],
  ])('the scheduler names %s', async (_what, env, audience) => {
    expect((await options(env)).scheduler).toEqual({ audience, account: REAL.MAILGPS_SCHEDULER_ACCOUNT });
  });

  it('the addresses, domains and clients that are set, and Pub/Sub as it is set', async () => {
    const found = await options({
      ...PUSH,
      MAILGPS_ADDON_AUDIENCE: 'addon',
      MAILGPS_HOSTED_DOMAINS: 'school.example',
      MAILGPS_ALLOWED_ADDRESSES: 'Volunteer@gmail.example other@gmail.example',
    });
    expect(found).toMatchObject({
      push: { audience: PUSH.MAILGPS_PUSH_AUDIENCE, account: PUSH.MAILGPS_PUSH_ACCOUNT },
      people: {
        audiences: ['addon'],
        hostedDomains: ['school.example'],
        addresses: ['volunteer@gmail.example', 'other@gmail.example'],
      },
    });
    expect(found.certsUrl).toBeUndefined();
  });

  it('nobody where nobody is set', async () => {
    const found = await authOptions(readConfig({ ...REAL, MAILGPS_SCHEDULER_ACCOUNT: '' }), null, LISTENS);
    expect(found).toMatchObject({ push: null, scheduler: null, people: { audiences: [], hostedDomains: [], addresses: [] } });
  });
});
