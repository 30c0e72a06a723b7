import { seriousFindings } from './support/axe.ts';
import { describeInBrowser, START_MS } from './support/chromium.ts';
import { type Opened, type Stage, screenshot, stage } from './support/stage.ts';

describeInBrowser('the page', (browser) => {
  let app: Stage;
  let threadId: string;
  beforeAll(async () => {
    app = await stage({ holdMs: 3_600_000 });
    threadId = (await app.sample('01')).threadId;
    for (const number of ['02', '04', '06', '09', '26']) await app.sample(number);
  }, START_MS);
  afterAll(() => app.remove());

  const openMail = async (options: Parameters<Stage['open']>[1]): Promise<Opened> => {
    const opened = await app.open(browser(), options, `/#/inbox/${threadId}`);
    await opened.mail.getByRole('heading', { level: 2 }).waitFor();
    await opened.panel.locator('.card-title, [data-card-title]').first().waitFor({ state: 'attached' });
    return opened;
  };

  it.each(['light', 'dark'] as const)('has nothing in the way of anybody: axe, %s', async (colorScheme) => {
    const { page, panel, complaints } = await openMail({ colorScheme });
    await panel.getByRole('button', { name: 'Send suggested reply' }).waitFor();
    await screenshot(page, `mail-${colorScheme}`);
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('radio', { name: 'Admin' }).check();
    await page.getByRole('link', { name: 'Sent', exact: true }).click();
    await panel.getByRole('button', { name: 'Turn off' }).waitFor();
    await screenshot(page, `home-admin-${colorScheme}`);
    await page.getByRole('button', { name: 'Write to the school' }).click();
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('speaks French', async () => {
    const { page, panel, mail } = await openMail({ locale: 'fr-FR' });
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    await panel.getByRole('button', { name: 'Envoyer la réponse proposée' }).waitFor();
    await mail.locator('.thread-state').getByText('À traiter').waitFor();
    await screenshot(page, 'mail-french');
    await page.getByRole('radio', { name: 'English' }).check();
    await panel.getByRole('button', { name: 'Send suggested reply' }).waitFor();
    await mail.locator('.thread-state').getByText('To answer').waitFor();
    await page.reload();
    await panel.getByRole('button', { name: 'Send suggested reply' }).waitFor();
    await page.context().close();
  });

  it('is light or dark as the system is, until somebody chooses', async () => {
    const { page } = await app.open(browser(), { colorScheme: 'dark' });
    const canvas = () => page.evaluate<string>(DRAWN_CANVAS);
    await page.locator('.mail-line').first().waitFor();
    const dark = await canvas();
    await page.getByRole('radio', { name: 'Light' }).check();
    const light = await canvas();
    expect(light).not.toBe(dark);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.getByRole('radio', { name: 'Dark' }).check();
    expect(await canvas()).toBe(dark);
    await page.getByRole('radio', { name: 'System' }).check();
    expect(await canvas()).toBe(light);
    await page.context().close();
  });

  it('explains itself once', async () => {
    const { page, mail } = await app.open(browser());
    await page.getByRole('button', { name: 'Open that mail' }).click();
    await mail.getByRole('heading', { name: /Vacances/ }).waitFor();
    await page.getByRole('button', { name: 'Got it' }).click();
    await page.reload();
    await page.locator('.mail-line').first().waitFor();
    expect(await page.locator('.intro').count()).toBe(0);
    await page.context().close();
  });

  it('is worked by the keyboard, and says what arrives', async () => {
    const { page, list, mail } = await app.open(browser());
    await list.locator('a').nth(5).waitFor();
    const focused = () => page.evaluate<string>('document.activeElement.textContent');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the mail');
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.keyboard.press('j');
    const first = await focused();
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).not.toBe(first);
    await page.keyboard.press('k');
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toBe(first);
    await page.keyboard.press('End');
    expect(await focused()).toContain('Vacances');
    // The list scrolls, and never the page under it: nobody could bring its header back.
    expect(await page.evaluate('document.documentElement.scrollHeight - innerHeight')).toBe(0);
    // One stop for the whole list.
    expect(await list.locator('a[tabindex="0"]').count()).toBe(1);
    await page.keyboard.press('Enter');
    await mail.getByRole('heading', { name: /Vacances/ }).waitFor();
    await page.keyboard.press('u');
    await mail.getByText('Choose a mail').waitFor();
    await page.keyboard.press('c');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.id')).toBe('mail');
    await app.sample('12');
    await page
      .getByRole('log')
      .getByText(/^New mail from /)
      .waitFor({ state: 'attached' });
    await page.context().close();
  });

  it('becomes steps on a phone', async () => {
    const { page, list, mail, panel } = await app.open(browser(), { viewport: { width: 390, height: 844 }, hasTouch: true });
    await list.getByText('Vacances de fin').waitFor();
    await screenshot(page, 'phone-list');
    expect([await mail.isVisible(), await panel.isVisible()]).toEqual([false, false]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await list.getByText('Vacances de fin').tap();
    await mail.getByRole('heading', { level: 2 }).waitFor();
    expect([await list.isVisible(), await panel.isVisible()]).toEqual([false, false]);
    await screenshot(page, 'phone-mail');
    await mail.getByRole('button', { name: 'MAIL GPS' }).tap();
    await panel.getByRole('button', { name: 'Send suggested reply' }).waitFor();
    expect(await mail.isVisible()).toBe(false);
    await screenshot(page, 'phone-panel');
    expect(await seriousFindings(page)).toEqual([]);
    await page.goBack();
    await mail.getByRole('button', { name: 'Back to the list' }).tap();
    await list.getByText('Vacances de fin').waitFor();
    await page.getByRole('button', { name: 'Write to the school' }).tap();
    await screenshot(page, 'phone-write');
    await page.context().close();
  });

  it('keeps list or mail beside the sidebar on a small screen', async () => {
    const { page, list, mail, panel } = await openMail({ viewport: { width: 900, height: 700 } });
    await panel.getByRole('button', { name: 'Send suggested reply' }).waitFor();
    expect([await list.isVisible(), await mail.isVisible()]).toEqual([false, true]);
    await screenshot(page, 'tablet-mail');
    await mail.getByRole('button', { name: 'Back to the list' }).click();
    await list.getByText('Vacances de fin').waitFor();
    expect([await mail.isVisible(), await panel.isVisible()]).toEqual([false, true]);
    await page.context().close();
  });

  it('tells when the server is gone, and goes on when it is back', async () => {
    const { page, list } = await app.open(browser());
    await list.locator('a').first().waitFor();
    await page.context().setOffline(true);
    await page.route('**/preview/**', (route) => route.abort());
    // Offline alone keeps a standing connection: any change of the page asks anew.
    await page.getByRole('radio', { name: 'Admin' }).check();
    await page.getByText('There is no connection to the server').waitFor();
    await page.unroute('**/preview/**');
    await page.context().setOffline(false);
    await page.getByRole('radio', { name: 'Staff' }).check();
    await page.getByText('There is no connection to the server').waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('goes on after a server that refused while it was starting', async () => {
    const { page, list } = await app.open(browser());
    await list.locator('a').first().waitFor();
    await page.route('**/preview/events', (route) => route.fulfill({ status: 503 }));
    await page.reload();
    await page.getByText('There is no connection to the server').waitFor();
    await page.unroute('**/preview/events');
    await page.getByText('There is no connection to the server').waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('shows the sidebar’s own card, not an error, while the server is away', async () => {
    const { page, panel } = await app.open(browser());
    await panel.getByText('Auto-mode').waitFor();
    const away = /\/preview\/Code\.js|\/api\//;
    await page.route(away, (route) => route.abort());
    await panel.getByRole('button', { name: 'Refresh' }).click();
    await panel.getByText('MAIL GPS cannot be reached at the moment').waitFor();
    await page.unroute(away);
    await panel.getByRole('button', { name: 'Retry' }).click();
    await panel.getByText('Auto-mode').waitFor();
    await page.context().close();
  });

  it('reads the open mail with the next look where it could not be read', async () => {
    const { page, list, mail } = await app.open(browser());
    await page.route('**/preview/threads/**', (route) => route.abort());
    await list.getByText('Vacances de fin').first().click();
    await mail.getByText('Loading…').waitFor();
    await page.unroute('**/preview/threads/**');
    await app.sample('13');
    await mail.getByRole('heading', { name: /Vacances/ }).waitFor();
    await page.context().close();
  });
});

/** The colour behind everything, once what was just chosen is drawn. */
const DRAWN_CANVAS = `new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => done(getComputedStyle(document.documentElement).backgroundColor))))`;
