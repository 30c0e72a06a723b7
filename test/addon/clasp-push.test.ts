import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type AppsScriptApi, signIn, startAppsScriptApi } from './support/apps-script-api.ts';
import { type File, SCRIPT_ID } from './support/apps-script-project.ts';
import { type Checkout, makeCheckout } from './support/checkout.ts';

// Each clasp takes a second to start.
jest.setTimeout(120_000);

const CONTENT = /\/content$/;
let api: AppsScriptApi;
let checkout: Checkout;

beforeEach(async () => {
  api = await startAppsScriptApi();
  checkout = makeCheckout(api);
});

afterEach(async () => {
  checkout.remove();
  await api.close();
});

const built = (): File[] => [
  { name: 'appsscript', type: 'JSON', source: checkout.read('dist/addon/appsscript.json') },
  { name: 'Code', type: 'SERVER_JS', source: checkout.read('dist/addon/Code.js') },
];
const inOrder = (files: readonly File[]): File[] => [...files].sort((a, b) => a.name.localeCompare(b.name));
const puts = (): number => api.calls.filter(({ method }) => method === 'PUT').length;

describe('npm run addon:push', () => {
  it('brings exactly the two files that were built, to the byte, once, and over what was changed there', async () => {
    const first = await checkout.run('push');
    expect([first.err, first.code]).toEqual(['', 0]);
    expect(first.out).toMatch(/^Pushed Code\.js and appsscript\.json \(\d+\.\d KB\)\.\n$/);
    expect(inOrder(api.project.files)).toEqual(inOrder(built()));
    expect(api.calls.every(({ path }) => path === `/v1/projects/${SCRIPT_ID}/content`)).toBe(true);

    const listed = await checkout.run('clasp', ['show-file-status', '--json']);
    const { filesToPush, untrackedFiles } = JSON.parse(listed.out);
    expect(filesToPush.sort()).toEqual([join('dist', 'addon', 'Code.js'), join('dist', 'addon', 'appsscript.json')]);
    expect(untrackedFiles).toEqual([]);

    const second = await checkout.run('push');
    expect([second.code, puts(), second.out]).toEqual([0, 1, expect.stringMatching(/^Nothing to push: /)]);

    const manifest = '{"timeZone":"Europe/Paris"}';
    api.project.files = api.project.files.map((file) => (file.name === 'appsscript' ? { ...file, source: manifest } : file));
    const third = await checkout.run('push', ['--json']);
    expect(third.code).toBe(0);
    expect(JSON.parse(third.out)).toEqual({ scriptId: SCRIPT_ID, pushed: ['Code.js', 'appsscript.json'] });
    expect(inOrder(api.project.files)).toEqual(inOrder(built()));
    expect(api.wrong).toEqual([]);
  });

  it('renews a sign-in that has run out, and goes on where Google fails once', async () => {
    checkout.write('sign-in.json', signIn(true));
    api.fail('PUT', CONTENT, 503, 'The service is currently unavailable.', 1);
    const ran = await checkout.run('push');
    expect([ran.err, ran.code, api.wrong, puts()]).toEqual(['', 0, [], 2]);
    expect(api.calls[0]).toMatchObject({ host: 'oauth2.googleapis.com', path: '/token' });
  });

  it('says that Google fails, and ends with 1', async () => {
    api.fail('PUT', CONTENT, 500, 'Internal error encountered.');
    const ran = await checkout.run('push');
    expect([ran.code, ran.out]).toEqual([1, '']);
    expect(ran.err).toBe('Apps Script fails at the moment (Internal error encountered.). Try again later.\n');
  });
});

it('is set up to push the built folder and nothing else', () => {
  expect(JSON.parse(readFileSync('.clasp.json', 'utf8'))).toEqual({ scriptId: expect.any(String), rootDir: 'dist/addon' });
  expect(existsSync('.claspignore')).toBe(false);
});

