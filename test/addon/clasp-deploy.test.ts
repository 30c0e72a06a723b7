import { type AppsScriptApi, SCRIPT_ID, startAppsScriptApi } from './support/apps-script-api.ts';
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

  it('says what stands when the last step fails, and how to finish it', async () => {
    seed(1, 1);
    api.fail('PUT', /\/deployments\//, 403, 'The caller does not have permission', 1);
    const failed = await checkout.run('deploy');
    expect(failed.code).toBe(1);
    expect(failed.err).toMatch(/may not change[\s\S]*Version 2 is kept.*npm run addon:deploy -- --rollback 2\n$/);
    const { version } = JSON.parse(checkout.read('package.json'));
    expect(changes()[0]).toEqual(['POST', '/versions', { description: version }]);

    api.calls.length = 0;
    const finished = await checkout.run('deploy', ['--rollback', '2', '--json']);
    expect([finished.err, finished.code, api.wrong]).toEqual(['', 0, []]);
    expect(JSON.parse(finished.out)).toEqual({
      scriptId: SCRIPT_ID,
      deploymentId: 'AKfycb-1',
      from: 1,
      to: 2,
      description: version,
    });
    expect(changes()).toEqual([
      ['PUT', '/deployments/AKfycb-1', { deploymentConfig: { scriptId: SCRIPT_ID, ...config(2, version) } }],
    ]);
    // The one that follows the newest code is left alone.
    expect(api.project.deployments[0]).toMatchObject({ deploymentId: HEAD, deploymentConfig: { scriptId: SCRIPT_ID } });
  });

  it('goes back to the version before', async () => {
    seed(3, 3);
    const ran = await checkout.run('deploy', ['--rollback']);
    expect(ran).toEqual({ code: 0, err: '', out: 'The deployment is at version 2 (“number 2”) now, no longer at 3: AKfycb-3\n' });
    expect(api.project.deployments[1]?.deploymentConfig).toMatchObject({ versionNumber: 2, description: 'number 2' });
    expect(api.wrong).toEqual([]);
  });

  it('changes nothing with --dry-run and with --list', async () => {
    seed(3, 3);
    const dry = await checkout.run('deploy', ['--dry-run', '--description', 'next']);
    expect(dry.out).toBe(
      'Would push this build, keep it as a new version (“next”), and point AKfycb-3 at it (now at 3). Nothing was changed.\n',
    );
    const listed = await checkout.run('deploy', ['--list']);
    expect(listed.out).toBe(
      [
        'Versions (3 of 200; → deployed):',
        '→   3  number 3',
        '    2  number 2',
        '    1  number 1',
        'Deployments:',
        '  AKfycb-3  version 3  number 3\n',
      ].join('\n'),
    );
    expect([dry.code, listed.code]).toEqual([0, 0]);
    expect(api.calls.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('asks which, where there are several, and refuses one version too many', async () => {
    seed(200, 1, 2);
    const which = await checkout.run('deploy', ['--rollback']);
    expect([which.code, which.err]).toEqual([2, expect.stringMatching(/several deployments[\s\S]*AKfycb-1[\s\S]*AKfycb-2/)]);
    const full = await checkout.run('deploy', ['--deployment', 'AKfycb-2']);
    expect([full.code, full.err]).toEqual([1, expect.stringMatching(/has 200 versions, the most/)]);
    expect(api.calls.filter(({ method }) => method !== 'GET')).toEqual([]);
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
