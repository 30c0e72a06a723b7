import MailComposer from 'nodemailer/lib/mail-composer';
import { type ConsoleStage, consoleStage, type OpenedConsole } from './console.ts';
import { describeInBrowser } from './support/chromium.ts';

const RUN = 'document.documentElement.dataset.ran=1';
/** What somebody would have run: in a mail they send, or as an admin in what others will look at. */
const NAME = `<img src=x onerror="${RUN}">`;
const HOSTILE = `"'>${NAME}<svg onload="${RUN}"><script>${RUN}</script>{{constructor}}`;
const SHOWN = '<img src=x onerror=';
const SENDER = 'hostile@people.example';

/** In the page: what the words may have brought about there. A frame of its own is counted by what it may do. */
const HARM = `({
  ran: document.documentElement.dataset.ran ?? null,
  active: document.querySelectorAll('body :is([onerror], [onload], [src="x"], script, a[href^="javascript"])').length,
  frames: [...document.querySelectorAll('iframe')].filter((frame) => frame.getAttribute('sandbox') !== '').length,
})`;

describeInBrowser('hostile words in the console', (browser) => {
  let app: ConsoleStage;
  let opened: OpenedConsole;
  let mailId: string;
  beforeAll(async () => {
    app = await consoleStage({ settings: { autoMode: false } });
    const { id } = await app.deliver(await hostileMail());
    mailId = id;
    await app.settled(1);
    await writeHostilePolicy(app);
    opened = await app.open(browser());
  }, 90_000);
  afterAll(() => app.remove());

  it('are text on every page, whoever wrote them', async () => {
    const { page, go, complaints } = opened;
    const menu = await page.evaluate<string[]>(
      `[...document.querySelectorAll('.menu a')].map((link) => link.hash.replace('#/', ''))`,
    );
    const deeper = [`mails/${mailId}`, 'templates/hostile.en', 'facts/hostile', 'categories/hostile', 'people/hostile'];
    const places = [...menu, ...deeper.filter((place) => menu.includes(place.split('/')[0] ?? ''))];
    const seen: string[] = [];
    for (const place of places) {
      await go(place);
      expect({ place, ...(await page.evaluate<object>(HARM)) }).toEqual({ place, ran: null, active: 0, frames: 0 });
      if ((await page.locator('main').textContent())?.includes(SHOWN)) seen.push(place);
    }
    const telling = ['today', 'mails', 'templates', 'facts', 'audit'].filter((name) => menu.includes(name));
    expect(seen).toEqual(expect.arrayContaining([...telling, `mails/${mailId}`]));
    // Nothing was even tried: the policy of the page had nothing to refuse.
    expect(complaints.filter((line) => /Content Security Policy|Failed to load/.test(line))).toEqual([]);
  }, 60_000);

  it('are text in what is found of a sender, and in the log', async () => {
    const { page, go } = opened;
    await go('personal-data');
    await page.getByLabel('The person’s address').fill(SENDER);
    await page.getByRole('button', { name: 'Look up' }).click();
    await page.getByRole('cell', { name: SHOWN }).first().waitFor();
    for (const part of await page.locator('summary').all()) await part.click();
    await page.locator('.held-parts').getByText(SHOWN).first().waitFor();
    await go('audit?target=categories.hostile');
    await page.getByRole('link', { name: SHOWN }).first().waitFor();
    expect(await page.evaluate(HARM)).toEqual({ ran: null, active: 0, frames: 0 });
  });

  it('are text where the address itself holds them', async () => {
    const { page, go } = opened;
    for (const place of [`audit?target=${encodeURIComponent(HOSTILE)}`, `today?category=${encodeURIComponent(HOSTILE)}`]) {
      await go(place);
      expect(await page.evaluate(HARM)).toEqual({ ran: null, active: 0, frames: 0 });
    }
    await page.goto(`${app.url}/console/#/${encodeURIComponent(HOSTILE)}`);
    await page.getByText('There is no such page.').waitFor();
    expect(await page.evaluate(HARM)).toEqual({ ran: null, active: 0, frames: 0 });
  });
});

function hostileMail(): Promise<Buffer> {
  return new MailComposer({
    from: { name: HOSTILE, address: SENDER },
    to: 'contact@ecole.example',
    subject: `Fees ${HOSTILE}`,
    text: `Hello,\n\nHow much are the tuition fees for the bachelor?\n\n${HOSTILE}`,
    html: `<p>How much are the tuition fees for the bachelor?</p>${HOSTILE}`,
    attachments: [{ filename: `${HOSTILE}.txt`, content: 'x' }],
  })
    .compile()
    .build();
}

/** Names and texts that admins give, all of them hostile. */
async function writeHostilePolicy({ call, url, emulated }: ConsoleStage): Promise<void> {
  const both = { fr: NAME, en: NAME };
  const edit = async (method: string, path: string, body: object): Promise<void> => {
    const { policyVersion } = (await call('admin', 'GET', '/api/facts')).body;
    const answer = await call('admin', method, path, { revision: policyVersion, ...body });
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
  };
  const period = { validFrom: null, validUntil: null };
  const value = { fr: HOSTILE, en: HOSTILE };
  await edit('POST', '/api/facts', { fact: { key: 'hostile', kind: 'text', label: both, value, ...period } });
  await edit('POST', '/api/people', { id: 'hostile', name: NAME, function: both, address: SENDER });
  await edit('POST', '/api/categories', {
    id: 'hostile',
    name: both,
    description: value,
    examples: { fr: [HOSTILE], en: [HOSTILE] },
    slots: [],
    personId: 'hostile',
    handling: 'route',
  });
  await edit('PUT', '/api/templates/hostile.en', { categoryId: 'hostile', language: 'en', subject: NAME, body: NAME });
  await edit('PATCH', '/api/hours', { addClosures: [{ from: '2027-01-04', until: '2027-01-05', name: both }] });
  const response = await fetch(`${url}/api/files?name=${encodeURIComponent(`${NAME}.txt`)}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${emulated?.people.admin.token}`, 'content-type': 'application/octet-stream' },
    body: 'x',
  });
  // A name that no file may have is refused; one that is taken is shown as text.
  if (response.status >= 500) throw new Error(await response.text());
}
