import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { grantRole } from '../../server/store/users.ts';
import { type Booted, boot } from '../e2e/support/boot.ts';
import { eml } from '../e2e/support/eml.ts';
import { useTempFolder } from '../helpers/temp-folder.ts';
import { say } from './support/capture.ts';

const path = useTempFolder();
const mailCalled = (subject: string): string => eml({ subject }).replaceAll('\r\n', '\n');

describe('deliver', () => {
  let app: Booted;
  beforeAll(async () => {
    app = await boot();
    await grantRole(app.ctx.store, 'staff@ecole.example', 'staff', Date.now());
  });
  afterAll(() => app.remove());

  test('a file, a folder and an mbox: what happened to each mail, in their order', async () => {
    mkdirSync(path('folder/deep'), { recursive: true });
    writeFileSync(path('one.eml'), eml({ subject: 'timetable one', headers: ['List-Id: <news.people.example>'] }));
    writeFileSync(path('folder/two.eml'), eml({ subject: 'timetable 0.42' }));
    writeFileSync(path('folder/deep/three.eml'), eml({ subject: 'none three' }));
    const from = 'From a@people.example Thu Jan  1 00:00:00 2026';
    writeFileSync(path('box'), `${from}\n${mailCalled('fees four')}\n${from}\n${mailCalled('timetable five')}\n`);

    const said = await say(app.dataDir, 'deliver', '--json', path('one.eml'), path('folder'), path('box'));
    expect(said).toMatchObject({ code: 0, err: '' });
    const lines = said.lines();
    expect(lines.map(({ file, subject, state }) => [String(file).replace(`${path()}/`, ''), subject, state])).toEqual([
      ['one.eml', 'timetable one', 'ignored'],
      ['folder/deep/three.eml', 'none three', 'suggested'],
      ['folder/two.eml', 'timetable 0.42', 'suggested'],
      ['box#1', 'fees four', 'suggested'],
      ['box#2', 'timetable five', expect.stringMatching(/^(held|replied)$/)],
    ]);
    expect(lines[2]).toEqual({
      file: path('folder/two.eml'),
      id: expect.any(String),
      messageId: expect.stringContaining('@people.example'),
      from: 'jeanne@people.example',
      subject: 'timetable 0.42',
      language: 'fr',
      category: 'timetable',
      confidence: 0.42,
      state: 'suggested',
      reasons: ['low-confidence'],
      dueAt: null,
    });
  });

  test('for people: a table, and the reasons in words', async () => {
    writeFileSync(path('table.eml'), eml({ subject: 'none table\u001b[2J' }));
    const { code, out } = await say(app.dataDir, 'deliver', path('table.eml'));
    expect(code).toBe(0);
    expect(out).toMatch(/^file +subject +category +conf +state +why\n/);
    expect(out).toMatch(/none table.* none +0\.99 +suggested +No category fits/);
    expect(out).toContain('1 mail delivered: 1 suggested');
    expect(out).not.toContain('\u001b');
  });

  test('what cannot be delivered is told, the others are delivered, and the exit code says that something is amiss', async () => {
    writeFileSync(path('good.eml'), eml({ subject: 'none good' }));
    writeFileSync(path('empty.eml'), '');
    const said = await say(app.dataDir, 'deliver', path('missing.eml'), path('empty.eml'), path('good.eml'));
    expect(said.code).toBe(1);
    expect(said.err.split('\n')).toEqual([
      `${path('missing.eml')}: there is no such file or folder`,
      `${path('empty.eml')}: empty`,
      '2 not delivered, as said above',
      '',
    ]);
    expect(said.out).toContain('1 mail delivered: 1 suggested');
    const machine = await say(app.dataDir, 'deliver', '--json', path('empty.eml'));
    expect(machine).toMatchObject({ code: 1, err: '' });
    expect(machine.lines()).toEqual([{ file: path('empty.eml'), error: 'empty' }]);
  });

  test('with --wait-replies a held reply is followed until it left', async () => {
    writeFileSync(path('wait.eml'), eml({ subject: 'timetable wait' }));
    const said = await say(app.dataDir, 'deliver', '--json', '--wait-replies', path('wait.eml'));
    expect(said.lines()).toEqual([expect.objectContaining({ state: 'replied', dueAt: null })]);
  });

  test('the mail arrives to the byte', async () => {
    const raw = Buffer.concat([Buffer.from(eml({ subject: 'none bytes' })), Buffer.from([0xff, 0xfe, 0x00, 0x0d])]);
    writeFileSync(path('bytes.eml'), raw);
    const [line] = (await say(app.dataDir, 'deliver', '--json', path('bytes.eml'))).lines();
    const stored = Buffer.from((await app.ctx.mailbox.fetchRaw(String(line?.id))).raw);
    expect(stored.subarray(-raw.length).equals(readFileSync(path('bytes.eml')))).toBe(true);
  });
});

test('without a running server: one line that says what to do', async () => {
  const said = await say(path('nobody'), 'deliver', path('x.eml'));
  expect(said).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^MAIL GPS is not running on .*: start it .*\n$/) });
});

test('a file left behind by a killed server is not taken for a running one', async () => {
  mkdirSync(path('killed'));
  writeFileSync(path('killed/running.json'), JSON.stringify({ url: 'http://127.0.0.1:9', pid: 1 }));
  expect(await say(path('killed'), 'deliver', path('x.eml'))).toMatchObject({
    code: 1,
    err: expect.stringMatching(/not running/),
  });
});
