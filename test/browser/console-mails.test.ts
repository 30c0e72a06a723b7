import type { Locator } from 'playwright-core';
import { AppError } from '../../shared/errors.ts';
import { type ConsoleStage, consoleStage, type OpenedConsole, pictureOf } from './console.ts';
import { seriousFindings } from './support/axe.ts';
import { describeInBrowser } from './support/chromium.ts';

/** Timetable and fees are in rehearsal at first, certificate and absence automatic (the emulated installation's pack). */
const SAMPLES = ['01', '02', '03', '07', '08', '15', '17', '19', '26', '27'];

describeInBrowser('mails and auto-mode in the console', (browser) => {
  let app: ConsoleStage;
  let opened: OpenedConsole;
  beforeAll(async () => {
    app = await consoleStage({ settings: { holdMs: 3_600_000 } });
    for (const number of SAMPLES) await app.sample(number);
    await app.settled(SAMPLES.length);
    opened = await app.open(browser());
  }, 90_000);
  afterAll(() => app.remove());

  const row = (subject: string): Locator => opened.page.locator('.mail-table tbody tr', { hasText: subject });

  it('narrows the list by views, fields and words, and keeps them in the address', async () => {
    const { page, go } = opened;
    await go('mails');
    await page.getByText(`${SAMPLES.length} mails`).waitFor();
    await page.getByRole('button', { name: 'Held', exact: true }).click();
    await row('Certificat de scolarité').waitFor();
    await row('Vacances de fin').waitFor({ state: 'detached' });
    expect(page.url()).toMatch(/#\/mails\?status=held$/);
    await page.getByRole('button', { name: 'Waiting', exact: true }).click();
    await page.getByLabel('Search').fill('vacanc');
    await page.getByText('1 mail', { exact: true }).waitFor();
    expect(page.url()).toMatch(/#\/mails\?waiting=true&q=vacanc$/);
    const csv = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export (CSV)' }).click();
    expect((await csv).suggestedFilename()).toMatch(/^mails-.*\.csv$/);
    await page.getByLabel('Search').fill('nobody wrote this');
    await page.getByRole('button', { name: 'Show all mails' }).click();
    await page.getByText(`${SAMPLES.length} mails`).waitFor();
  });

  it('shows a mail as it comes, without anybody asking', async () => {
    await opened.go('mails');
    await app.sample('25');
    await row('enzo').getByText('Held before sending').waitFor();
  });

  it('tells how a mail was read, and sends its answer once however often one clicks', async () => {
    const { page, go } = opened;
    await go('mails?waiting=true');
    await row('Vacances de fin').getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: /Vacances de fin/ }).waitFor();
    await page.getByText('This category is in rehearsal', { exact: true }).waitFor();
    await page.locator('.scores .chosen').getByText('Timetable and opening hours').waitFor();
    await page.getByRole('button', { name: 'Send the answer' }).dblclick();
    await page.getByText(/^Answered by admin/).waitFor();
    await page.locator('.steps').getByText('Accepted by Gmail').waitFor();
    await pictureOf(page, 'mail-answered-1440-light');
    expect(await sentTexts(app)).toEqual([expect.stringContaining('vacances de fin d’année')]);
    await page.getByRole('link', { name: 'All mails' }).click();
    await row('Tarif du mastère').waitFor();
    await row('Vacances de fin').waitFor({ state: 'detached' });
    expect(page.url()).toMatch(/#\/mails\?waiting=true$/);
  });

  it('takes a mail on, and cancels its held answer', async () => {
    const { page, go } = opened;
    const id = await idOf(app, 'Certificat de scolarité');
    await go(`mails/${id}`);
    await page.getByLabel('In charge').selectOption({ label: 'Me' });
    await page.getByText('Assigned.', { exact: true }).waitFor();
    await page.getByRole('heading', { name: 'Automatic answer, held' }).waitFor();
    await page.getByRole('button', { name: 'Cancel sending' }).click();
    await page.getByText('Cancelled. Nothing was sent.').waitFor();
    await page.getByRole('heading', { name: 'Suggested answer' }).waitFor();
    await page.locator('.step').getByText('withdrawn').waitFor();
    const { state, assignee } = await app.mailIn(id);
    expect({ state, assignee }).toMatchObject({ state: 'suggested', assignee: { name: 'admin' } });
    expect(await sentTexts(app)).toHaveLength(1);
    await go('mails');
    await page.getByRole('button', { name: 'Mine', exact: true }).click();
    await page.getByText('1 mail', { exact: true }).waitFor();
    await row('Certificat de scolarité').getByText('To answer').waitFor();
  });

  it('tries a mail again that could not be handled', async () => {
    const { page, go } = opened;
    const { brain } = app.ctx;
    app.ctx.brain = { ...brain, read: () => Promise.reject(new AppError('invalid', 'no usable reading')) };
    const { id } = await app.sample('10');
    await app.mailIn(id, 'failed');
    await go(`mails/${id}`);
    await page.getByText('Something went wrong while this mail was handled. Nothing was sent.').waitFor();
    await pictureOf(page, 'mail-failed-1440-light');
    // Once more in vain, then the reader is there again.
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('It failed again. Nothing was sent.').waitFor();
    app.ctx.brain = brain;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Handled again.').waitFor();
    await page.getByRole('heading', { name: 'Automatic answer, held' }).waitFor();
    expect((await app.mailIn(id)).state).toBe('held');
  });

  it('says that a text changed instead of changing it beneath the hand', async () => {
    const { page, go } = opened;
    const id = await idOf(app, 'MBA in English');
    await go(`mails/${id}`);
    const letter = page.locator('.letter');
    const before = await letter.textContent();
    const { revision } = (await app.call('staff', 'GET', `/api/mails/${id}`)).body;
    await app.call('staff', 'PATCH', `/api/mails/${id}`, { revision, categoryId: 'admissions' });
    await page.getByText('The suggested answer has changed since it was shown to you.').waitFor();
    expect(await letter.textContent()).toBe(before);
    expect(await page.getByRole('button', { name: 'Send the answer' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Show the new text' }).click();
    await page.getByText('Understood at first as: Fees and funding').waitFor();
    expect(await letter.textContent()).not.toBe(before);
  });

  it('shows the new text and sends nothing where the mail changed, and keeps what was written', async () => {
    const { page, go } = opened;
    const id = await idOf(app, 'Tarif du mastère');
    await go(`mails/${id}`);
    await page.getByRole('button', { name: 'Edit and send…' }).click();
    const box = page.getByRole('dialog');
    await box.getByLabel('Your answer').fill('Bonjour,\n\nVoici ce que je vous ai promis.');
    // Somebody else corrects the category in the moment it is sent.
    await page.route('**/api/mails/*/reply**', async (route) => {
      const { revision } = (await app.call('staff', 'GET', `/api/mails/${id}`)).body;
      await app.call('staff', 'PATCH', `/api/mails/${id}`, { revision, categoryId: 'timetable' });
      await route.continue();
    });
    await box.getByRole('button', { name: 'Send this answer' }).click();
    await box.getByText('This mail changed since it was shown').waitFor();
    await box.getByText('In place now').waitFor();
    await page.unroute('**/api/mails/*/reply**');
    expect(await box.getByLabel('Your text').inputValue()).toContain('ce que je vous ai promis');
    expect(await sentTexts(app)).not.toContainEqual(expect.stringContaining('promis'));
    await box.getByRole('button', { name: 'Send mine all the same' }).click();
    await page.getByText(/^Answered by admin/).waitFor();
    expect((await sentTexts(app)).filter((text) => text.includes('ce que je vous ai promis'))).toHaveLength(1);
  });

  it('sends three at once after showing their texts, with a result for each', async () => {
    const { page, go } = opened;
    await go('mails?waiting=true');
    for (const subject of ['Handing in documents', 'Certificate of enrolment', 'tuition and payment', 'Parapluie oublié']) {
      await row(subject).getByRole('checkbox').check();
    }
    const box = page.getByRole('dialog');
    await page.getByRole('button', { name: 'Send answers…' }).click();
    await box.getByText('One is left out:').waitFor();
    // Who thinks again has not to select again, and is where they were.
    await page.keyboard.press('Escape');
    await box.waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Send answers…');
    await page.getByRole('button', { name: 'Send answers…' }).click();
    await box.getByText('One is left out:').waitFor();
    await box.locator('.bulk-text').nth(2).waitFor();
    expect(await box.locator('.bulk-text').count()).toBe(3);
    // What makes one think twice stands above the text.
    const care = box.locator('li', { hasText: 'Certificate of enrolment' }).locator('.before-sending');
    expect(await care.textContent()).toMatch(/^Read with care.*The sender could not be authenticated/);
    await pictureOf(page, 'mails-bulk-1440-light');
    // One of them is answered by somebody else before it is sent here.
    const id = await idOf(app, 'Certificate of enrolment');
    const { revision } = (await app.call('staff', 'GET', `/api/mails/${id}`)).body;
    await app.call('staff', 'POST', `/api/mails/${id}/reply`, { revision });
    await box.getByRole('button', { name: 'Send 3 answers' }).click();
    await box.getByText('2 of 3 done.').waitFor();
    expect(await box.locator('.outcome.good').allTextContents()).toEqual(['Sent', 'Sent']);
    expect(await box.locator('.outcome.bad').count()).toBe(1);
    await box.getByRole('button', { name: 'Look at the others again' }).click();
    await box.getByText('None of the selected mails can be treated this way.').waitFor();
    await box.getByRole('button', { name: 'Cancel' }).click();
    await row('Handing in documents').waitFor({ state: 'detached' });
    expect(await page.locator('.bulk-bar').count()).toBe(0);
  });

  it('shows the evidence of a rehearsal, and tries a change on past mails before it is saved', async () => {
    const { page, go } = opened;
    await answer(app, 'Vacances de fin');
    await app.jobs.run('stats');
    await go('auto-mode/timetable');
    await page.getByRole('heading', { name: 'Side by side' }).waitFor();
    await page.getByText('Sent as it was').first().waitFor();
    await page.locator('summary', { hasText: 'Both texts' }).first().click();
    await pictureOf(page, 'rehearsal-1440-light');
    await go('auto-mode');
    const timetable = page.locator('.modes tr', { hasText: 'Timetable and opening hours' });
    await timetable.getByText(/^in \d of \d; between \d+% and \d+% with 95% certainty/).waitFor();
    await timetable.getByRole('radio', { name: 'Automatic' }).check();
    const box = page.getByRole('dialog');
    await box.getByText(/By themselves would have left: \d+ instead of \d+\./).waitFor();
    await box.locator('summary', { hasText: 'Which mails' }).click();
    await box.getByRole('link', { name: /Vacances de fin/ }).waitFor();
    await pictureOf(page, 'what-if-1440-light');
    expect((await app.call('staff', 'GET', '/api/settings')).body.modes).not.toHaveProperty('timetable.mode', 'automatic');
    await box.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    expect((await app.call('staff', 'GET', '/api/settings')).body.modes).toHaveProperty('timetable.mode', 'automatic');
  });

  it('keeps nobody out: one mail, a rehearsal and what asks before it acts, in both themes and on a phone', async () => {
    const { page, go } = opened;
    const findings: string[] = [];
    const look = async (name: string): Promise<void> => {
      findings.push(...(await seriousFindings(page)).map((finding) => `${name}: ${finding}`));
      await pictureOf(page, name);
      const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
      if (wide) findings.push(`${name}: wider than the window`);
    };
    const id = await idOf(app, 'Vacances de fin');
    const open = await idOf(app, 'Plan de estudios');
    for (const theme of ['Dark', 'Light'] as const) {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.getByRole('radio', { name: theme }).check();
      await go('mails');
      // The label stands where no column says what the box is for.
      expect((await page.getByText('Select all that are shown').boundingBox())?.width).toBeGreaterThan(100);
      await go(`mails/${id}`);
      await look(`mail-390-${theme.toLowerCase()}`);
      await go('auto-mode/timetable');
      await look(`rehearsal-390-${theme.toLowerCase()}`);
      await page.setViewportSize({ width: 1440, height: 900 });
      await go(`mails/${open}`);
      await look(`mail-1440-${theme.toLowerCase()}`);
      await page.getByRole('button', { name: 'Edit and send…' }).click();
      await look(`mail-editor-1440-${theme.toLowerCase()}`);
      await page.keyboard.press('Escape');
      await go('auto-mode');
      await page.getByRole('button', { name: 'Turn off…' }).click();
      await look(`auto-mode-off-1440-${theme.toLowerCase()}`);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    expect(findings).toEqual([]);
  }, 60_000);
});

async function idOf(app: ConsoleStage, subject: string): Promise<string> {
  const { items } = (await app.call('staff', 'GET', '/api/mails?limit=100')).body;
  const found = Array.isArray(items) ? items.find((mail) => String(mail.subject).includes(subject)) : null;
  return String(found?.id);
}

/** As somebody on the staff would have, where nobody has yet. */
async function answer(app: ConsoleStage, subject: string): Promise<void> {
  const id = await idOf(app, subject);
  const { revision, state } = (await app.call('staff', 'GET', `/api/mails/${id}`)).body;
  if (state === 'suggested') await app.call('staff', 'POST', `/api/mails/${id}/reply`, { revision });
}

async function sentTexts(app: ConsoleStage): Promise<string[]> {
  const { default: PostalMime } = await import('postal-mime');
  const sent = (await app.emulated?.control.sent()) ?? [];
  return Promise.all(sent.map(async ({ raw }) => (await PostalMime.parse(raw)).text ?? ''));
}
