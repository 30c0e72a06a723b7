import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { type AppsScriptApi, startAppsScriptApi } from './support/apps-script-api.ts';
import { SCRIPT_ID } from './support/apps-script-project.ts';
import { type Checkout, makeCheckout, SERVER } from './support/checkout.ts';

// Each clasp takes a second to start, and some tests need eight.
jest.setTimeout(120_000);

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

/** What was changed there, without the reading and the pushing. */
const changes = (): unknown[] =>
  api.calls
    .filter(({ method, path }) => method !== 'GET' && !path.endsWith('/content'))
    .map(({ method, path, body }) => [method, path.replace(`/v1/projects/${SCRIPT_ID}`, ''), body]);

const HEAD = 'AKfycb-head';
const config = (versionNumber: number, description: string) => ({ versionNumber, description, manifestFileName: 'appsscript' });

function seed(versions: number, ...deployedAt: number[]): void {
  for (let versionNumber = 1; versionNumber <= versions; versionNumber += 1) {
    const createTime = '2026-11-22T20:00:00Z';
    api.project.versions.push({
      scriptId: SCRIPT_ID,
      versionNumber,
      description: `number ${versionNumber}`,
      createTime,
      files: [],
    });
  }
  for (const versionNumber of deployedAt) {
    const deploymentConfig = { scriptId: SCRIPT_ID, ...config(versionNumber, `number ${versionNumber}`) };
    api.project.deployments.push({
      deploymentId: `AKfycb-${versionNumber}`,
      deploymentConfig,
      updateTime: '2026-11-22T20:00:00Z',
    });
  }
}

