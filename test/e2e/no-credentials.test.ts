import { openWake } from '../../server/adapters.ts';
import { readConfig } from '../../server/config.ts';

const before = process.env.GOOGLE_APPLICATION_CREDENTIALS;
afterEach(() => {
  if (before === undefined) delete process.env.GOOGLE_APPLICATION_CREDENTIALS;
  else process.env.GOOGLE_APPLICATION_CREDENTIALS = before;
});

test('Pub/Sub without Google credentials is refused at the start, not at the first mail', async () => {
  process.env.GOOGLE_APPLICATION_CREDENTIALS = '/there/is/no/such/file.json';
  const config = readConfig({
    MAILGPS_MAILBOX: 'gmail',
    MAILGPS_ADDRESS: 'contact@school.example',
    MAILGPS_TOKEN_KEY: 'a key of the tests that is long enough for the form',
    GMAIL_CLIENT_ID: 'client',
    MAILGPS_WAKE: 'pubsub',
    GOOGLE_CLOUD_PROJECT: 'school-1',
    MAILGPS_PUSH_AUDIENCE: 'https://m.school.example',
    MAILGPS_PUSH_ACCOUNT: 'push@school-1.iam.gserviceaccount.com',
  });
  await expect(openWake(config, 1)).rejects.toMatchObject({
    code: 'config',
    message: expect.stringContaining('application-default login'),
  });
});
