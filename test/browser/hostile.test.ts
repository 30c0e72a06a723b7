import MailComposer from 'nodemailer/lib/mail-composer';
import type { Delivered } from '../../server/preview/gmail/control.ts';
import { describeInBrowser, START_MS } from './support/chromium.ts';
import { type Opened, type Stage, screenshot, stage } from './support/stage.ts';

const RUN = 'document.documentElement.dataset.ran = 1';
/** Each goes into the subject, the sender's name and the body, once as text and once as HTML. `shown` is looked for. */
const HOSTILE: readonly { name: string; words: string; shown: string }[] = [
  { name: 'a script', words: `<script>${RUN}</script>`, shown: `<script>${RUN}</script>` },
  { name: 'an image that fails', words: `<img src=x onerror="${RUN}">`, shown: '<img src=x onerror=' },
  { name: 'a picture with a script in it', words: `<svg onload="${RUN}"><a href="#">x</a></svg>`, shown: '<svg onload=' },
  { name: 'a way out of the page', words: '</span></a></p></main><h1>Taken</h1>', shown: '</span></a></p></main>' },
  { name: 'markup of cards', words: '<b>bold</b><a href="javascript:alert(1)">Send</a><br>', shown: '<b>bold</b><a href=' },
  { name: 'entities', words: '&lt;script&gt; &amp;amp; &#60;b&#62;', shown: '&lt;script&gt; &amp;amp; &#60;b&#62;' },
  { name: 'gaps of templates', words: '{{constructor}} #{7*7} ⟦gap⟧ %s', shown: '{{constructor}} #{7*7}' },
  { name: 'a link that runs', words: 'javascript:alert(document.domain)//', shown: 'javascript:alert(document.domain)//' },
  { name: 'text that turns round', words: '\u202Egnp.\u2066eciovni\u2069 \u200Fend', shown: 'gnp.eciovni' },
  { name: 'letters without width', words: 'Ho\u200Bli\u200Dda\uFEFFys\u00AD', shown: 'Holidays' },
  { name: 'stacked marks', words: `Z${'\u0335\u0347\u0300'.repeat(60)}algo`, shown: 'algo' },
  { name: 'one word of 100 KB', words: 'w'.repeat(100_000), shown: 'w'.repeat(200) },
  { name: 'line breaks and nulls', words: 'Subject\u0000:\u2028X-Injected: yes\u0085z', shown: 'X-Injected: yes' },
];

interface Harm {
  ran: unknown;
  inText: number;
  active: number;
  wide: number;
  high: number;
  panel: number;
}

/** In the page: what a mail may have brought about there. */
const LOOK_FOR_HARM = `({
  ran: document.documentElement.dataset.ran ?? null,
  inText: document.querySelectorAll('.body *, .subject *, .snippet *, .thread-subject *, .who :not(.unseen)').length,
  active: document.querySelectorAll(
    'main :is(script, img, iframe, style, a), .addon :is(script, img, iframe, style), a[href^="javascript"], [onload], [onerror]',
  ).length,
  wide: Math.max(...[document.documentElement, ...document.querySelectorAll('.scroll, .pane, .message')].map((each) => each.scrollWidth - each.clientWidth)),
  high: Math.max(...[...document.querySelectorAll('.mail-list li')].map((each) => each.getBoundingClientRect().height)),
  panel: document.querySelector('.addon').scrollWidth,
})`;

describeInBrowser('hostile mails', (browser) => {
  let app: Stage;
  let opened: Opened;
  const delivered: Delivered[] = [];
  beforeAll(async () => {
    app = await stage({ autoMode: false });
    for (const [index, { words }] of HOSTILE.entries()) delivered.push(await app.deliver(await hostile(words, index)));
    opened = await app.open(browser(), { viewport: { width: 1280, height: 800 } });
  }, START_MS);
  afterAll(() => app.remove());

  it.each(HOSTILE.map((each, index) => ({ ...each, index })))(
    '$name is text, in the list, the mail and the card',
    async ({ shown, index }) => {
      const { page, list, mail, panel, complaints } = opened;
      const threadId = delivered[index]?.threadId;
      const line = list.locator(`li a[href="#/inbox/${threadId}"]`);
      await line.getByText('To answer').waitFor();
      await line.click();
      await mail.locator('.thread-subject', { hasText: /\S/ }).waitFor();
      await mail.locator('.body', { hasText: `mark ${index} end` }).waitFor();
      // The sidebar stands: not its crash, and not a card of another mail.
      await panel.getByText('Reply as it would be sent').or(panel.getByText('There is no suggested reply')).first().waitFor();
      expect(await mail.locator('.thread-subject').textContent()).toContain(shown);
      expect(await mail.locator('.body').textContent()).toContain(shown.slice(0, 100));
      expect(await line.locator('.subject').textContent()).toContain(shown);
      expect(await panel.textContent()).toContain(shown.slice(0, 20));
      const harm = await page.evaluate<Harm>(LOOK_FOR_HARM);
      expect(harm).toMatchObject({ ran: null, inText: 0, active: 0 });
      expect(harm.wide).toBeLessThanOrEqual(0);
      expect(harm.high).toBeLessThan(150);
      expect(harm.panel).toBeLessThanOrEqual(302);
      expect(complaints).toEqual([]);
      if (index === HOSTILE.length - 2) await screenshot(page, 'hostile-light');
    },
  );
});

/** A question about the holidays, so that the sidebar suggests an answer and shows its subject. */
function hostile(words: string, index: number): Promise<Buffer> {
  const text = `Hello,\n\nWhen do the winter holidays begin, and when do classes start again?\n\n${words}\n\nmark ${index} end`;
  return new MailComposer({
    from: { name: index % 2 ? words.slice(0, 300) : `Sender ${index}`, address: `hostile${index}@people.example` },
    to: 'contact@ecole.example',
    subject: `Holidays ${words}`,
    text,
    html: `<p>${words}</p>`,
    attachments: [{ filename: `${words.slice(0, 60)}.txt`, content: 'x' }],
  })
    .compile()
    .build();
}
