import { checkMailbox, readMailbox } from '../../server/mail/check-mailbox.ts';
import { type Emulator, hasEmulator, startEmulator } from '../support/emulators.ts';
import type { Loopback } from '../support/loopback.ts';
import { makeTopics, startGmailBridge } from '../support/pubsub-resources.ts';
import { type PushRelay, type RelayHabits, startPushRelay } from '../support/push-signer.ts';
import { type Booted, boot } from './support/boot.ts';

const suite = hasEmulator('pubsub') ? describe : describe.skip;
suite("by Pub/Sub alone, on Google's emulator: nothing ticks and nothing polls", () => {
  let emulator: Emulator;
  let projects = 0;
  let app: Booted;
  let relay: PushRelay;
  let bridge: Loopback;
  beforeAll(async () => {
    emulator = await startEmulator('pubsub');
  }, 90_000);
  afterAll(() => emulator.stop());
  afterEach(async () => {
    await app.remove();
    await relay.close();
    await bridge.close();
  });

  /** Mailbox → Gmail topic → relay (which signs) → /push/gmail → wake topic → relay → /push/wake. */
  async function start(options: { habits?: RelayHabits; account?: string; wakePath?: string } = {}): Promise<void> {
    const { habits = {}, wakePath = '/push/wake' } = options;
    const project = `chain-${++projects}`;
    bridge = await startGmailBridge({ emulatorHost: emulator.host, project });
    app = await boot({
      tickMs: null,
      env: {
        MAILGPS_WAKE: 'pubsub',
        GOOGLE_CLOUD_PROJECT: project,
        PUBSUB_EMULATOR_HOST: emulator.host,
        MAILGPS_PUSH_AUDIENCE: 'https://unused.example/push/gmail',
        MAILGPS_PUSH_ACCOUNT: 'unused@project.iam.gserviceaccount.com',
      },
    });
    const { emulated } = app;
    if (!emulated) throw new Error('There is no emulated mailbox');
    const email = options.account ?? emulated.access.pushAccount;
    relay = await startPushRelay({
      mint: (target) => emulated.control.mintIdToken({ sub: '1', email, aud: `${target}/push/gmail` }),
      targets: [app.url],
      habits,
    });
    await makeTopics(emulator.host, project, {
      gmailPushUrl: `${relay.url}/push/gmail`,
      wakePushUrl: `${relay.url}${wakePath}`,
    });
    await emulated.control.setPush(bridge.url);
    // The watch at start was told to the server itself: once that is over, only what comes this way marks the mailbox.
    for (;;) {
      const { changes, acknowledged } = await emulated.control.notifications();
      if (acknowledged >= changes) break;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await checkMailbox(app.ctx);
  }

  test('a mail in the mailbox marks it as changed', async () => {
    // Wake-ups go nowhere: only the mark is looked at.
    await start({ wakePath: '/nowhere' });
    await app.deliver({ subject: 'timetable des cours' });
    while (!(await readMailbox(app.ctx.store)).dirty) await new Promise((resolve) => setTimeout(resolve, 10));
  });

  test('a mail in the mailbox is answered', async () => {
    await start();
    const mail = await app.deliver({ subject: 'timetable des cours' });
    expect((await app.untilState(mail.id, 'replied')).reply?.by.kind).toBe('automatic');
  });

  test('notifications and wake-ups that come late, twice, in another order or are given back: each mail is answered once', async () => {
    await start({ habits: { seed: 5, repeat: 0.3, cut: 0.15, delay: 0.3, reorder: 0.3 } });
    const mails = [];
    for (let n = 0; n < 12; n++) {
      mails.push(
        await app.deliver({ subject: `timetable ${n}`, from: `p${n}@people.example`, messageId: `m${n}@people.example` }),
      );
    }
    for (const { id } of mails) await app.untilState(id, 'replied');
    expect(await app.sent()).toHaveLength(mails.length);
    expect(relay.counts().repeated + relay.counts().cut).toBeGreaterThan(0);
  });

  test('a token of another account marks nothing, and is told to Pub/Sub as refused', async () => {
    await start({ account: 'other@project.iam.gserviceaccount.com' });
    await app.deliver({ subject: 'timetable des cours' });
    while (relay.counts().refused === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect((await readMailbox(app.ctx.store)).dirty).toBe(false);
    expect(relay.counts().acknowledged).toBe(0);
  });
});
