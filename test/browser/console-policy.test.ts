import { type ConsoleStage, consoleStage, type OpenedConsole, pictureOf, write } from './console.ts';
import { seriousFindings } from './support/axe.ts';
import { describeInBrowser } from './support/chromium.ts';

describeInBrowser('changing what the school says, in the console', (browser) => {
  let app: ConsoleStage;
  let opened: OpenedConsole;
  beforeAll(async () => {
    app = await consoleStage({ settings: { holdMs: 0 } });
    opened = await app.open(browser());
  }, 90_000);
  afterAll(() => app.remove());

  it('shows what two versions have apart without colour, and brings an earlier one back', async () => {
    const { page, go } = opened;
    const { body: before } = await app.call('staff', 'GET', '/api/templates');
    const second = { revision: before.policyVersion, subject: 'Admissions', body: '{{greeting}}\n\nA line of its own.\n' };
    expect((await app.call('admin', 'PUT', '/api/templates/admissions.en', second)).status).toBe(200);
    await go('templates/admissions.en');
    const first = page.getByRole('row', { name: /^Version 1/ });
    await first.getByRole('button', { name: 'Compare' }).click();
    const added = page.locator('.comparison tr[data-kind="added"]', { hasText: 'A line of its own.' });
    await added.getByText('Added').waitFor({ state: 'attached' });
    expect(await added.locator('.diff-sign').textContent()).toContain('+');
    await pictureOf(page, 'template-versions');
    await first.getByRole('button', { name: 'Restore' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
    await page.getByRole('row', { name: /^Version 3 .*In force/ }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Text' }).textContent()).not.toContain('A line of its own.');
  }, 60_000);

  it('lets the second of two admins see the first’s change beside their own, and loses nothing', async () => {
    const first = await app.open(browser(), 'templates/fees.en');
    const second = await app.open(browser(), 'templates/fees.en');
    await write(first.page, '\n\nWritten by the first.');
    await write(second.page, '\n\nWritten by the second.');
    await first.page.getByRole('button', { name: 'Save and use' }).click();
    await first.page.getByText('Version 2 is in force').waitFor();
    await second.page.getByRole('button', { name: 'Save and use' }).click();

    const { page } = second;
    const box = page.getByRole('dialog', { name: 'Somebody else changed this meanwhile' });
    const side = (name: string) => box.getByRole('region', { name }).locator('[data-kind="added"]');
    await side('What changed meanwhile').getByText('Written by the first.').waitFor();
    await side('What you changed').getByText('Written by the second.').waitFor();
    await pictureOf(page, 'template-conflict');
    await box.getByRole('button', { name: 'Take what stands there' }).click();
    await page.getByRole('textbox', { name: 'Text' }).getByText('Written by the first.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('textbox', { name: 'Text' }).getByText('Written by the second.').waitFor();
    await page.getByRole('button', { name: 'Save and use' }).click();
    await page.getByText('Version 3 is in force').waitFor();
    await page.getByRole('row', { name: /^Version 2/ }).waitFor();
    await Promise.all([first.page.context().close(), page.context().close()]);
  }, 60_000);

  it('uploads a file, refuses a program, and says where the file is used', async () => {
    const { page, go } = opened;
    await go('facts/files');
    const box = page.getByRole('dialog');
    for (const [name, bytes] of [
      ['tool.exe', 'MZ\u0090\u0000\u0003'],
      ['plan.pdf', '%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'],
    ] as const) {
      await page.getByRole('button', { name: 'Upload a file' }).first().click();
      await box
        .locator('input[type=file]')
        .setInputFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from(bytes, 'latin1') });
      await box.getByRole('button', { name: 'Upload a file' }).click();
      if (name === 'plan.pdf') break;
      await box.getByRole('alert').getByText('Nothing was changed').waitFor();
      await box.getByRole('button', { name: 'Cancel' }).click();
      await box.getByRole('button', { name: 'Discard' }).click();
    }
    await page.getByText('“plan.pdf” is saved.').waitFor();
    await go('templates/absence.en');
    await page.getByLabel('Attach a file').selectOption({ label: 'plan.pdf' });
    await page.getByRole('button', { name: 'Save and use' }).click();
    await page.getByText('Version 2 is in force').waitFor();
    await go('facts/files');
    const row = page.getByRole('row', { name: /plan\.pdf/ });
    await row.getByRole('link', { name: /Absences.*\(English\)/ }).waitFor();
    expect(await row.getByRole('button', { name: /^Delete/ }).isDisabled()).toBe(true);
  }, 60_000);

  it('merges a category, and says what becomes of its history', async () => {
    const { page, go } = opened;
    await go('categories/appointment');
    await page.getByRole('button', { name: 'Merge into another' }).click();
    const box = page.getByRole('dialog');
    await box.getByText('Nothing is lost').waitFor();
    await box.getByLabel('Merge into').selectOption('admissions');
    await box.getByRole('button', { name: 'Merge into another' }).click();
    await page.getByText('Merged into “Admissions”').waitFor();
    // At the head of its page, as long as it lasts.
    await page.getByText('Merged into Admissions', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Take back into use' }).waitFor();
    const { body } = await app.call('admin', 'GET', '/api/categories/appointment');
    expect(body.category).toMatchObject({ retired: true, mergedInto: 'admissions' });
  }, 60_000);

  it('begins a new term: shows what it copies, copies it, and asks for templates to be looked at', async () => {
    const { page, go } = opened;
    await go('facts/term');
    await page.getByRole('button', { name: 'See what that comes to' }).click();
    await page.getByRole('heading', { name: /facts would be copied/ }).waitFor();
    const before = (await app.facts('school-year')).length;
    await pictureOf(page, 'facts-term-plan');
    await page.getByRole('button', { name: 'Begin the new term' }).click();
    await page.getByRole('heading', { name: /facts copied/ }).waitFor();
    expect(await app.facts('school-year')).toHaveLength(before + 1);
    await page.getByRole('link', { name: 'Review the templates' }).click();
    const still = page.getByRole('button', { name: 'Still right: Timetable and opening hours, French' });
    await still.click();
    await still.waitFor({ state: 'detached' });
    await pictureOf(page, 'templates-review');
  }, 60_000);

  it('gives out what the school decides as one file, and says what a file would change before it does', async () => {
    const { page, go } = opened;
    await go('hours/policy');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download the file' }).click();
    expect((await download).suggestedFilename()).toBe('mail-gps-policy.json');
    const { body: pack } = await app.call('admin', 'GET', '/api/policy');
    const other = JSON.stringify(pack).replaceAll('12 rue des Tilleuls', '14 rue des Tilleuls');
    const choose = (text: string) =>
      page.getByLabel('Exported file').setInputFiles({ name: 'p.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    await choose('no pack');
    await page.getByText('This file is no export of MAIL GPS').waitFor();
    await choose(other);
    await page.getByRole('button', { name: 'See what would change' }).click();
    await page.getByRole('row', { name: 'Facts changed campus-address', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Apply this file' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Apply this file' }).click();
    await page.getByText(/^Applied: version \d+/).waitFor();
    expect(JSON.stringify(await app.facts('campus-address'))).toContain('14 rue des Tilleuls');
  }, 60_000);

  it('keeps nobody out of the parts of these pages', async () => {
    const { page, go } = opened;
    const findings: string[] = [];
    for (const place of [
      'templates/timetable.fr',
      'facts/files',
      'facts/import',
      'facts/term',
      'hours/absences',
      'hours/mailbox',
      'hours/organisation',
      'hours/policy',
      'categories/fees',
      'people/users',
    ]) {
      await go(place);
      findings.push(...(await seriousFindings(page)).map((finding) => `${place}: ${finding}`));
      await page.setViewportSize({ width: 390, height: 844 });
      const wide = await page.evaluate('document.documentElement.scrollWidth');
      if (wide !== 390) findings.push(`${place}: ${wide} px wide on a phone of 390`);
      await pictureOf(page, `${place.replace('/', '-')}-390`);
      await page.setViewportSize({ width: 1440, height: 900 });
      await pictureOf(page, `${place.replace('/', '-')}-1440`);
    }
    expect(findings).toEqual([]);
  }, 90_000);
});
