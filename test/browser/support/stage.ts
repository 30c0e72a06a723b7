import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { readConfig } from '../../../server/config.ts';
import type { Log } from '../../../server/mail/context.ts';
import type { Delivered } from '../../../server/preview/gmail/control.ts';
import { type Wired, wire } from '../../../server/wiring.ts';
import type { Settings } from '../../../shared/policy.ts';
import { keepLearned } from '../../helpers/learned.ts';

/** The running installation of `npm start`, with its page, and nothing in the mailbox yet. */
export interface Stage extends Wired {
  /** Puts a sample mail into the mailbox, by the number its name begins with. */
  sample(number: string): Promise<Delivered>;
  deliver(raw: string | Uint8Array): Promise<Delivered>;
  /** Mails that left the mailbox, as text; of one conversation where it is named. */
  sent(threadId?: string): Promise<string[]>;
  settings(change: Record<string, unknown>): Promise<void>;
  open(browser: Browser, options?: BrowserContextOptions, path?: string): Promise<Opened>;
  remove(): Promise<void>;
}

export interface Opened {
  page: Page;
  /** What the browser complained of: exceptions, refused scripts, failed requests. */
  complaints: string[];
  list: Locator;
  mail: Locator;
  panel: Locator;
}

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const SAMPLES = 'server/preview/samples';
const SCREENSHOTS = 'test-output/screenshots';

export async function stage(settings: Partial<Settings> = {}): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mailgps-browser-'));
  const pages = join(dataDir, 'page');
  await promisify(execFile)(process.execPath, ['server/preview/page/build.mjs', pages]);
  await keepLearned(dataDir);
  const config = readConfig({ PORT: '0', MAILGPS_DATA_DIR: dataDir });
  const wired = await wire(config, silent, { pages, notifications: {}, settings });
  const emulated = wired.emulated;
  if (!emulated) throw new Error('The mailbox is not emulated.');
  const deliver = (raw: string | Uint8Array) => emulated.control.deliver(raw);

  return {
    ...wired,
    deliver,
    async sample(number) {
      const name = (await readdir(SAMPLES)).find((file) => file.startsWith(number));
      return deliver(await readFile(join(SAMPLES, name ?? '')));
    },
    async sent(threadId) {
      const all = await emulated.control.sent();
      const wanted = all.filter((mail) => threadId === undefined || mail.threadId === threadId);
      return Promise.all(wanted.map((mail) => textOf(mail.raw)));
    },
    async settings(change) {
      const headers = { authorization: `Bearer ${emulated.people.admin.token}`, 'content-type': 'application/json' };
      const { revision } = Object(await (await fetch(`${wired.url}/api/settings`, { headers })).json());
      const body = JSON.stringify({ revision, ...change });
      const response = await fetch(`${wired.url}/api/settings`, { method: 'PATCH', headers, body });
      if (!response.ok) throw new Error(await response.text());
    },
    async open(browser, options = {}, path = '/') {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', ...options });
      // Far more than anything takes, and less than a test may: what was waited for is named.
      context.setDefaultTimeout(20_000);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      await page.goto(wired.url + path);
      return {
        page,
        complaints,
        list: page.locator('.mail-list'),
        mail: page.getByRole('main'),
        panel: page.locator('.addon'),
      };
    },
    async remove() {
      await wired.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** For people to look at; nothing compares it. */
export async function screenshot(page: Page, name: string): Promise<void> {
  await mkdir(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), animations: 'disabled' });
}

async function textOf(raw: Uint8Array): Promise<string> {
  const { default: PostalMime } = await import('postal-mime');
  const { subject, text } = await PostalMime.parse(raw);
  return `${subject}\n\n${text}`;
}
