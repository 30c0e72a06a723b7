import { schoolYear } from '../../server/pack/school-year.ts';
import { shortDate } from '../../shared/dates-in-words.ts';
import { describeInBrowser, START_MS } from './support/chromium.ts';
import { type Stage, screenshot, stage } from './support/stage.ts';

const HOUR = 3_600_000;
/** The school year is the one in which this runs. */
const BREAK = schoolYear(Date.now(), 'Europe/Paris').breaks.find(({ name }) => name.en === 'winter break');
const BEGINS = shortDate(BREAK?.from ?? '', 'fr');

describeInBrowser('a newcomer’s first walk', (browser) => {
  let app: Stage;
  beforeAll(async () => {
    app = await stage({ holdMs: HOUR });
  }, START_MS);
  afterAll(() => app.remove());

  it('opens the timetable mail as it arrives, reads the suggestion, sends it, and finds it in the conversation', async () => {
    const { page, list, mail, panel, complaints } = await app.open(browser());
    await page.getByText('The sample mails arrive one after another').waitFor();
    const { threadId } = await app.sample('01');
    await list.getByText('Vacances de fin d’année').or(list.getByText("Vacances de fin d'année")).click();
    await panel.getByText(`vacances de fin d’année : du ${BEGINS}`).waitFor();
    await screenshot(page, 'suggestion-light');
    await panel.getByRole('button', { name: 'Send suggested reply' }).click();
    await mail.getByText('Sent with MAIL GPS').waitFor();
    await list.getByText('Answered').waitFor();
    await screenshot(page, 'answered-light');
    const sent = await app.sent(threadId);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatch(/^Re: Vacances de fin d'année/);
    expect(sent[0]).toContain(BEGINS);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('edits a suggestion as a draft and sends that, as a person’s own reply', async () => {
    const { id, threadId } = await app.sample('07');
    const { page, mail, panel, list, complaints } = await app.open(browser(), {}, `/#/inbox/${threadId}`);
    await panel.getByRole('button', { name: 'Edit as draft' }).click();
    const box = page.getByRole('dialog');
    const text = box.getByLabel('Text');
    await expect(text.inputValue()).resolves.toContain('Bonjour Clélia Montbrison');
    expect(await page.evaluate('[document.activeElement.tagName, document.activeElement.selectionStart]')).toEqual([
      'TEXTAREA',
      0,
    ]);
    await text.fill('Bonjour,\n\nVoici ce que je vous ai promis au téléphone.');
    await screenshot(page, 'draft-light');
    await box.getByRole('button', { name: 'Send' }).click();
    await box.waitFor({ state: 'detached' });
    await mail.getByText('Sent by hand').waitFor();
    await list.locator('li', { hasText: 'Tarif du mastère RH' }).getByText('Answered').waitFor();
    expect(await app.sent(threadId)).toEqual([expect.stringContaining('promis au téléphone')]);
    const record = await read(app, `/api/mails/${id}`);
    expect(record).toMatchObject({ state: 'replied', reply: { by: { kind: 'outside' } } });
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('answers by hand, and keeps no draft in which nothing was written', async () => {
    const { id, threadId } = await app.sample('20');
    const { page, mail } = await app.open(browser(), {}, `/#/inbox/${threadId}`);
    const begin = mail.getByRole('button', { name: 'Reply by hand' });
    const box = page.getByRole('dialog');
    await begin.click();
    await box.getByLabel('Text').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Draft discarded.').waitFor();
    await page.getByRole('link', { name: 'Drafts', exact: true }).waitFor();
    await begin.click();
    await box.getByLabel('Text').fill('Bonjour,\n\nJe vous appelle demain.');
    await box.getByRole('button', { name: 'Send' }).click();
    await mail.getByText('Sent by hand').waitFor();
    await mail.locator('.thread-state').getByText('Answered').waitFor();
    expect(await app.sent(threadId)).toContainEqual(expect.stringContaining('Je vous appelle demain.'));
    expect(await read(app, `/api/mails/${id}`)).toMatchObject({ reply: { by: { kind: 'outside' } } });
    await page.context().close();
  });

  it('corrects a category', async () => {
    const { id, threadId } = await app.sample('26');
    const { page, mail, panel } = await app.open(browser(), {}, `/#/inbox/${threadId}`);
    await panel.getByLabel('Change category').selectOption({ label: 'Fees and funding' });
    await mail.locator('.thread-state').getByText('Fees and funding').waitFor();
    expect(await read(app, `/api/mails/${id}`)).toMatchObject({ category: { id: 'fees' }, state: 'suggested' });
    await page.context().close();
  });

  it('cancels a reply that is held', async () => {
    const { id, threadId } = await app.sample('02');
    const { page, mail, panel } = await app.open(browser(), {}, `/#/inbox/${threadId}`);
    await mail.locator('.thread-state').getByText('Held before sending').waitFor();
    await screenshot(page, 'held-light');
    await panel.getByRole('button', { name: 'Cancel sending' }).click();
    await mail.locator('.thread-state').getByText('To answer').waitFor();
    expect(await read(app, `/api/mails/${id}`)).toMatchObject({ state: 'suggested', outgoing: null });
    expect(await app.sent(threadId)).toEqual([]);
    await page.context().close();
  });

  it('switches auto-mode off and on as an admin, and is refused as staff', async () => {
    const { page, panel } = await app.open(browser());
    await panel.getByText('Auto-mode').waitFor();
    expect(await panel.getByRole('button', { name: 'Turn off' }).count()).toBe(0);
    // Whoever is staff and asks all the same, past the sidebar.
    const refused = await page.evaluate(async () => {
      const { people } = Object(await (await fetch('/preview/session')).json());
      const headers = { authorization: `Bearer ${people.staff.token}`, 'content-type': 'application/json' };
      const { revision } = Object(await (await fetch('/api/settings', { headers })).json());
      const body = JSON.stringify({ revision, autoMode: false });
      return (await fetch('/api/settings', { method: 'PATCH', headers, body })).status;
    });
    expect(refused).toBe(403);
    expect(await read(app, '/api/settings')).toMatchObject({ autoMode: true });

    await page.getByRole('radio', { name: 'Admin' }).check();
    for (const [button, on] of [
      ['Turn off', false],
      ['Turn on', true],
    ] as const) {
      await panel.getByRole('button', { name: button }).click();
      await panel.getByText(`${button.replace('Turn ', 'Turn auto-mode ')}?`).waitFor();
      await panel.getByRole('button', { name: button }).click();
      await panel.getByRole('button', { name: on ? 'Turn off' : 'Turn on' }).waitFor();
      expect(await read(app, '/api/settings')).toMatchObject({ autoMode: on });
    }
    await page.context().close();
  });

  it('writes to the school and watches the answer come', async () => {
    await app.settings({ holdMs: 0 });
    const { page, mail, panel, complaints } = await app.open(browser());
    await page.getByRole('button', { name: 'Write to the school' }).click();
    const box = page.getByRole('dialog');
    await box.getByLabel('Begin with').selectOption({ label: 'A question about a course' });
    await box.getByLabel('Your name').fill('Somebody New');
    await screenshot(page, 'write-light');
    await box.getByRole('button', { name: 'Send to the school' }).click();
    await mail.getByRole('heading', { name: 'Syllabus of the Bachelor in Digital Marketing' }).waitFor();
    await mail.getByText('Automatic reply', { exact: true }).waitFor();
    await mail.locator('.thread-state').getByText('Answered').waitFor();
    // The sidebar follows by itself.
    await panel.getByText(/^Answered ·/).waitFor();
    expect(await app.sent()).toContainEqual(expect.stringMatching(/^Re: Syllabus of the Bachelor[\s\S]*Dear Somebody New/));
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

async function read(app: Stage, path: string): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${app.emulated?.people.staff.token}` };
  return Object(await (await fetch(`${app.url}${path}`, { headers })).json());
}
