import { FiguresView, RehearsalView, WhatIfView } from '../../shared/api.ts';
import { type Emulator, hasEmulator, startEmulator } from '../support/emulators.ts';
import { type Booted, boot } from './support/boot.ts';

const here = hasEmulator('firestore');
let emulator: Emulator;
let app: Booted;

(here ? describe : describe.skip)('on Firestore', () => {
  beforeAll(async () => {
    emulator = await startEmulator('firestore');
    const env = { MAILGPS_STORE: 'firestore', GOOGLE_CLOUD_PROJECT: 'mail-gps-console', FIRESTORE_EMULATOR_HOST: emulator.host };
    app = await boot({ env, settings: { holdMs: 0, modes: { timetable: { mode: 'automatic', since: 0 } } }, tickMs: null });
  }, 90_000);
  afterAll(async () => {
    await app.remove();
    await emulator.stop();
  });

  const get = async (path: string) => (await app.api('GET', path, undefined, 'admin')).body;

  test('a day of the console is what it is on the embedded store: sign-in, figures, rehearsal, what-if, lists, audit', async () => {
    const link = (await app.consoleLink?.()) ?? '';
    const entered = await fetch(link, { redirect: 'manual' });
    const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect(entered.status).toBe(303);
    expect((await fetch(link, { redirect: 'manual' })).status).toBe(401);
    const me = await fetch(`${app.url}/api/me`, { headers: { cookie } });
    expect(await me.json()).toMatchObject({ role: 'admin' });

    const sent = await app.deliver({ subject: 'timetable of a day', from: 'A <a@people.example>' });
    const mail = await app.deliver({ subject: 'fees of courses', from: 'B <b@people.example>' });
    await app.until(sent.id, (found) => (found.reply?.messageId ?? '') !== '');
    await app.untilState(mail.id, 'suggested');
    await app.jobs.run('stats');

    const { revision } = await get(`/api/mails/${mail.id}`);
    await app.api('POST', `/api/mails/${mail.id}/reply`, { revision, text: 'Come and see us.' }, 'admin');
    await app.jobs.run('stats');
    const figures = FiguresView.parse(await get('/api/figures'));
    expect(figures).toMatchObject({ received: { value: 2 }, automatic: { value: 1 }, staff: { value: 1 } });
    for (const { filter, value } of [figures.received, figures.automatic, figures.staff, figures.corrected, figures.rehearsed]) {
      expect((await get(`/api/mails?${new URLSearchParams(filter)}`)).items).toHaveLength(value);
    }
    const rehearsal = RehearsalView.parse(await get('/api/rehearsal?category=fees'));
    expect(rehearsal.mails.map(({ id }) => id)).toEqual(figures.rehearsed.value === 1 ? [mail.id] : []);
    const change = { change: { modes: { timetable: 'never' } } };
    const whatIf = await app.api('POST', '/api/what-if', change, 'admin');
    expect(WhatIfView.parse(whatIf.body)).toMatchObject({ rows: 2, before: 1, after: 0, less: { mails: [{ id: sent.id }] } });
    expect((await get('/api/mails?unassigned=true&by=staff&q=fees')).items).toHaveLength(1);
    expect((await get(`/api/audit?action=sign-in&since=${Date.now() - 600_000}`)).items).toHaveLength(1);
    await app.jobs.run('purge');
    const ended = await fetch(`${app.url}/console/session`, { method: 'DELETE', headers: { cookie, origin: app.url } });
    expect(ended.status).toBe(204);
    expect((await fetch(`${app.url}/api/me`, { headers: { cookie } })).status).toBe(401);
  });
});
