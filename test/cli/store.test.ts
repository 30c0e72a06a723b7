import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultPolicy } from '../../server/pack/default-policy.ts';
import { listAudit } from '../../server/store/audit.ts';
import { policies } from '../../server/store/collections.ts';
import { readRestoreMark } from '../../server/store/restore-mark.ts';
import { headVersion, install } from '../../server/store/settings.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { listUsers } from '../../server/store/users.ts';
import { DEFAULT_SETTINGS } from '../../shared/policy.ts';
import { useTempFolder } from '../helpers/temp-folder.ts';
import { say } from './support/capture.ts';

const path = useTempFolder();

async function inStore<T>(folder: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openSqliteStore({ file: join(folder, 'mailgps.db') });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function installation(name: string): Promise<string> {
  mkdirSync(path(name), { recursive: true });
  await inStore(path(name), (store) => install(store, defaultPolicy(Date.now()), DEFAULT_SETTINGS));
  return path(name);
}

test('the first admin of a new installation, and the end of a role', async () => {
  const given = await say(path('new'), 'grant', 'Head@School.example', 'admin', '--json');
  expect(given.lines()).toEqual([{ id: expect.any(String), address: 'head@school.example', role: 'admin', boundAt: null }]);
  expect((await say(path('new'), 'grant', 'head@school.example', 'none')).out).toBe(
    'head@school.example may do nothing any more.\n',
  );
  await inStore(path('new'), async (store) => {
    expect(await listUsers(store)).toEqual([expect.objectContaining({ email: 'head@school.example', role: null })]);
    const { items } = await listAudit(store, { limit: 10 });
    expect(items.map(({ data }) => [data.actor, data.action, data.detail.role])).toEqual([
      ['system', 'role', null],
      ['system', 'role', 'admin'],
    ]);
    expect(JSON.stringify(items)).not.toContain('school.example');
  });
  expect(await say(path('new'), 'grant', 'nobody', 'staff')).toMatchObject({
    code: 1,
    err: 'Not a mail address (such as somebody@school.example).\n',
  });
});

test('a backup made, and put back over what is there only when told to', async () => {
  const folder = await installation('kept');
  const made = await say(folder, 'backup', path('copy'), '--json');
  expect(made.lines()).toEqual([expect.objectContaining({ target: path('copy'), files: 1, bytes: expect.any(Number) })]);
  expect(await say(folder, 'backup', path('copy'))).toMatchObject({ code: 1, err: expect.stringMatching(/exists already/) });

  expect(await say(path('back'), 'restore', path('copy'))).toMatchObject({ code: 0, err: '' });
  expect(await say(path('back'), 'restore', path('copy'))).toMatchObject({ code: 1, err: expect.stringMatching(/--overwrite/) });
  const restored = await say(path('back'), 'restore', path('copy'), '--overwrite');
  expect(restored).toMatchObject({ code: 0, err: '' });
  expect(restored.out).toMatch(/What stood there is in .*\nNothing is sent until the server has found/);
  await inStore(path('back'), async (store) => {
    expect(await headVersion(store)).toBe(1);
    expect(await readRestoreMark(store)).not.toBeNull();
  });
  expect((await say(folder, 'restore', path('nothing'))).err).toMatch(/is not a backup/);
});

describe('policy', () => {
  test('what was exported is what is in force: importing it publishes nothing', async () => {
    const folder = await installation('same');
    expect((await say(folder, 'policy', 'export', path('pack.json'))).out).toBe(`${path('pack.json')} holds policy 1\n`);
    const again = await say(folder, 'policy', 'import', path('pack.json'));
    expect(again).toMatchObject({ code: 0, out: expect.stringContaining('nothing to publish') });
    expect((await say(folder, 'policy', 'export', path('pack.json'))).err).toMatch(/exists already/);
    expect((await say(folder, 'policy', 'export', '-')).out).toBe(readFileSync(path('pack.json'), 'utf8'));
  });

  test('an edited pack becomes the next policy: new versions of answers, retired categories, nothing lost', async () => {
    const folder = await installation('edited');
    const pack = JSON.parse((await say(folder, 'policy', 'export', '-')).out);
    pack.templates = pack.templates.filter((t: { categoryId: string }) => t.categoryId !== 'fees');
    pack.templates.find((t: { categoryId: string }) => t.categoryId === 'absence').subject = 'Another subject';
    pack.categories = pack.categories.filter(({ id }: { id: string }) => id !== 'fees');
    writeFileSync(path('edited.json'), JSON.stringify(pack));

    const tried = await say(folder, 'policy', 'import', '--dry-run', path('edited.json'));
    expect(tried).toMatchObject({ code: 0, out: expect.stringContaining('Nothing was published (--dry-run).') });
    expect(await inStore(folder, headVersion)).toBe(1);

    const [told] = (await say(folder, 'policy', 'import', '--json', path('edited.json'))).lines();
    expect(told).toMatchObject({
      published: 2,
      changes: {
        'categories retired': ['fees'],
        'answers changed': ['absence.fr'],
        'answers withdrawn': expect.arrayContaining(['fees.fr', 'fees.en']),
      },
    });
    await inStore(folder, async (store) => {
      const policy = (await policies.get(store, '2'))?.data;
      expect(policy?.categories.find(({ id }) => id === 'fees')).toMatchObject({ retired: true });
      const versions = policy?.templates.filter(({ id }) => id === 'absence.fr') ?? [];
      expect(versions.map(({ version, subject }) => [version, subject === 'Another subject'])).toEqual([
        [1, false],
        [2, true],
      ]);
      expect(policy?.templates.filter(({ categoryId, published }) => categoryId === 'fees' && published)).toEqual([]);
    });
  });

  test('a pack with an error is told about and not published', async () => {
    const folder = await installation('wrong');
    const pack = JSON.parse((await say(folder, 'policy', 'export', '-')).out);
    pack.templates[0].body = 'Hello {{facts.nothing-like-this}}';
    writeFileSync(path('wrong.json'), JSON.stringify(pack));
    const said = await say(folder, 'policy', 'import', path('wrong.json'));
    expect(said).toMatchObject({ code: 1, err: expect.stringMatching(/^error: .*\n[\s\S]*Nothing was published/) });
    expect(await inStore(folder, headVersion)).toBe(1);
    writeFileSync(path('form.json'), '{"format": "mailgps-pack"}');
    expect((await say(folder, 'policy', 'import', path('form.json'))).err).toMatch(
      /is not a pack that can be used:\n {2}- version: /,
    );
  });

  test('nothing published yet: what to do', async () => {
    expect(await say(path('blank'), 'policy', 'export', '-')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/start the server once/),
    });
  });
});
