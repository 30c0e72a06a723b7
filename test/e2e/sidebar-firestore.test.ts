import { HomeView, MailView } from '../../shared/api.ts';
import { atNoon } from '../helpers/noon.ts';
import { type Emulator, hasEmulator, startEmulator } from '../support/emulators.ts';
import { type Booted, boot } from './support/boot.ts';

const here = hasEmulator('firestore');
let emulator: Emulator;
let app: Booted;

(here ? describe : describe.skip)('on Firestore', () => {
  beforeAll(async () => {
    emulator = await startEmulator('firestore');
    const env = { MAILGPS_STORE: 'firestore', GOOGLE_CLOUD_PROJECT: 'mail-gps-sidebar', FIRESTORE_EMULATOR_HOST: emulator.host };
    const modes = { timetable: { mode: 'automatic', since: 0 }, fees: { mode: 'never', since: 0 } } as const;
    app = await boot({ env, settings: { holdMs: 3_600_000, modes }, policy: atNoon, tickMs: null });
  }, 90_000);
  afterAll(async () => {
    await app.remove();
    await emulator.stop();
  });

  const home = async () => HomeView.parse((await app.api('GET', '/api/home')).body);

  test('the first page and a mail with its choices are what they are on the embedded store', async () => {
    const held = await app.deliver({ subject: 'timetable of a day', from: 'A <a@people.example>' });
    const mail = await app.deliver({ subject: 'fees of courses', from: 'B <b@people.example>' });
    await app.untilState(held.id, 'held');
    await app.untilState(mail.id, 'suggested');
    expect(await home()).toMatchObject({
      held: 1,
      categories: expect.arrayContaining([expect.objectContaining({ id: 'timetable', mode: 'automatic', held: 1 })]),
      waiting: { total: 1, items: [{ id: mail.id, followsUp: false }] },
      sentToday: { total: 0, items: [] },
    });
    const view = MailView.parse((await app.api('GET', `/api/mails/${mail.id}?choices=true`)).body);
    expect(view.choices).toMatchObject({ mailbox: app.ctx.address, me: { role: 'staff' } });

    const { revision } = (await app.api('GET', '/api/settings')).body;
    await app.api('PATCH', '/api/settings', { revision, holdMs: 0 }, 'admin');
    const sent = await app.deliver({ subject: 'timetable of a week', from: 'C <c@people.example>' });
    const record = await app.until(sent.id, (found) => (found.reply?.messageId ?? '') !== '');
    expect(await home()).toMatchObject({ sentToday: { total: 1, items: [{ id: sent.id }] } });

    const headers = [`In-Reply-To: <${record.reply?.messageId}>`];
    const after = await app.deliver({ subject: 'fees once more', from: 'C <c@people.example>', headers });
    await app.untilState(after.id, 'suggested');
    expect((await home()).waiting).toMatchObject({
      total: 2,
      items: [
        { id: after.id, followsUp: true },
        { id: mail.id, followsUp: false },
      ],
    });
    const replied = await app.api('POST', `/api/mails/${mail.id}/reply`, { revision: view.revision });
    expect(replied).toMatchObject({ status: 200, body: { state: 'replied' } });
    expect((await home()).waiting).toMatchObject({ total: 1, items: [{ id: after.id }] });
  });
});
