import { spawnSync } from 'node:child_process';
import { bundleScript } from '../helpers/child.ts';
import { useTempFolder } from '../helpers/temp-folder.ts';
import { say } from './support/capture.ts';

const path = useTempFolder();

test('wrong usage gives 2 and says what there is', async () => {
  expect((await say(path())).code).toBe(2);
  expect(await say(path(), 'delver')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Did you mean deliver?') });
  expect(await say(path(), 'deliver')).toMatchObject({
    code: 2,
    err: expect.stringContaining("missing required argument 'path'"),
  });
  expect((await say(path(), 'deliver', 'x.eml', '--quick')).code).toBe(2);
  expect((await say(path(), 'grant', 'a@school.example', 'boss')).code).toBe(2);
  expect((await say(path(), 'eval', 'x', '--cross-validate', '1')).code).toBe(2);
});

test('help is no error, overall and of each command', async () => {
  const help = await say(path(), '--help');
  expect(help).toMatchObject({ code: 0, err: '' });
  for (const command of ['deliver', 'console', 'eval', 'setup', 'check', 'grant', 'policy', 'backup', 'restore', 'version']) {
    expect(help.out).toContain(`  ${command}`);
    expect(await say(path(), command, '--help')).toMatchObject({ code: 0, out: expect.stringContaining(`-- ${command}`) });
  }
});

test('the version, for people and for machines', async () => {
  expect((await say(path(), 'version')).out).toMatch(/^MAIL GPS \d+\.\d+\.\d+ \(Node /);
  expect((await say(path(), 'version', '--json')).lines()).toEqual([
    { mailgps: expect.any(String), node: process.versions.node },
  ]);
});

test('as a process: exit codes, results on the standard output, errors on the other', () => {
  const bundle = bundleScript('server/cli/main.ts');
  const start = (env: Record<string, string>, ...args: string[]) =>
    spawnSync(process.execPath, [bundle, ...args], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, ...env },
    });
  expect(start({}, 'version', '--json')).toMatchObject({ status: 0, stderr: '' });
  expect(start({}, 'nothing')).toMatchObject({ status: 2, stdout: '' });
  const nobody = start({ MAILGPS_DATA_DIR: path('empty') }, 'deliver', 'x.eml');
  expect(nobody).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/^MAIL GPS is not running on .*\n$/) });
  const misled = start({ MAILGPS_STOER: 'sqlite' }, 'deliver', 'x.eml');
  expect(misled).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining('MAILGPS_STOER: there is no such setting'),
  });
});