describe('refuses before anything is sent', () => {
  afterEach(() => expect(api.calls).toEqual([]));

  it.each([
    [
      'a project that is not named yet',
      JSON.stringify({ scriptId: 'PUT-THE-SCRIPT-ID-HERE', rootDir: 'dist/addon' }),
      /names no script project yet/,
    ],
    ['no script id', JSON.stringify({ rootDir: 'dist/addon' }), /names no script project yet/],
    [
      'an address instead of an id',
      JSON.stringify({ scriptId: 'https://script.google.com/d/1/edit', rootDir: 'dist/addon' }),
      /not the id/,
    ],
    ['no folder', JSON.stringify({ scriptId: SCRIPT_ID }), /needs "rootDir": "dist\/addon"/],
    ['no JSON', '{', /is not JSON/],
  ])('%s', async (_, project, sentence) => {
    checkout.write('.clasp.json', project);
    const ran = await checkout.run('push');
    expect([ran.code, ran.out]).toEqual([1, '']);
    expect(ran.err).toMatch(sentence);
  });

  it('no project file, no sign-in, an option that there is not', async () => {
    rmSync(join(checkout.folder, '.clasp.json'));
    expect(await checkout.run('push')).toMatchObject({ code: 1, err: expect.stringMatching(/^There is no \.clasp\.json/) });
    const other = join(checkout.folder, 'other.json');
    checkout.write('other.json', JSON.stringify({ scriptId: SCRIPT_ID, rootDir: 'dist/addon' }));
    rmSync(checkout.auth);
    expect(await checkout.run('push', ['--project', other])).toMatchObject({
      code: 1,
      err: 'You are not signed in to Apps Script. Run: npx clasp login\n',
    });
    expect(await checkout.run('push', ['--force'])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/Unknown option '--force'[\s\S]*npm run addon:push/),
    });
  });

  it('a server that is not named yet, no manifest, a source that is wrong', async () => {
    rmSync(join(checkout.folder, 'addon/.env'));
    const sentence = /does not know your server yet.*ecole\.example.*addon\/\.env: MAILGPS_ADDON_SERVER_URL/;
    expect(await checkout.run('push')).toMatchObject({ code: 1, err: expect.stringMatching(sentence) });
    rmSync(join(checkout.folder, 'appsscript.json'));
    expect(await checkout.run('push')).toMatchObject({
      code: 1,
      err: 'The add-on cannot be built: appsscript.json is missing\n',
    });
    checkout.write('addon/main.ts', 'this is no TypeScript');
    expect(await checkout.run('push')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/cannot be built: .*\n.*addon\/main\.ts:1:/),
    });
    expect(existsSync(join(checkout.folder, 'dist'))).toBe(false);
  });

  it('a file beside the two', async () => {
    checkout.write('dist/addon/Old.js', '');
    expect(await checkout.run('push')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/more than the built files: Old\.js/),
    });
  });
});

describe('npm run addon:push -- --watch', () => {
  const touch = (words: string): void => {
    // As editors do: a new file takes the old one's place.
    checkout.write('addon/main.new', `${checkout.read('addon/main.ts')}\n${words}\n`);
    renameSync(join(checkout.folder, 'addon/main.new'), join(checkout.folder, 'addon/main.ts'));
  };

  it('pushes each change, one at a time, goes on after a mistake, and ends with Ctrl-C', async () => {
    const running = checkout.start('push', ['--watch']);
    await running.says('Waiting for changes');
    expect(puts()).toBe(1);

    const { held, release } = api.hold('PUT', CONTENT);
    touch('export function onFirstChange(): string { return "first change"; }');
    await held;
    touch('export function onSecondChange(): string { return "second change"; }');
    expect(puts()).toBe(2);
    release();
    await running.says('Pushed', 3);
    expect(puts()).toBe(3);
    expect(api.project.files.find(({ name }) => name === 'Code')?.source).toMatch(/first change[\s\S]*second change/);

    touch('this is no TypeScript');
    await running.says('main.ts');
    const broken = checkout.read('addon/main.ts');
    checkout.write(
      'addon/main.ts',
      `${broken.replace('this is no TypeScript', '')}\nexport function onThird(): string { return "third change"; }\n`,
    );
    await running.says('Pushed', 4);
    expect(api.project.files.find(({ name }) => name === 'Code')?.source).toContain('third change');

    running.child.kill('SIGINT');
    const ended = await running.ended;
    expect([ended.code, api.wrong]).toEqual([0, []]);
  });
});
