import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { readConfig } from '../../server/config.ts';
import type { Log } from '../../server/mail/context.ts';
import type { Delivered } from '../../server/preview/gmail/control.ts';
import { type Overrides, type Wired, wire } from '../../server/wiring.ts';
import { keepLearned } from '../helpers/learned.ts';

type Role = 'staff' | 'admin';

/** A running installation with the console's pages, and nothing in the mailbox yet. One for all tests of a file. */
export interface ConsoleStage extends Wired {
  deliver(raw: string | Uint8Array): Promise<Delivered>;
  /** Puts a sample mail into the mailbox, by the number its name begins with. */
  sample(number: string): Promise<Delivered>;
  /** Calls the API by a person's token, past the pages. */
  call(role: Role, method: string, path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }>;
  /** Asks for a mail until it is in this state (by default: in any but the first), and gives it. */
  mailIn(id: string, state?: string): Promise<Record<string, unknown>>;
  /** The periods of a fact. */
  facts(key: string): Promise<Record<string, unknown>[]>;
  /** Until every mail in the mailbox has been decided on and the figures count it. */
  settled(mails: number): Promise<void>;
  /** An address that signs somebody in once. */
  link(role: Role): Promise<string>;
  /** A browser of its own, signed in by a one-time link (a new one unless given), on a page such as `mails?status=held`. */
  open(
    browser: Browser,
    place?: string,
    options?: BrowserContextOptions & { role?: Role; link?: string },
  ): Promise<OpenedConsole>;
  remove(): Promise<void>;
}

export interface OpenedConsole {
  page: Page;
  /** What the browser complained of: exceptions, refused scripts, failed requests. */
  complaints: string[];
  /** Goes to another page, and waits until it shows what it asked for. */
  go(place: string): Promise<void>;
}

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const SAMPLES = 'server/preview/samples';
const SCREENSHOTS = 'test-output/screenshots/console';
/** Far more than anything takes, and less than a test may: what was waited for is named. */
const PATIENCE_MS = 20_000;

export async function consoleStage(overrides: Overrides = {}): Promise<ConsoleStage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mailgps-console-'));
  const consolePages = join(dataDir, 'console');
  await promisify(execFile)(process.execPath, ['server/console/page/build.mjs', consolePages]);
  await keepLearned(dataDir);
  const config = readConfig({ PORT: '0', MAILGPS_DATA_DIR: dataDir });
  const wired = await wire(config, silent, { consolePages, notifications: {}, ...overrides });
  const { emulated, url } = wired;
  if (!emulated) throw new Error('The mailbox is not emulated.');

  const call: ConsoleStage['call'] = async (role, method, path, body) => {
    const headers = { authorization: `Bearer ${emulated.people[role].token}`, 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(url + path, { method, headers, ...sent });
    return { status: response.status, body: Object(await response.json()) };
  };
  const link = async (role: Role): Promise<string> =>
    `${url}${(await call('admin', 'POST', '/console/links', { role })).body.path}`;

  return {
    ...wired,
    deliver: (raw) => emulated.control.deliver(raw),
    async sample(number) {
      const name = (await readdir(SAMPLES)).find((file) => file.startsWith(number));
      return emulated.control.deliver(await readFile(join(SAMPLES, name ?? '')));
    },
    call,
    async mailIn(id, state) {
      for (;;) {
        const { status, body } = await call('staff', 'GET', `/api/mails/${id}?detail=true`);
        if (status === 200 && (state === undefined ? body.state !== 'received' : body.state === state)) return body;
        await new Promise<void>((next) => changed(wired, next));
      }
    },
    async facts(key) {
      const { items } = (await call('staff', 'GET', '/api/facts')).body;
      return Array.isArray(items) ? items.filter((fact) => fact.key === key) : [];
    },
    async settled(mails) {
      const decided = async (): Promise<number> => {
        const { items } = (await call('staff', 'GET', '/api/mails?limit=100')).body;
        return Array.isArray(items) ? items.filter(({ state }) => state !== 'received').length : 0;
      };
      while ((await decided()) < mails) await new Promise<void>((next) => changed(wired, next));
      await wired.jobs.run('stats');
    },
    link,
    async open(browser, place = '', { role = 'admin', link: given, ...options } = {}) {
      // Colours are what they will be at once.
      const still = { reducedMotion: 'reduce', locale: 'en-GB', viewport: { width: 1440, height: 900 } } as const;
      const context = await browser.newContext({ ...still, ...options });
      context.setDefaultTimeout(PATIENCE_MS);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      await page.goto(given ?? (await link(role)));
      const go = async (to: string): Promise<void> => {
        await page.goto(`${url}/console/#/${to}`);
        await shown(page);
      };
      await shown(page);
      if (place !== '') await go(place);
      return { page, complaints, go };
    },
    async remove() {
      await wired.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The next change of any mail, or the next look. */
function changed({ events }: Wired, next: () => void): void {
  const end = (): void => {
    clearTimeout(timer);
    stop();
    next();
  };
  const timer = setTimeout(end, 250);
  const stop = events.on(end);
}

/** The page stands, and nothing on it is still being asked for. */
async function shown(page: Page): Promise<void> {
  // The page before this one is still there until the new address was heard of and drawn.
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
  await page.locator('main h1').first().waitFor();
  await page.locator('main [aria-busy="true"]').first().waitFor({ state: 'detached' });
}

/** For people to look at; nothing compares it. The whole page, however long. */
export async function pictureOf(page: Page, name: string): Promise<void> {
  // What stands fixed would else stand in the middle of what lies above.
  await page.evaluate('scrollTo(0, 0)');
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), animations: 'disabled', fullPage: true });
}

/** At the end of a template's text. Not key by key: what is offered while one types is tested apart. */
export async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Text' }).click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.insertText(text);
}
