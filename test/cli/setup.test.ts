import type { Io } from '../../server/cli/io.ts';
import { setupParts } from '../../server/cli/setup/setup.ts';
import { type CloudPart, type Step, step } from '../../server/cloud/cloud.ts';
import { readConfig } from '../../server/config.ts';
import { AppError } from '../../shared/errors.ts';
import { useTempFolder } from '../helpers/temp-folder.ts';
import { type GoogleCloudStandIn, startGoogleCloudStandIn } from '../support/google-cloud-stand-in.ts';
import { sayWith } from './support/capture.ts';

const path = useTempFolder();

/** Lines that a terminal of 80 columns would break: commands stay whole, to be copied. */
const tooLong = (text: string) => text.split('\n').filter((line) => [...line].length > 80 && !/^\s+\$ /.test(line));

test('on one’s own machine there is nothing to set up, and that is said', async () => {
  const said = await sayWith({ MAILGPS_DATA_DIR: path() }, ['setup']);
  expect(said).toMatchObject({ code: 0, err: '', out: expect.stringContaining('nothing to set up') });
  expect(tooLong(said.out)).toEqual([]);
  expect((await sayWith({ MAILGPS_DATA_DIR: path() }, ['setup', '--json'])).lines()).toEqual([{ parts: [], done: [] }]);
});

test('nor on an emulator of Firestore', async () => {
  const env = {
    MAILGPS_DATA_DIR: path(),
    MAILGPS_STORE: 'firestore',
    GOOGLE_CLOUD_PROJECT: 'p',
    FIRESTORE_EMULATOR_HOST: '127.0.0.1:9',
  };
  expect(await sayWith(env, ['setup'])).toMatchObject({ code: 0, out: expect.stringContaining('emulator needs no indexes') });
});

describe('Firestore and a bucket', () => {
  let google: GoogleCloudStandIn;
  let env: Record<string, string>;
  beforeEach(async () => {
    google = await startGoogleCloudStandIn();
    env = {
      MAILGPS_DATA_DIR: path(),
      MAILGPS_MAILBOX: 'gmail',
      MAILGPS_ADDRESS: 'contact@school.example',
      MAILGPS_TOKEN_KEY: 'a key of the tests that is long enough for the form',
      MAILGPS_STORE: 'firestore',
      MAILGPS_BUCKET: 'school-files',
      GOOGLE_CLOUD_PROJECT: google.project,
      GMAIL_ROOT_URL: google.url,
      GMAIL_CLIENT_ID: 'client',
    };
  });
  afterEach(async () => {
    expect(google.unknown).toEqual([]);
    await google.close();
  });

  test('a plan changes nothing; without consent nothing is done; with it everything, once', async () => {
    const location = ['--location', 'eur3'];
    const dry = await sayWith(env, ['setup', '--dry-run', ...location]);
    expect(dry).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('2 things would be made or changed (--dry-run).'),
    });
    expect(dry.out).toContain('location: eur3 (for good)');
    expect(await sayWith(env, ['setup', ...location])).toMatchObject({
      code: 1,
      out: expect.stringContaining('Nothing was changed'),
    });
    expect(await sayWith(env, ['setup', ...location], { answers: '' })).toMatchObject({ code: 1 });
    expect(google.changes).toEqual([]);

    const first = await sayWith(env, ['setup', ...location], { answers: 'y' });
    expect(first).toMatchObject({ code: 0, out: expect.stringContaining('✓ Firestore database: being made') });
    expect(google.changes).toHaveLength(2);

    const second = await sayWith(env, ['setup', '--yes']);
    expect(second.code).toBe(0);
    expect(second.out).toMatch(/create {3}\d+ indexes: /);
    expect(google.indexes.length).toBeGreaterThan(10);
    expect(google.fields.has('records/data')).toBe(true);
    for (const { out } of [dry, first, second]) expect(tooLong(out)).toEqual([]);

    google.finish();
    const made = google.changes.length;
    const third = await sayWith(env, ['setup', '--yes']);
    expect(third.out).toContain('Nothing to make or change.');
    expect(third.out).toMatch(/ok {7}\d+ indexes\n/);
    expect(google.changes).toHaveLength(made);
  });

  test('for machines: the plan with its ids and commands, what was done, and no question', async () => {
    const said = await sayWith(env, ['setup', '--json', '--dry-run', '--location', 'eur3'], { answers: 'y' });
    const [told] = said.lines();
    expect(said.lines()).toHaveLength(1);
    expect(told).toMatchObject({ dryRun: true, done: [] });
    expect(JSON.stringify(told)).toContain('"id":"firestore database"');
    expect((await sayWith(env, ['setup', '--json', '--location', 'eur3'], { answers: 'y' })).code).toBe(1);
    expect(google.changes).toEqual([]);
    const done = await sayWith(env, ['setup', '--json', '--yes', '--location', 'eur3']);
    expect(done.lines()[0]?.done).toEqual([
      expect.objectContaining({ id: 'firestore database', ok: true }),
      expect.objectContaining({ id: 'bucket school-files', ok: true, said: null }),
    ]);
  });

  test('a place outside the EU is refused, whatever else is right', async () => {
    google.database = { type: 'FIRESTORE_NATIVE', locationId: 'nam5', deleteProtectionState: 'DELETE_PROTECTION_ENABLED' };
    const refused = await sayWith(env, ['setup', '--yes']);
    expect(refused).toMatchObject({ code: 1, out: expect.stringContaining('--allow-location nam5') });
    expect(google.indexes).toEqual([]);
    // One part that may not stay so keeps no other from being made.
    expect(google.bucket).not.toBeNull();
    expect((await sayWith(env, ['setup', '--yes', '--allow-location', 'nam5'])).code).toBe(0);
    expect(google.indexes.length).toBeGreaterThan(10);
  });
});

describe('one failing step', () => {
  function capture(): { io: Io; said: () => string } {
    let said = '';
    const out = {
      write: (text: string) => {
        said += text;
      },
    };
    return { io: { out, err: out, config: () => readConfig({}), now: Date.now, language: 'en' }, said: () => said };
  }
  const part = (...steps: Step[]): CloudPart => ({ name: 'Part', plan: async () => steps });
  const make = (title: string, apply: Step['apply']) => step({ title, why: 'a reason', state: 'create', apply });

  test('hides none of the others, and makes the command fail', async () => {
    const done: string[] = [];
    const parts = [
      part(
        make('one', async () => {
          done.push('one');
          return null;
        }),
        make('two', () => Promise.reject(new AppError('unavailable', 'It is refused.\ngcloud do this'))),
        make('three', () => Promise.reject(new Error('with a token in it'))),
        make('four', async () => {
          done.push('four');
          return 'being built';
        }),
      ),
    ];
    const { io, said } = capture();
    expect(await setupParts(parts, { dryRun: false, yes: true, json: false }, io)).toBe(1);
    expect(done).toEqual(['one', 'four']);
    expect(said()).toContain('✗ two: It is refused.\n  $ gcloud do this\n');
    expect(said()).toContain('✓ four: being built\n');
    expect(said()).toContain('2 things done.\n2 things failed');
    expect(said()).not.toContain('token');
  });

  test('what only a person can do does not: it is said, with its command', async () => {
    const { io, said } = capture();
    const byHand = step({ title: 'a role', why: 'a reason', state: 'by-hand', commands: ['gcloud grant it'] });
    expect(await setupParts([part(byHand)], { dryRun: false, yes: true, json: false }, io)).toBe(0);
    expect(said()).toContain('$ gcloud grant it');
    expect(said()).toContain('1 thing only you can do');
  });
});
