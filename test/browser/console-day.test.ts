import { show } from '../../server/preview/show.ts';
import { atNoon } from '../helpers/noon.ts';
import { type ConsoleStage, consoleStage, type OpenedConsole, pictureOf, write } from './console.ts';
import { describeInBrowser } from './support/chromium.ts';

/** A certificate that leaves by itself, one that only a person may answer, and a lost umbrella. */
const SAMPLES = ['03', '19', '26'];

const TABLE = [
  'Date;Intitulé;Début;Fin',
  '10/12/2026;Partiel de droit;09:00;12:00',
  '32/12/2026;Impossible;09:00;10:00',
  '11/12/2026;À rebours;14:00;13:00',
  '12/12/2026;Oral;10:00;11:00',
];

/** One installation, one person, one browser: each step goes on from what the steps before it left. */
describeInBrowser('an admin’s day in the console', (browser) => {
  let app: ConsoleStage;
  let opened: OpenedConsole;
  let link: string;
  beforeAll(async () => {
    app = await consoleStage({ settings: { holdMs: 0 }, policy: atNoon });
    for (const number of SAMPLES) await app.sample(number);
    await app.settled(SAMPLES.length);
    link = await linkInTerminal(app);
    opened = await app.open(browser(), '', { link });
  }, 90_000);
  afterAll(() => app.remove());

  it('begins with the link that the terminal prints, which lets nobody else in', async () => {
    const { page } = opened;
    await page.getByRole('banner').getByText('Administrator').waitFor();
    expect(page.url()).toBe(`${app.url}/console/`);
    const stranger = await (await browser().newContext({ locale: 'en-GB' })).newPage();
    await stranger.goto(link);
    await stranger.getByText('This link was used already, or is too old.').waitFor();
    await stranger.context().close();
  });

  it('leads from a figure to its mails, and counts what comes while one looks', async () => {
    const { page, go } = opened;
    await go('today');
    const plot = page.locator('.plot .u-over');
    await plot.waitFor();
    await page.evaluate(`document.querySelector('.plot canvas').dataset.first = 'yes'`);
    const received = page.getByRole('link', { name: /^Mails received/ });
    await expect(received.textContent()).resolves.toMatch(/^Mails received3/);
    await app.sample('17');
    await app.settled(SAMPLES.length + 1);
    await received.filter({ hasText: 'Mails received4' }).waitFor();
    // New figures in the plot that was there: it was not made anew.
    expect(await page.locator('.plot canvas').getAttribute('data-first')).toBe('yes');
    await received.click();
    await page.waitForURL(/#\/mails\?from=\d{4}-\d\d-\d\d&until=\d{4}-\d\d-\d\d$/);
    await page.getByRole('main').getByText('Plan de estudios').first().waitFor();
    await page.goBack();
    // The last of seven columns is today's.
    const { width = 0, height = 0 } = (await plot.boundingBox()) ?? {};
    await plot.click({ position: { x: (width * 6.5) / 7, y: height - 10 } });
    await page.waitForURL(/#\/mails\?from=(\d{4}-\d\d-\d\d)&until=\1$/);
    await page.getByRole('main').getByText('Plan de estudios').first().waitFor();
  });

  it('refuses a template with an error, at its line, keeps it as a draft, and answers the next mail with the right one', async () => {
    const { page, go } = opened;
    await go('templates/programme.en');
    await page.frameLocator('iframe').getByText('Dear Robin Example').waitFor();
    await write(page, '\n\n{{fact.opening-balls}}');
    await page.getByText('Text, line').click();
    await page.getByText('While an error is left').waitFor();
    expect(await page.getByRole('button', { name: 'Save and use' }).isDisabled()).toBe(true);
    await pictureOf(page, 'template-error');
    await page.getByRole('button', { name: 'Keep as draft' }).click();
    await page.getByText('Version 2 is kept as a draft').waitFor();
    expect(await inForce(app, 'programme.en')).toBe(1);

    await page.getByRole('textbox', { name: 'Text' }).click();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.press('Shift+Home');
    // Words typed over a selection keep its looks in Chromium by a style attribute, which the page's policy refuses, and says so.
    await page.keyboard.press('Backspace');
    await page.keyboard.type('We look forward to {{cam');
    await page.getByRole('option', { name: /fact\.campus-address/ }).click();
    await page.frameLocator('iframe').getByText('We look forward to').waitFor();
    await page.getByText('No errors.').waitFor();
    await page.getByRole('button', { name: 'Save and use' }).click();
    await page.getByText('Version 3 is in force').waitFor();

    const { id } = await app.sample('02');
    const { reply } = await app.mailIn(id, 'replied');
    expect(reply).toMatchObject({ templateVersion: 3, text: expect.stringContaining('We look forward to') });
    await go(`mails/${id}`);
    const sent = page.locator('.step', { has: page.getByRole('heading', { name: /^Sent/ }) });
    await sent.getByRole('link', { name: 'Courses and programmes (in English), version 3' }).waitFor();
    await sent.locator('summary').click();
    await sent.getByText(/We look forward to \d+ rue/).waitFor();
    await pictureOf(page, 'mail-new-version');
  }, 60_000);

  it('announces a fact that is over, and lets no reply that needs it leave by itself, for that reason', async () => {
    const { page, go } = opened;
    const [{ validFrom } = { validFrom: '' }] = await app.facts('programme-pages');
    await go('facts?key=programme-pages');
    await page.getByRole('button', { name: /^End:/ }).click();
    const box = page.getByRole('dialog');
    await box.getByLabel('Last day it holds').fill(String(validFrom));
    await box.getByRole('button', { name: 'End', exact: true }).click();
    await page.getByRole('heading', { name: 'To renew' }).waitFor();
    await page.locator('.notice-bar li', { hasText: 'no longer holds' }).first().waitFor();
    await pictureOf(page, 'facts-expired');

    const { id } = await app.sample('25');
    expect(await app.mailIn(id)).toMatchObject({ state: 'suggested', reply: null });
    await go(`mails/${id}`);
    const decided = page.locator('.step', { has: page.getByRole('heading', { name: /^Decided/ }) });
    await decided.getByText('Suggest to staff').waitFor();
    await decided.getByRole('listitem').getByText('A fact the answer needs is out of date').waitFor();
    await page.getByText('Programme pages').or(page.getByText('programme-pages')).first().waitFor();
  }, 60_000);

  it('turns auto-mode off: what is held becomes suggestions, and it says how many', async () => {
    const { page, go, complaints } = opened;
    await go('auto-mode');
    await page.getByLabel('Hold before sending').fill('60');
    await page.getByRole('button', { name: 'Check and save…' }).click();
    const box = page.getByRole('dialog');
    await box.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    const held = await Promise.all(['08', '21'].map((number) => app.sample(number)));
    for (const { id } of held) await app.mailIn(id, 'held');
    await page.getByText('2 mails are held before they leave').waitFor();

    await page.getByRole('button', { name: 'Turn off…' }).click();
    await box.getByText('2 held mails become suggestions.').waitFor();
    // Another admin was quicker with something else: nothing is lost, and nothing is done on what was not seen.
    const { revision } = (await app.call('admin', 'GET', '/api/settings')).body;
    await app.call('admin', 'PATCH', '/api/settings', { revision, holdMs: 7_200_000 });
    await box.getByRole('button', { name: 'Turn off', exact: true }).click();
    await box.getByText('Nothing was saved.').waitFor();
    await box.getByRole('button', { name: 'Turn off', exact: true }).click();
    await box.getByText('2 held mails have become suggestions.').waitFor();
    await box.getByRole('link', { name: 'See what waits for a person' }).click();
    const row = page.locator('.mail-table tbody tr', { hasText: 'Absence' });
    await row.getByText('To answer').waitFor();
    expect((await app.call('staff', 'GET', '/api/mails?status=held')).body.items).toEqual([]);
    await row.getByRole('link').click();
    await page.locator('.step').getByText('withdrawn').first().waitFor();
    await pictureOf(page, 'mail-cancelled-by-switch');
    expect(complaints.filter((line) => !/409/.test(line))).toEqual([]);
  }, 60_000);

  it('imports a timetable, and explains each of its two bad rows', async () => {
    const { page, go } = opened;
    await go('facts/import');
    await page
      .getByLabel('.ics or .csv file')
      .setInputFiles({ name: 'exams.csv', mimeType: 'text/csv', buffer: Buffer.from(TABLE.join('\n')) });
    await page.getByRole('textbox', { name: 'French' }).fill('Partiels');
    await page.getByRole('textbox', { name: 'English' }).fill('Mid-terms');
    await page.getByRole('button', { name: 'Read the file' }).click();
    await page.getByRole('heading', { name: '2 rows understood, 2 refused' }).waitFor();
    const refused = page.locator('.refused li');
    await expect(refused.allTextContents()).resolves.toEqual([
      expect.stringMatching(/^Line 3: .*32\/12\/2026/),
      expect.stringMatching(/^Line 4: /),
    ]);
    expect(await app.facts('mid-terms')).toEqual([]);
    await pictureOf(page, 'timetable-import');
    await page.getByRole('button', { name: 'Apply 2 rows' }).click();
    await page.getByText('Timetable applied: 2 rows.').waitFor();
    expect(await app.facts('mid-terms')).toEqual([
      expect.objectContaining({
        rows: [expect.objectContaining({ day: '2026-12-10' }), expect.objectContaining({ day: '2026-12-12' })],
      }),
    ]);
  }, 60_000);

  it('reads all of this in the log: who, what, of what, from what to what', async () => {
    const { page, go } = opened;
    // Whose entries they are comes after them, as it may: no row is shown before, with ids in place of names.
    const listed = page.waitForResponse((answer) => new URL(answer.url()).pathname === '/api/audit');
    await page.route('**/api/users?*', async (route) => {
      await (await listed).finished();
      await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 200)))');
      await route.continue();
    });
    await go('audit');
    const rows = await page.evaluate<string[][]>(
      `[...document.querySelectorAll('main tbody tr')].map((row) =>
        [...row.cells].slice(1).map((cell) => (cell.querySelector('.text') ?? cell).textContent))`,
    );
    await pictureOf(page, 'audit-of-the-day');
    expect(rows).toEqual([
      ['admin', 'Timetable imported', 'mid-terms', told(4, 5, 'mid-terms', 'rows taken: 2 · rows refused: 2')],
      ['admin', 'Settings changed', 'Settings', 'auto-mode: on → off'],
      ['admin', 'Settings changed', 'Settings', 'hold time: 60\u00A0min → 120\u00A0min'],
      ['admin', 'Settings changed', 'Settings', 'hold time: 0\u00A0min → 60\u00A0min'],
      ['admin', 'Fact retired', 'programme-pages', told(3, 4, 'programme-pages')],
      ['admin', 'Template saved', 'Courses and programmes (EN)', told(2, 3, 'Courses and programmes (EN)')],
      ['admin', 'Template saved', 'Courses and programmes (EN)', told(1, 2, 'Courses and programmes (EN)')],
      ['admin', 'Signed in to the console', 'admin', 'by: one-time link'],
    ]);
    const ended = page.getByRole('row', { name: /Fact retired/ });
    await ended.getByText('Before and after').click();
    await ended.getByRole('row', { name: /^Added Valid until: \d{4}-\d\d-\d\d$/ }).waitFor();
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      expect([width, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([width, width]);
      await pictureOf(page, `audit-before-and-after-${width}`);
    }
    await page.getByLabel('Action').selectOption({ label: 'Settings changed' });
    await page
      .getByRole('row', { name: /Template saved/ })
      .first()
      .waitFor({ state: 'detached' });
    expect(await page.locator('main tbody tr').count()).toBe(3);
  });

  it('ends with staff, who see all of it and are refused each of these changes, here and past the pages', async () => {
    const { page, go } = await app.open(browser(), 'templates/fees.en', { role: 'staff' });
    await page.getByText('Changing it takes an administrator').waitFor();
    for (const place of ['templates/fees.en', 'facts', 'facts/files', 'hours', 'categories', 'people']) {
      await go(place);
      const changing = page.locator('main').getByRole('button', { name: /Save|Edit|Upload|Add|New|Remove/ });
      expect([place, await changing.count()]).toEqual([place, 0]);
    }
    await go('auto-mode');
    await page.getByText('Changing it takes an administrator').waitFor();
    for (const name of ['Turn on…', 'Check and save…']) {
      expect(await page.getByRole('button', { name }).isDisabled()).toBe(true);
    }
    await go('audit');
    await page.getByText('Only an administrator may do this.').waitFor();
    await page.context().close();

    const stands = async () => {
      const { revision } = (await app.call('staff', 'GET', '/api/settings')).body;
      return { revision, policy: (await app.call('staff', 'GET', '/api/facts')).body.policyVersion };
    };
    const before = await stands();
    const revision = before.policy;
    const text = { revision, subject: 'Fees', body: '{{greeting}}' };
    const fact = { kind: 'text', label: { fr: 'x', en: 'x' }, value: { fr: 'x', en: 'x' }, validFrom: null, validUntil: null };
    const changes: [method: string, path: string, body: object][] = [
      ['PUT', '/api/templates/fees.en', { ...text, publish: true }],
      ['PUT', '/api/templates/fees.en', { ...text, publish: false }],
      ['POST', '/api/templates/programme.en/restore', { revision, version: 1 }],
      ['POST', '/api/templates/test', text],
      ['POST', '/api/facts', { revision, fact: { key: 'mine', ...fact } }],
      ['PUT', '/api/facts/campus-address', { revision, fact: { key: 'campus-address', ...fact } }],
      ['POST', '/api/facts/programme-pages/retire', { revision }],
      ['POST', '/api/facts/import', { revision, text: TABLE.join('\n') }],
      ['POST', '/api/facts/new-term', { revision }],
      ['PATCH', '/api/settings', { revision: before.revision, autoMode: true }],
      ['PATCH', '/api/settings', { revision: before.revision, holdMs: 0 }],
      ['POST', '/api/what-if', { change: { autoMode: true } }],
      ['PATCH', '/api/hours', { revision }],
      ['PUT', '/api/users/somebody@people.example', { role: 'admin' }],
      ['POST', '/console/links', { role: 'admin' }],
      ['GET', '/api/audit', {}],
    ];
    for (const [method, path, body] of changes) {
      const { status } = await app.call('staff', method, path, method === 'GET' ? undefined : body);
      expect([method, path, status]).toEqual([method, path, 403]);
    }
    expect(await stands()).toEqual(before);
  }, 60_000);
});

/** What the log tells of a change of what the school says. */
const told = (from: number, to: number, touched: string, more = ''): string =>
  [`policy version ${from} → ${to}`, `touches: ${touched}`, ...(more === '' ? [] : [more])].join(' · ');

/** The address as `npm start` shows it to who sits at the terminal. */
async function linkInTerminal(app: ConsoleStage): Promise<string> {
  let printed = '';
  const out = { write: (text: string) => (printed += text), columns: 120 };
  const consoleLink = (await app.consoleLink?.()) ?? '';
  // No samples are there: the mails of this day come one by one.
  show(app, { readyMs: 500, dataDir: 'data', samples: 'test/browser', out, consoleLink, outside: [] }).stop();
  return /console +(http\S+)/.exec(printed)?.[1] ?? '';
}

async function inForce(app: ConsoleStage, id: string): Promise<number | undefined> {
  const { items } = (await app.call('staff', 'GET', '/api/templates?versions=true')).body;
  const all: { id: string; version: number; inForce: boolean }[] = Array.isArray(items) ? items : [];
  return all.find((template) => template.id === id && template.inForce)?.version;
}