describe('npm run addon:deploy', () => {
  it('pushes, keeps a version, and makes the first deployment of it', async () => {
    const ran = await checkout.run('deploy', ['--description=--first; "try"']);
    expect([ran.err, ran.code]).toEqual(['', 0]);
    expect(ran.out).toBe('Version 1 (“--first; "try"”) is deployed. Deployment id, for the Marketplace SDK: AKfycb-made-1\n');
    expect(changes()).toEqual([
      ['POST', '/versions', { description: '--first; "try"' }],
      ['POST', '/deployments', config(1, '--first; "try"')],
    ]);
    // What is kept is what was pushed before.
    expect(api.project.versions[0]?.files).toHaveLength(2);
    expect(api.wrong).toEqual([]);
  });

  it('says what stands when the last step fails, and points a deployment back', async () => {
    seed(2, 2);
    api.fail('PUT', /\/deployments\//, 401, 'Request had invalid authentication credentials.', 1);
    const failed = await checkout.run('deploy');
    expect(failed.code).toBe(1);
    expect(failed.err).toMatch(
      /^Google does not accept the sign-in any more\. Run: npx clasp login\nVersion 3 is kept.*npm run addon:deploy -- --rollback 3\n$/,
    );
    const { version } = JSON.parse(checkout.read('package.json'));
    const pointed = (versionNumber: number, description: string) => [
      'PUT',
      '/deployments/AKfycb-2',
      { deploymentConfig: { scriptId: SCRIPT_ID, ...config(versionNumber, description) } },
    ];
    expect(changes()).toEqual([['POST', '/versions', { description: version }], pointed(3, version)]);

    api.calls.length = 0;
    const back = await checkout.run('deploy', ['--rollback', '--json']);
    expect([back.err, back.code, api.wrong]).toEqual(['', 0, []]);
    expect(JSON.parse(back.out)).toEqual({
      scriptId: SCRIPT_ID,
      deploymentId: 'AKfycb-2',
      from: 2,
      to: 1,
      description: 'number 1',
    });
    expect(changes()).toEqual([pointed(1, 'number 1')]);
    expect(api.project.deployments[1]?.deploymentConfig.versionNumber).toBe(1);
    // The one that follows the newest code is left alone.
    expect(api.project.deployments[0]).toMatchObject({ deploymentId: HEAD, deploymentConfig: { scriptId: SCRIPT_ID } });
  });

  it('says so where no version could be kept', async () => {
    api.fail('POST', /\/versions$/, 403, 'The caller does not have permission');
    const ran = await checkout.run('deploy');
    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(
      /^This Google account may not change.*\nThe build was pushed, but no version was kept.*keeps 200 versions/,
    );
    expect(changes()).toHaveLength(1);
  });

  it('changes nothing with --dry-run', async () => {
    seed(3, 3);
    const ran = await checkout.run('deploy', ['--dry-run', '--description', 'next']);
    expect(ran.out).toBe(
      'Would push this build, keep it as a new version (“next”), and point AKfycb-3 at it (now at 3). Nothing was changed.\n',
    );
    expect([ran.code, api.calls.filter(({ method }) => method !== 'GET')]).toEqual([0, []]);
  });

  it.each([
    [['3'], /Not understood: 3/],
    [['--rollback', 'three'], /Not a version: three/],
    [['--list', '--rollback'], /--list goes alone/],
    [['--rollback', '--description', 'x'], /keeps its description/],
    [['--undo'], /Unknown option '--undo'/],
  ])('ends with 2 for %j', async (args, sentence) => {
    const ran = await checkout.run('deploy', args);
    expect([ran.code, ran.out, api.calls]).toEqual([2, '', []]);
    expect(ran.err).toMatch(sentence);
    expect(ran.err).toContain('npm run addon:deploy -- [options]');
  });
});

const LISTED = [
  'Versions (3 of 200; → deployed):',
  '    3  number 3',
  '→   2  number 2',
  '    1  number 1',
  'Deployments:',
  '  AKfycb-2  version 2  x',
];

describe('of versions and deployments', () => {
  const versions = [3, 2, 1].map((versionNumber) => ({ versionNumber, description: `number ${versionNumber}` }));
  const at = (versionNumber: number) => ({ deploymentId: `AKfycb-${versionNumber}`, versionNumber, description: 'x' });

  it('chooses what may be done, and refuses the rest', () => {
    const cases: [call: string, args: unknown[], answer: unknown][] = [
      ['inOrder', [[...versions].reverse(), [{ deploymentId: HEAD }, at(2)]], { versions, deployments: [at(2)] }],
      ['chosen', [[at(2)], null], at(2)],
      ['chosen', [[], null], null],
      ['chosen', [[at(1), at(2)], 'AKfycb-2'], at(2)],
      [
        'chosen',
        [[at(1), at(2)], null],
        expect.stringMatching(/^2: There are several deployments[\s\S]*AKfycb-1[\s\S]*AKfycb-2/),
      ],
      ['chosen', [[at(1)], HEAD], expect.stringMatching(/^1: There is no deployment AKfycb-head with a version/)],
      ['versionToGoBackTo', [versions, at(3), null], versions[1]],
      ['versionToGoBackTo', [versions, at(1), '3'], versions[0]],
      ['versionToGoBackTo', [versions, at(1), null], '1: There is no version before 1.'],
      ['versionToGoBackTo', [versions, at(1), '9'], expect.stringMatching(/^1: There is no version 9\./)],
      ['versionToGoBackTo', [versions, null, null], expect.stringMatching(/^1: There is no deployment/)],
      ['listed', [{ versions, deployments: [at(2)] }], { json: { versions, deployments: [at(2)] }, lines: LISTED }],
    ];
    // The commands are plain ES modules, which jest does not load.
    const program = `
      import * as deployments from ${JSON.stringify(pathToFileURL('addon/deployments.mjs').href)};
      const call = ([name, args]) => {
        try { return deployments[name](...args) ?? null; }
        catch ({ exitCode, message }) { return exitCode + ': ' + message; }
      };
      console.log(JSON.stringify(JSON.parse(process.argv[1]).map(call)));`;
    const input = JSON.stringify(cases.map(([call, args]) => [call, args]));
    const answers: unknown[] = JSON.parse(
      execFileSync(process.execPath, ['--input-type=module', '-e', program, input], { encoding: 'utf8' }),
    );
    for (const [index, [call, args, answer]] of cases.entries())
      expect([call, args, answers[index]]).toEqual([call, args, answer]);
  });
});

describe('npm run addon:status and addon:open', () => {
  it('say what is missing, then what there is', async () => {
    seed(4, 4);
    const before = await checkout.run('status', ['--auth', `${checkout.folder}/none.json`], {
      env: { MAILGPS_ADDON_SERVER_URL: '' },
    });
    expect([before.code, before.err]).toEqual([1, '']);
    expect(before.out).toMatch(
      /^✓ project +1AbC.*\n✗ build +The add-on does not know your server yet[\s\S]*✗ signed in +You are not signed in/,
    );
    checkout.write('addon/.env', `MAILGPS_ADDON_SERVER_URL=${SERVER}`);
    const after = await checkout.run('status');
    expect([after.err, after.code, api.wrong]).toEqual(['', 0, []]);
    expect(after.out).toMatch(
      /✓ build +\d+\.\d KB; may call https:\/\/.*\/api\/\n[\s\S]*✓ signed in +it@ecole\.example\n✓ deployments +AKfycb-4 at version 4\n$/,
    );
    expect(after.out).toContain(SERVER);
    expect(api.calls.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('open the script project', async () => {
    const url = `https://script.google.com/d/${SCRIPT_ID}/edit`;
    expect(JSON.parse((await checkout.run('open', ['--json'])).out)).toEqual({ url });
    // No terminal, no browser: clasp says where to go.
    expect(await checkout.run('open')).toMatchObject({ code: 0, out: expect.stringContaining(url) });
  });
});
