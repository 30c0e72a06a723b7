import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';
import { buildOnce, bundle } from './support/sidebar.ts';

const ROOT = join(__dirname, '../..');
const manifestOf = (text: string) => JSON.parse(text);

it('fits its budget', () => {
  expect(Buffer.byteLength(bundle().code)).toBeLessThanOrEqual(60_000);
});

it('holds no zod, no server and no tool', () => {
  expect(bundle().code).not.toMatch(/zod|require\(|process\.|import\(/i);
});

it('loads where there is nothing but the language, and makes a global of every function', () => {
  const scope = createContext({});
  new Script(bundle().code).runInContext(scope);
  for (const name of bundle().names) expect(typeof Reflect.get(scope, name)).toBe('function');
  const added = Object.keys(scope).filter((name) => name !== 'MailGps');
  expect(added.sort()).toEqual([...bundle().names].sort());
});

it('has a function for every name that a card can name', () => {
  const sources = execFileSync('grep', ['-rhoE', "(call|plainButton|offer)\\('on[A-Z][A-Za-z]*'", join(ROOT, 'addon')], {
    encoding: 'utf8',
  });
  const named = new Set([...sources.matchAll(/'(\w+)'/g)].map(([, name]) => name ?? ''));
  expect(named.size).toBeGreaterThan(20);
  for (const name of named) expect(bundle().names).toContain(name);
  // And the other way round: no function that nothing calls.
  const triggers = ['onMailOpened', 'onHomepage', 'onHelp', 'onSettings'];
  expect(
    bundle()
      .names.filter((name) => !named.has(name))
      .sort(),
  ).toEqual(triggers.sort());
});

describe('the manifest', () => {
  const manifest = () => manifestOf(bundle().manifest);

  it('asks for these rights and no wider', () => {
    expect(manifest().oauthScopes).toEqual([
      'openid',
      'https://www.googleapis.com/auth/userinfo.email',
      'https://www.googleapis.com/auth/script.external_request',
      'https://www.googleapis.com/auth/script.locale',
      'https://www.googleapis.com/auth/gmail.addons.execute',
      'https://www.googleapis.com/auth/gmail.addons.current.message.readonly',
      'https://www.googleapis.com/auth/gmail.addons.current.action.compose',
    ]);
  });

  it('is whole', () => {
    expect(manifest()).toMatchObject({
      timeZone: 'Europe/Paris',
      runtimeVersion: 'V8',
      addOns: {
        common: {
          name: 'MAIL GPS',
          useLocaleFromApp: true,
          homepageTrigger: { runFunction: 'onHomepage' },
          universalActions: [{ runFunction: 'onHelp' }, { runFunction: 'onSettings' }],
        },
        gmail: { contextualTriggers: [{ unconditional: {}, onTriggerFunction: 'onMailOpened' }] },
      },
    });
    // Google's style guide: 15 characters, without "Gmail"; the logo is a PNG by https.
    expect(manifest().addOns.common.name.length).toBeLessThanOrEqual(15);
    expect(manifest().addOns.common.logoUrl).toMatch(/^https:\/\/\S+\.png$/);
    expect(manifest().gmail).toBeUndefined();
  });

  it('lets the script reach a place that is nobody’s until a school names its own', () => {
    expect(manifest().urlFetchWhitelist).toEqual(['https://mailgps.ecole.example/api/']);
    const own = manifestOf(
      buildOnce({
        MAILGPS_ADDON_SERVER_URL: 'https://gps.school.example/sub',
        MAILGPS_CONSOLE_URL: 'https://console.school.example',
      }).manifest,
    );
    expect(own.urlFetchWhitelist).toEqual(['https://gps.school.example/sub/api/']);
    expect(own.addOns.common.openLinkUrlPrefixes).toEqual(['https://mail.google.com/mail/', 'https://console.school.example/']);
    const alone = manifestOf(
      buildOnce({ MAILGPS_ADDON_SERVER_URL: 'https://gps.school.example', MAILGPS_CONSOLE_URL: '' }).manifest,
    );
    expect(alone.addOns.common.openLinkUrlPrefixes).toEqual(['https://mail.google.com/mail/', 'https://gps.school.example/']);
  });

  it.each(['http://gps.school.example', 'gps.school.example', 'javascript:alert(1)'])(
    'takes no other address than https: %s',
    (address) => {
      expect(() => buildOnce({ MAILGPS_ADDON_SERVER_URL: address })).toThrow(/must be an https address/);
    },
  );
});

describe('a build that would break in Gmail fails', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'addon-'));
    mkdirSync(join(folder, 'shared'));
    for (const part of ['addon', 'shared', 'appsscript.json', 'package.json'])
      cpSync(join(ROOT, part), join(folder, part), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const edit = (file: string, from: string, to: string) => {
    const path = join(folder, file);
    const source = readFileSync(path, 'utf8');
    expect(source).toContain(from);
    writeFileSync(path, source.replace(from, to));
  };
  const build = () =>
    execFileSync(process.execPath, [join(folder, 'addon/build.mjs'), '--json'], { encoding: 'utf8', stdio: 'pipe' });

  it('where a card names no function', () => {
    edit('addon/cards/home.ts', "call('onHomeAgain')", "call('onHomeAgian')");
    expect(build).toThrow(/No function of addon\/main\.ts has the name onHomeAgian/);
  });
  it('where the manifest names no function', () => {
    edit('appsscript.json', '"onMailOpened"', '"onMailOpend"');
    expect(build).toThrow(/No function of addon\/main\.ts has the name onMailOpend/);
  });
  it('where the bundle is larger than its budget', () => {
    edit('addon/texts/en.ts', "'MAIL GPS'", `'${'x'.repeat(20_000)}'`);
    expect(build).toThrow(/at most 60000 are allowed/);
  });
});
