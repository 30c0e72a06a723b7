import { join } from 'node:path';
import { findCycle, importsOf, readSources } from './architecture/imports.ts';
import { violations, zoneOf } from './architecture/rules.ts';

const ROOT = join(__dirname, '..');
const sources = readSources(ROOT, ['shared', 'addon', 'server', 'test', 'bench']);
const OURS = /^(shared|addon|server)\//;

it('keeps the import rules of the house', () => {
  expect([...sources.keys()].filter((file) => OURS.test(file)).length).toBeGreaterThan(50);
  expect([...sources].flatMap(([file, source]) => violations(file, source))).toEqual([]);
});

it('has no files that load each other in a ring', () => {
  expect(findCycle(new Map([...sources].filter(([file]) => OURS.test(file))))).toBeNull();
});

it('has no commands that know who runs them, not even by a type', () => {
  const asking = [...sources].filter(
    ([file, source]) =>
      /^server\/cli\/(?!main\.ts)/.test(file) && importsOf(file, source).some(({ to }) => to === 'server/cli/run.ts'),
  );
  expect(asking.map(([file]) => file)).toEqual([]);
});

it('imports no file that does not exist', () => {
  const known = new Set([...sources.keys(), 'package.json']);
  const missing = [...sources]
    .filter(([file]) => OURS.test(file))
    .flatMap(([file, source]) => importsOf(file, source))
    .filter(({ to }) => !known.has(to) && !/\.(json|css|html|svg)$/.test(to));
  expect(missing).toEqual([]);
});

it('reads the environment in one place', () => {
  const readers = [...sources].filter(
    ([file, source]) => /^(shared|server)\/.*\.ts$/.test(file) && /\bprocess\s*\.\s*env\b|\bimport\.meta\.env\b/.test(source),
  );
  expect(readers.map(([file]) => file)).toEqual(['server/config.ts']);
});

