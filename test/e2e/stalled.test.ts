import { writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mailbox } from '../../server/mailbox/mailbox.ts';
import { ACCESS_FILE } from '../../server/preview/emulated.ts';
import { type EmulatedGmail, startEmulatedGmail } from '../../server/preview/gmail/emulated-gmail.ts';
import type { Overrides } from '../../server/wiring.ts';
import { useTempFolder } from '../helpers/temp-folder.ts';
import { type Booted, boot } from './support/boot.ts';

/**
 * Promise 2: a server stalls in the middle of sending until its lease has lapsed and another server has taken over and
 * sent; then it wakes. The two share the data folder and the mailbox.
 */
const folder = useTempFolder();

type Call = 'createDraft' | 'sendDraft';
type Kind = 'automatic reply' | 'forward' | 'reply of staff';

const SHARED: Overrides = {
  // A process that stands still renews nothing.
  limits: { leaseMs: 500, mailboxLeaseMs: 500, workMs: 0, backoffMs: 10 },
  settings: {
    modes: { timetable: { mode: 'automatic', since: 0 }, fees: { mode: 'automatic', since: 0 } },
    caps: { perDay: 99, perHour: 99, perSenderDay: 99, perThread: 9 },
  },
  policy: (pack) => ({ ...pack, categories: pack.categories.map((c) => (c.id === 'fees' ? { ...c, handling: 'route' } : c)) }),
};

/** Holds up one kind of call, before or after it had its effect, until it is let go. */
function stalling(call: Call, when: 'before' | 'after') {
  let reached = (): void => undefined;
  let letGo = (): void => undefined;
  const there = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const told = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const held = async <T>(make: () => Promise<T>): Promise<T> => {
    const early = when === 'after' ? await make() : undefined;
    reached();
    await told;
    return early ?? make();
  };
  const wrap = (mailbox: Mailbox): Mailbox =>
    call === 'createDraft'
      ? { ...mailbox, createDraft: (raw, threadId) => held(() => mailbox.createDraft(raw, threadId)) }
      : { ...mailbox, sendDraft: (draftId) => held(() => mailbox.sendDraft(draftId)) };
  return { wrap, there, letGo };
}

async function mailboxIn(dataDir: string): Promise<EmulatedGmail> {
  await mkdir(dataDir);
  const gmail = await startEmulatedGmail({ address: 'contact@ecole.example' });
  const { url, accessToken, controlKey, certsUrl, issuer, pushAccount } = gmail;
  writeFileSync(join(dataDir, ACCESS_FILE), JSON.stringify({ url, accessToken, controlKey, certsUrl, issuer, pushAccount }));
  return gmail;
}

/** What a test has opened, to be closed in reverse. */
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const CASES = (['automatic reply', 'forward', 'reply of staff'] as const).flatMap((kind) =>
  (['createDraft', 'sendDraft'] as const).flatMap((call) =>
    (['before', 'after'] as const).map((when): [Kind, Call, 'before' | 'after'] => [kind, call, when]),
  ),
);

test.each(CASES)('%s: its server stalls at %s, %s its effect; the next one sends, and the first sends nothing', async (...c) => {
  const [kind, call, when] = c;
  const dataDir = folder(c.join('-'));
  const gmail = await mailboxIn(dataDir);
  const { wrap, there, letGo } = stalling(call, when);
  const settings = { ...SHARED.settings, ...(kind === 'reply of staff' ? { autoMode: false } : {}) };
  const common = { ...SHARED, settings, dataDir, env: { GMAIL_ROOT_URL: gmail.url } };
  const first = await boot({ ...common, mailbox: wrap, tickMs: null });
  closing.push(gmail.close, first.stop, async () => letGo());
  const mail = await first.deliver({ subject: kind === 'forward' ? 'fees' : 'timetable', messageId: 'asked@people.example' });
  const clicked = kind === 'reply of staff' ? click(first, mail.id) : null;
  await there;

  const second = await boot({ ...common, tickMs: 20 });
  closing.push(second.stop);
  const sent = await second.until(mail.id, (r) =>
    kind === 'forward' ? r.state === 'routed' && r.forward !== null : (r.reply?.messageId ?? '') !== '',
  );
  await second.jobs.tick();
  letGo();
  if (clicked) expect(await clicked).toMatchObject({ status: 200, body: { state: 'replied' } });
  await first.stop();
  await second.jobs.tick();
  await second.ctx.catchUp();

  const all = await gmail.messages();
  expect(all.filter(({ labels }) => labels.includes('SENT'))).toHaveLength(1);
  expect(all.filter(({ labels }) => labels.includes('DRAFT'))).toHaveLength(0);
  const record = await second.record(mail.id);
  expect(record).toMatchObject({ state: sent.state, reply: sent.reply, forward: sent.forward, effectCount: 1 });
  expect(await second.effect(`${mail.id}.${kind === 'forward' ? 'forward' : 'reply'}.1`)).toMatchObject({
    state: 'sent',
    sentId: all.find(isSent)?.id,
  });
});

async function click(app: Booted, id: string) {
  const { revision } = await app.untilState(id, 'suggested');
  return app.api('POST', `/api/mails/${id}/reply`, { revision });
}

function isSent({ labels }: { labels: readonly string[] }): boolean {
  return labels.includes('SENT');
}
