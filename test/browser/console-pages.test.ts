import type { Page } from 'playwright-core';
import { type ConsoleStage, consoleStage, type OpenedConsole, pictureOf } from './console.ts';
import { seriousFindings } from './support/axe.ts';
import { describeInBrowser } from './support/chromium.ts';

/** Each theme once, each width once. */
const LOOKS = [
  ['Light', 1440],
  ['Dark', 390],
] as const;
const SAMPLES = ['01', '02', '04', '06', '07', '09', '11', '26'];

describeInBrowser('every page of the console', (browser) => {
  let app: ConsoleStage;
  let opened: OpenedConsole;
  beforeAll(async () => {
    app = await consoleStage({ settings: { holdMs: 3_600_000 } });
    for (const number of SAMPLES) await app.sample(number);
    await app.settled(SAMPLES.length);
    opened = await app.open(browser());
  }, 90_000);
  afterAll(() => app.remove());

  it('keeps nobody out, in both themes, on a phone and on a wide screen, and is kept as a picture', async () => {
    app.ctx.alert('facts-expiring', { about: ['open-days'] });
    app.ctx.alert('watch-lapsed');
    await app.jobs.run('alerts');
    const { page, complaints } = opened;
    await page.reload();
    const alerts = page.getByRole('complementary', { name: 'Needs a person' });
    await alerts.getByText('open-days').waitFor();
    expect(await alerts.getByRole('link', { name: 'Complete these facts' }).getAttribute('href')).toBe('#/facts');
    const places = await placesOf(page);
    expect(places).toEqual(expect.arrayContaining(['today', 'audit', 'personal-data']));
    const findings: string[] = [];
    for (const place of places) {
      await opened.go(place);
      for (const [theme, width] of LOOKS) {
        await page.setViewportSize({ width, height: 900 });
        await page.getByRole('radio', { name: theme }).check();
        findings.push(...(await seriousFindings(page)).map((finding) => `${place}, ${theme}, ${width}: ${finding}`));
        await pictureOf(page, `${place}-${width}-${theme.toLowerCase()}`);
        const wide = await page.evaluate('document.documentElement.scrollWidth');
        if (wide !== width) findings.push(`${place}: ${wide} px wide on a screen of ${width}`);
      }
    }
    expect(findings).toEqual([]);
    expect(complaints).toEqual([]);
    await page.getByRole('radio', { name: 'Light' }).check();
    await page.setViewportSize({ width: 1440, height: 900 });
  }, 120_000);

  it('does what an alert asks for by the button beside it, for admins', async () => {
    app.ctx.alert('watch-lapsed');
    await app.jobs.run('alerts');
    const staff = await app.open(browser(), '', { role: 'staff' });
    const button = (page: Page) => page.getByRole('complementary').getByRole('button', { name: 'Renew the watch' });
    await button(staff.page).waitFor();
    expect(await button(staff.page).isDisabled()).toBe(true);
    await staff.page.getByText('Only an administrator may do this.').waitFor();
    await staff.page.context().close();
    await opened.page.reload();
    await button(opened.page).click();
    await opened.page.getByText('Done.', { exact: true }).waitFor();
    expect(opened.complaints).toEqual([]);
  });

  it('speaks French', async () => {
    const { page, go } = await app.open(browser(), '', { locale: 'fr-FR' });
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    for (const place of await placesOf(page)) {
      await go(place);
      await pictureOf(page, `${place}-1440-french`);
      // Its words are longer.
      await page.setViewportSize({ width: 390, height: 844 });
      expect([place, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([place, 390]);
      await page.setViewportSize({ width: 1440, height: 900 });
    }
    await page.context().close();
  }, 60_000);

  it('leaves room on a phone for what is kept of somebody', async () => {
    const { page } = await app.open(browser(), 'personal-data', { viewport: { width: 390, height: 844 } });
    await page.getByLabel('The person’s address').fill('maelle.kerautret@famille.example');
    await page.getByRole('button', { name: 'Look up' }).click();
    const subject = await page.getByRole('cell', { name: /Vacances de fin/ }).boundingBox();
    expect(subject?.width).toBeGreaterThan(250);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await page.context().close();
  });

  it('recovers where the code of a page does not come: by trying again, or by itself where the server has newer pages', async () => {
    const { page } = await app.open(browser());
    const code = '**/console/page-*.js';
    const open = (name: string) => page.getByRole('navigation').getByRole('link', { name }).click();
    const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
    // So that requests are looked at throughout: one that reloads the page just when that ends may never be answered.
    await page.route('**/nowhere', (route) => route.abort());
    await page.route('**/console/**', (route) => route.abort());
    await open('Facts');
    await page.getByText('The server does not answer.').waitFor();
    await pictureOf(page, 'page-not-loaded');
    await page.unroute('**/console/**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('button', { name: 'New fact' }).waitFor();

    await page.route(code, (route) => route.abort());
    await open('People');
    await page.getByText('This page could not be loaded.').waitFor();
    await page.unroute(code);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('main table').first().waitFor();

    // Entered anew: what has just been reloaded is not reloaded again by itself.
    await page.goto(await app.link('admin'));
    await heading('Today');
    await page.route(code, (route) => route.fulfill({ status: 404 }), { times: 1 });
    const newer = '<script type="module" src="/console/main-NEWER123.js"></script>';
    await page.route(/\/console\/$/, (route) => route.fulfill({ contentType: 'text/html', body: newer }), { times: 1 });
    await open('Audit log');
    await page.getByRole('link', { name: 'Export (CSV)' }).waitFor();
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);

    // Nobody is asked to sign in because the server did not say who is.
    await page.route('**/console/session*', (route) => route.abort());
    await page.reload();
    await page.getByText('The server does not answer.').waitFor();
    await pictureOf(page, 'session-unknown');
    await page.unroute('**/console/session*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await heading('Audit log');
    await page.context().close();
  });

  it('shows the way back in where a session ends, over what somebody typed', async () => {
    const { page } = await app.open(browser(), 'personal-data');
    const address = page.getByLabel('The person’s address');
    await address.fill('somebody@people.example');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Look up' }).click();
    await page.getByText('Your session is over').waitFor();
    expect(await address.isVisible()).toBe(false);
    expect(await seriousFindings(page)).toEqual([]);
    await pictureOf(page, 'session-over-1440-light');
    const other = await page.context().newPage();
    await other.goto(await app.link('admin'));
    await other.locator('main h1').waitFor();
    await other.close();
    await page.evaluate(`dispatchEvent(new Event('focus'))`);
    await address.waitFor();
    expect(await address.inputValue()).toBe('somebody@people.example');
    // What goes beside the new cookie is new as well: a change is not taken for a forged one.
    await page.getByLabel('Text of mails').fill('60');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await page.context().close();
  });

  it('lets somebody sign in again while a dialog stands open, and keeps the dialog', async () => {
    const { page } = await app.open(browser(), 'personal-data');
    await page.getByLabel('Records of mails').fill('30');
    await page.getByRole('button', { name: 'Save' }).click();
    const dialog = page.getByRole('dialog', { name: 'Keep things for a shorter time?' });
    await dialog.waitFor();
    await page.context().clearCookies();
    await page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`);
    const signIn = page.getByRole('dialog', { name: 'Sign in' });
    await signIn.waitFor();
    for (const key of ['Escape', 'Escape', 'Escape']) await page.keyboard.press(key);
    await signIn.waitFor();
    expect(await dialog.isVisible()).toBe(false);
    const other = await page.context().newPage();
    await other.goto(await app.link('admin'));
    await other.locator('main h1').waitFor();
    await other.close();
    await page.evaluate(`dispatchEvent(new Event('focus'))`);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await page.getByLabel('Records of mails').inputValue()).toBe('30');
    await page.context().close();
  });

  it('shows staff what they may not change, and does not let them', async () => {
    const { page, go } = await app.open(browser(), 'personal-data', { role: 'staff' });
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await page.getByText('Changing it takes an administrator').waitFor();
    await go('audit');
    await page.getByText('Only an administrator may do this.').waitFor();
    await page.context().close();
  });

  it('tells a person what is kept of them, and erases it', async () => {
    const { page, go } = opened;
    await go('personal-data');
    await page.getByLabel('The person’s address').fill('clelia.montbrison@messagerie.example');
    await page.getByRole('button', { name: 'Look up' }).click();
    await page.getByRole('link', { name: 'Tarif du mastère RH' }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download (JSON)' }).click();
    expect((await download).suggestedFilename()).toBe('personal-data.json');
    await page.getByRole('button', { name: 'Erase…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Erase for good' }).click();
    await page.getByText('Nothing is kept of clelia.montbrison@messagerie.example').waitFor();
    await go('audit?action=sender-erase');
    await page.getByRole('cell', { name: 'A sender (known by a hash)' }).waitFor();
    expect(await page.getByRole('table').textContent()).not.toContain('clelia');
  });
});

/** The pages that there are: those of the menu. */
async function placesOf(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`[...document.querySelectorAll('.menu a')].map((link) => link.hash.replace('#/', ''))`);
}