it('keeps clocks and chance out of shared', () => {
  const impure =
    /\bDate\.now\(|\bnew Date\(\s*\)|\bMath\.random\(|\bcrypto\.(randomUUID|getRandomValues)\(|\bperformance\.now\(|\bset(Timeout|Interval)\(/;
  expect(
    [...sources].filter(([file, source]) => file.startsWith('shared/') && impure.test(source)).map(([file]) => file),
  ).toEqual([]);
  const nodeApi = /\bfrom\s+['"]node:|\bfrom\s+['"](fs|path|crypto|os|http|https|util|stream|url|buffer)['"]/;
  expect(
    [...sources].filter(([file, source]) => file.startsWith('shared/') && nodeApi.test(source)).map(([file]) => file),
  ).toEqual([]);
});

it('speaks of shapes by zod in the published contract alone', () => {
  const users = [...sources].filter(([file, source]) => file.startsWith('shared/') && /\bfrom\s+['"]zod['"]/.test(source));
  expect(users.map(([file]) => file).filter((file) => !/^shared\/api(?:\.ts|\/)/.test(file))).toEqual([]);
  expect(users.length).toBeGreaterThan(0);
});

it('keeps files short, or says at their head why not', () => {
  const long = [...sources].filter(([file, source]) => OURS.test(file) && source.split('\n').length > 301 && !hasReason(source));
  expect(long.map(([file]) => file)).toEqual([]);
});

/** The file begins with a comment that speaks of its length. */
function hasReason(source: string): boolean {
  const [head = ''] = /^(\/\*[\s\S]*?\*\/|(\/\/.*\n)+)/.exec(source) ?? [];
  return /\b(long|length)\b/.test(head);
}

describe('a planted violation is caught', () => {
  it.each([
    ['shared/decide.ts', "import { log } from '../server/log.ts';"],
    ['shared/decide.ts', "import type { Store } from '../server/store/store.ts';"],
    ['addon/main.ts', "import { x } from '../server/mail/handle-mail.ts';"],
    ['server/mail/handle-mail.ts', "import { openSqliteStore } from '../store/sqlite.ts';"],
    ['server/mail/handle-mail.ts', "import type { Connection } from '../store/sqlite/connection.ts';"],
    ['server/mail/parse/body.ts', "import { createGmailMailbox } from '../../mailbox/gmail.ts';"],
    ['server/mail/handle-mail.ts', "import { backupStore } from '../store/backup.ts';"],
    ['server/mail/handle-mail.ts', "import { createApp } from '../http/app.ts';"],
    ['server/mail/handle-mail.ts', "const { x } = await import('../brain/offline.ts');"],
    ['server/mail/handle-mail.ts', "export { x } from '../brain/offline/text.ts';"],
    ['server/mail/handle-mail.ts', "import {\n  a,\n  b,\n} from '../wake/in-process.ts';"],
    ['server/mail/handle-mail.ts', "import '../log.ts';"],
    ['server/mail/handle-mail.ts', "import { readConfig } from '../config.ts';"],
    ['server/jobs/purge.ts', "import { createFolderBlobs } from '../blobs/folder.ts';"],
    ['server/http/mails.ts', "import { wire } from '../wiring.ts';"],
    ['server/http/mails.ts', "import { createMistralBrain } from '../brain/mistral.ts';"],
    ['server/http/mails.ts', "import { run } from '../cli/run.ts';"],
    ['server/cli/backup.ts', "import { backupStore } from '../store/backup.ts';"],
    ['server/cli/users.ts', "import { startProcess } from '../preview/gmail/process.ts';"],
    ['server/brain/mistral.ts', "import { createOfflineBrain } from './offline.ts';"],
    ['server/brain/mistral.ts', "import { words } from './offline/text.ts';"],
    ['server/brain/offline.ts', "import type { Store } from '../store/store.ts';"],
    ['server/store/firestore.ts', "import { connect } from './sqlite/connection.ts';"],
    ['server/store/users.ts', "import { openSqliteStore } from './sqlite.ts';"],
    ['server/store/users.ts', "import { handleMail } from '../mail/handle-mail.ts';"],
    ['server/mailbox/mailbox.ts', "import { x } from './gmail.ts';"],
    ['server/mailbox/gmail.ts', "import { x } from '../mail/build-mime.ts';"],
    ['server/wiring.ts', "import { openSqliteStore } from './store/sqlite.ts';"],
    ['server/wiring.ts', "import { openEmulatedMailbox } from './preview/emulated.ts';"],
    ['server/preview/show.ts', "import { wire } from '../wiring.ts';"],
    ['server/preview/routes.ts', "import { handleMail } from '../mail/handle-mail.ts';"],
    ['server/preview/routes.ts', "import { App } from './page/app.tsx';"],
    ['server/preview/routes.ts', "import { createAppsScript } from './apps-script/apps-script.ts';"],
    ['server/preview/page/app.tsx', "import { createPreview } from '../routes.ts';"],
    ['server/preview/page/app.tsx', "import { limit } from '../page-api.ts';"],
    ['server/preview/page/card/panel.tsx', "import { parseMail } from '../../../mail/parse-mail.ts';"],
    ['server/preview/page/app.tsx', "import { main } from '../../../addon/main.ts';"],
    ['server/preview/apps-script/run.ts', "import { createTable } from '../table.ts';"],
    ['server/http/app.ts', "import { createPreview } from '../preview/routes.ts';"],
    ['server/adapters.ts', "import { createPreview } from './preview/routes.ts';"],
    ['server/pack/format.ts', "import { handleMail } from '../mail/handle-mail.ts';"],
    ['server/config.ts', "import { wire } from './wiring.ts';"],
    ['server/heap.ts', "import { readConfig } from './config.ts';"],
    ['test/mail/a.test.ts', "import { wire } from '../../server/wiring.ts';"],
  ])('%s: %s', (file, source) => {
    expect(violations(file, `/** Import rules. */\nimport { readFile } from 'node:fs/promises';\n${source}\n`)).toHaveLength(1);
  });

  it('in a ring of three files, but not through types or import()', () => {
    const ring = new Map([
      ['server/mail/a.ts', "import { b } from './b.ts';"],
      ['server/mail/b.ts', "import { c } from './c.ts';"],
      ['server/mail/c.ts', "import { a } from './a.ts';"],
    ]);
    expect(findCycle(ring)).toEqual(['server/mail/a.ts', 'server/mail/b.ts', 'server/mail/c.ts', 'server/mail/a.ts']);
    ring.set('server/mail/b.ts', "import type { C } from './c.ts';");
    expect(findCycle(ring)).toBeNull();
    ring.set('server/mail/b.ts', "await import('./c.ts');");
    expect(findCycle(ring)).toBeNull();
  });
});

it('takes a reason for a long file only at its head', () => {
  expect(hasReason('/** In one file, past the usual length, because … */\nimport x;')).toBe(true);
  expect(hasReason('import x;\n/** Past the usual length. */')).toBe(false);
  expect(hasReason('/** What it does. */\n')).toBe(false);
});

describe('what is allowed is not called a violation', () => {
  it.each([
    ['server/mail/handle-mail.ts', "import type { Store } from '../store/store.ts';"],
    ['server/mail/handle-mail.ts', "import { settings } from '../store/settings.ts';"],
    ['server/mail/parse/body.ts', "import { x } from './limits.ts';\nimport { y } from '../context.ts';"],
    ['server/brain/offline.ts', "import { words } from './offline/text.ts';\nimport type { Brain } from './brain.ts';"],
    ['server/mailbox/gmail.ts', "import { x } from './gmail-errors.ts';"],
    ['server/store/firestore.ts', "import { encodeDocument } from './document.ts';"],
    ['server/store/backup.ts', "import { openSqliteStore } from './sqlite.ts';"],
    ['server/wiring.ts', "const { openSqliteStore } = await import('./store/sqlite.ts');"],
    ['server/preview/read-mailbox.ts', "import { parseMail } from '../mail/parse-mail.ts';"],
    ['server/preview/page/app.tsx', "import type { Session } from '../page-api.ts';"],
    ['server/preview/page/card/panel.tsx', "import { run } from '../../apps-script/run.ts';"],
    ['test/browser/a.test.ts', "import { wire } from '../../server/wiring.ts';"],
    ['server/cli/backup.ts', "import { openWhole } from '../wiring.ts';"],
    ['test/e2e/a.test.ts', "import { wire } from '../../server/wiring.ts';"],
    ['server/mail/handle-mail.ts', "// import { x } from '../brain/offline.ts';\n/* import '../log.ts'; */"],
  ])('%s: %s', (file, source) => {
    expect(violations(file, source)).toEqual([]);
  });

  it('knows where a file belongs', () => {
    expect(
      [
        'server/store/sqlite/open.ts',
        'server/store/store.ts',
        'server/brain/brain.ts',
        'server/brain/offline/text.ts',
        'shared/mail.ts',
      ].map(zoneOf),
    ).toEqual(['adapter:store/sqlite', 'repository', 'port', 'adapter:brain/offline', 'shared']);
  });
});
