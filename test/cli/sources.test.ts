import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { findSources, type Item, itemsOf } from '../../server/cli/deliver/sources.ts';
import { useTempFolder } from '../helpers/temp-folder.ts';

const path = useTempFolder();
const MAIL = 'From: a@people.example\nSubject: hello\n\ntext\n';
const SEPARATOR = 'From a@people.example Thu Jan  1 00:00:00 2026';

async function itemsAt(...paths: string[]): Promise<Record<string, string>> {
  const items: Item[] = [];
  for (const source of await findSources(paths)) for await (const item of itemsOf(source)) items.push(item);
  const told = (item: Item) => ('problem' in item ? `problem: ${item.problem}` : Buffer.from(item.raw).toString());
  return Object.fromEntries(items.map((item) => [item.file.replace(`${path()}/`, ''), told(item)]));
}

test('a folder gives every mail in it, however deep, and passes over what is none', async () => {
  mkdirSync(path('all/deep/cur'), { recursive: true });
  writeFileSync(path('all/b.eml'), MAIL);
  writeFileSync(path('all/a.EML'), MAIL);
  writeFileSync(path('all/deep/cur/1700000000.M1P1.host:2,S'), MAIL);
  writeFileSync(path('all/deep/box.mbox'), `${SEPARATOR}\n${MAIL}\n${SEPARATOR}\nnothing\n`);
  writeFileSync(path('all/notes.txt'), 'Dear all,\nsee you\n');
  writeFileSync(path('all/.hidden.eml'), MAIL);
  writeFileSync(path('all/empty.eml'), '');
  symlinkSync(path('all'), path('all/deep/again'));
  expect(await itemsAt(path('all'))).toEqual({
    'all/a.EML': MAIL,
    'all/b.eml': MAIL,
    'all/deep/box.mbox#1': MAIL,
    'all/deep/box.mbox#2': expect.stringMatching(/^problem: not a mail/),
    'all/deep/cur/1700000000.M1P1.host:2,S': MAIL,
    'all/empty.eml': 'problem: empty',
  });
});

test('each path that gives no mail says why in one line', async () => {
  mkdirSync(path('none'), { recursive: true });
  writeFileSync(path('picture.eml'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]));
  writeFileSync(path('outlook.msg'), Buffer.from('d0cf11e0a1b11ae1', 'hex'));
  writeFileSync(path('huge.eml'), MAIL);
  truncateSync(path('huge.eml'), 40 * 1024 * 1024);
  expect(
    await itemsAt(path('none'), path('missing'), path('picture.eml'), path('outlook.msg'), path('huge.eml'), '/dev/null'),
  ).toEqual({
    none: 'problem: a folder without mails',
    missing: 'problem: there is no such file or folder',
    'picture.eml': expect.stringMatching(/^problem: not a mail/),
    'outlook.msg': 'problem: a message of Outlook: save it as .eml first',
    'huge.eml': 'problem: larger than a mail may be (35 MB)',
    '/dev/null': 'problem: neither a file nor a folder',
  });
});

test('a file that may not be read stops nothing', async () => {
  mkdirSync(path('locked'), { recursive: true });
  writeFileSync(path('locked/a.eml'), MAIL);
  writeFileSync(path('locked/b.eml'), MAIL);
  chmodSync(path('locked/a.eml'), 0o000);
  const found = await itemsAt(path('locked'));
  expect(found['locked/b.eml']).toBe(MAIL);
  // Root reads everything.
  if (process.getuid?.() !== 0) expect(found['locked/a.eml']).toBe('problem: may not be read: check its permissions');
});
