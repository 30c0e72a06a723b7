import { type Import, importsOf } from './imports.ts';

/** Ports have their folder's name; every other file of such a folder belongs to an adapter. */
const PORT_FOLDERS = ['mailbox', 'blobs', 'brain', 'wake', 'alerts'];
/** What all adapters of a port do alike: part of the port. */
const PORT_PARTS = ['server/wake/work-queue.ts', 'server/wake/pubsub-names.ts'];
/** Files of server/store that are an adapter, or part of one; the others are the port and the repositories. */
const STORE_ADAPTERS: Record<string, string> = { sqlite: 'sqlite', backup: 'sqlite', firestore: 'firestore' };
/** Made by the wiring and handed down: the path knows them by the types of its context. */
const COMMON = ['server/log.ts', 'server/metrics.ts', 'server/events.ts', 'server/version.ts'];
/** Steps of the start that the wiring takes one after the other. */
const START = ['server/first-start.ts', 'server/listen.ts', 'server/ticking.ts'];
/** What puts the product together: the one file that picks adapters, and the one that joins them. */
const WIRING = ['server/adapters.ts', 'server/wiring.ts', 'server/administration.ts', 'server/checking.ts'];
const CONTEXT = 'server/mail/context.ts';
/** What the pack asks of the path to check itself: pure functions. */
const CHECKS = /^server\/mail\/(check-template|render-reply)\.ts$/;
/** Tools that judge a port's answers and pick none of its adapters. */
const TOOLS = ['server/brain/evaluate.ts'];

/** Folder or part of the house that a file belongs to; adapters as `adapter:brain/mistral`. */
export function zoneOf(file: string): string {
  const [top = '', folder = '', name = ''] = file.split('/');
  if (top !== 'server') return top;
  if (TOOLS.includes(file)) return 'tool';
  if (PORT_PARTS.includes(file)) return 'port';
  if (file.endsWith('/build.mjs') || ['server/publish.mjs', 'server/browser-bundle.mjs'].includes(file)) return 'build';
  if (COMMON.includes(file)) return 'common';
  // What runs in a browser, or in Apps Script's place: neither knows Node.
  if (folder === 'preview' && name === 'page') return 'page';
  if (folder === 'preview' && name === 'apps-script') return 'apps-script';
  if (folder === 'console' && name === 'page') return 'console-page';
  if (START.includes(file)) return 'start';
  if (WIRING.includes(file)) return 'wiring';
  if (name === '') return folder.replace(/\.\w+$/, '');
  const stem = name.replace(/\.\w+$/, '');
  if (PORT_FOLDERS.includes(folder)) return name === `${folder}.ts` ? 'port' : `adapter:${folder}/${stem}`;
  if (folder === 'cloud') return name === 'cloud.ts' ? 'port' : 'adapter:cloud';
  if (folder === 'store') return STORE_ADAPTERS[stem] ? `adapter:store/${STORE_ADAPTERS[stem]}` : 'repository';
  return folder;
}

/** What each part may import besides itself (CONTRIBUTING.md). What is not named here may import nothing of ours. */
const MAY: Record<string, readonly string[]> = {
  shared: [],
  addon: ['shared'],
  port: ['shared'],
  repository: ['shared', 'port'],
  common: ['shared', 'package.json'],
  tool: ['shared', 'port'],
  checks: ['shared', 'port', 'repository', 'pack', 'mail'],
  pack: ['shared'],
  mail: ['shared', 'port', 'repository', 'pack'],
  jobs: ['shared', 'port', 'repository', 'pack', 'mail'],
  http: ['shared', 'port', 'repository', 'pack', 'mail', 'jobs'],
  cli: ['shared', 'port', 'repository', 'pack', 'mail', 'jobs', 'config', 'common', 'tool', 'checks', 'wiring'],
  // What the pages share: looks, and parts that know nothing of a page.
  'page-kit': ['shared'],
  'console-page': ['shared', 'page-kit'],
  console: ['shared'],
  preview: ['shared', 'port', 'config'],
  'apps-script': ['shared'],
  page: ['shared', 'apps-script', 'page-kit'],
  config: ['shared'],
  // The preview's page comes with the add-on as it is pushed.
  build: ['addon'],
  start: ['shared', 'port', 'repository', 'pack', 'mail', 'jobs', 'config'],
  // How V8 is set stands in a file that loads nothing: it must run before anything else is loaded.
  main: ['shared', 'config', 'common', 'heap', 'wiring'],
};

/** The preview shows mails as the product reads them; of the path itself it knows nothing. */
const READS_MAIL = 'server/mail/parse-mail.ts';
/** What goes between the page and its routes. */
const PAGE_API = 'server/preview/page-api.ts';

/** Names that the server and the administration of Google Cloud must agree on. */
const CLOUD_NAMES = ['server/wake/pubsub-names.ts'];

/** Who may load the wiring. */
const WHOLE = /^(server\/main\.ts|server\/cli\/|test\/(e2e|browser)\/|test\/mutations\/|bench\/)/;
/** The command that puts mail into the running stand-in speaks to it by its control client. */
const CONTROL = /^server\/preview\/(running|gmail\/control(-client|-wire)?)\.ts$/;

/** A sentence for each import of `file` that the rules do not allow. */
export function violations(file: string, source: string): string[] {
  return importsOf(file, source)
    .filter((item) => !allowed(item))
    .map(
      ({ from, to, kind }) =>
        `${from} imports ${to}${kind === 'dynamic' ? ' (dynamically)' : ''}: ${zoneOf(from)} may not import ${zoneOf(to)}`,
    );
}

function allowed({ from, to, kind }: Import): boolean {
  const source = zoneOf(from);
  const target = zoneOf(to);
  if (target === 'wiring') return WHOLE.test(from) || source === 'wiring' || (source === 'preview' && kind === 'type');
  if (source === 'test' || source === 'bench') return true;
  if (source === 'page' && to === PAGE_API) return kind === 'type';
  if (source === 'preview') {
    if (to === READS_MAIL) return true;
    // The page is built and served as files.
    if (target === 'page') return false;
    if (target === 'apps-script') return kind === 'type';
  }
  if (target === 'preview' && source !== 'preview') {
    // Production never loads the stand-in, and its bundle may leave it out.
    if (source === 'wiring' || source === 'main') return kind !== 'static';
    return from.startsWith('server/cli/deliver') && CONTROL.test(to);
  }
  if (source === 'wiring') return kind !== 'static' || !target.startsWith('adapter:');
  if (source.startsWith('adapter:')) return adapterMay(source, target, from, to);
  if (source === 'common' && to === CONTEXT) return kind === 'type';
  if (source === 'pack' && CHECKS.test(to)) return true;
  return source === target || (MAY[source] ?? []).includes(target);
}

/** Its port, shared, and files of its own (`gmail.ts`, `gmail-errors.ts`, `gmail/…`); a store also what all stores share. */
function adapterMay(source: string, target: string, from: string, to: string): boolean {
  if (target === 'shared') return true;
  if (source === 'adapter:cloud' && CLOUD_NAMES.includes(to)) return true;
  if (target === 'repository') return source.startsWith('adapter:store/');
  const folder = from.split('/').slice(0, 2).join('/');
  if (target === 'port') return to.startsWith(`${folder}/`);
  const family = (zone: string) => zone.split('-')[0];
  return family(target) === family(source);
}
