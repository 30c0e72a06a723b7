import { useTempFolder } from '../helpers/temp-folder.ts';

// A machine without gcloud.
jest.mock('node:child_process', () => ({
  ...jest.requireActual('node:child_process'),
  execFileSync: () => {
    throw new Error('spawnSync gcloud ENOENT');
  },
}));

const folder = useTempFolder();
const variables = ['CI', 'FIRESTORE_EMULATOR_HOST', 'MAILGPS_TEST_RUN'] as const;
const before = variables.map((name) => [name, process.env[name]] as const);
let said: jest.SpyInstance;
beforeEach(() => {
  said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  for (const name of variables) delete process.env[name];
});
afterEach(() => {
  said.mockRestore();
  for (const [name, value] of before) if (value !== undefined) process.env[name] = value;
});

/** As each file of tests has it: a module of its own, on a machine without the emulator. */
async function askInAnotherFile(): Promise<boolean> {
  jest.resetModules();
  const { hasEmulator } = await import('./emulators.ts');
  return hasEmulator('firestore');
}

it('says once in a run that the tests of an emulator are left out, however many files have some', async () => {
  process.env.MAILGPS_TEST_RUN = folder();
  for (let file = 0; file < 3; file++) expect(await askInAnotherFile()).toBe(false);
  expect(said.mock.calls).toEqual([[expect.stringContaining('firestore emulator is not here')]]);
});

it('fails in CI, where nobody would read it', async () => {
  process.env.CI = 'true';
  await expect(askInAnotherFile()).rejects.toThrow('firestore emulator is not here');
});
