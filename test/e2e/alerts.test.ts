import { canaryStates } from '../../server/mail/canary.ts';
import type { Mailbox } from '../../server/mailbox/mailbox.ts';
import { openAlerts } from '../../server/store/alerts.ts';
import { records } from '../../server/store/collections.ts';
import { AppError } from '../../shared/errors.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { startSmtpServer } from '../support/smtp-server.ts';
import { type Booted, boot } from './support/boot.ts';
import { scriptedBrain } from './support/scripted-brain.ts';

const MINUTE = 60_000;

let receiver: Receiver;
let booted: Booted | null = null;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(async () => {
  await booted?.remove();
  booted = null;
  await receiver.close();
});

const posted = () => receiver.requests.filter(({ method }) => method === 'POST').map(({ body }) => JSON.parse(body));
const env = () => ({ MAILGPS_ALERT_WEBHOOK: `${receiver.url}/hook` });

const canaryState = async (server: Booted) => (await canaryStates.get(server.ctx.store, 'shared'))?.data.canaries ?? [];

test('a mail that is parked as failed reaches people by mail and by webhook, and is named by its id alone', async () => {
  const smtp = await startSmtpServer();
  const brain = scriptedBrain(() => {
    throw new AppError('invalid', 'Never.', { cause: new Error('<jeanne@people.example> and my secret') });
  });
  booted = await boot({ brain, env: { ...env(), MAILGPS_ALERT_SMTP_URL: `smtp://127.0.0.1:${smtp.port}` } });
  const { id } = await booted.deliver({ subject: 'fees and my secret' });
  await booted.untilState(id, 'failed');
  await smtp.until(1);
  await booted.stop();
  expect(smtp.received.map(({ to, from }) => ({ to, from }))).toEqual([
    { to: ['admin@ecole.example'], from: 'mail-gps@ecole.example' },
  ]);
  expect(posted()).toMatchObject([
    { cause: 'mail-failed', count: 1, recordIds: [id], todo: expect.stringContaining('Réessayer') },
  ]);
  for (const text of [smtp.received[0]?.raw ?? '', JSON.stringify(posted())]) {
    expect(text).not.toContain('people.example');
    expect(text).not.toContain('my secret');
  }
  await smtp.close();
});

test('what was said right before a stop is told; where nobody takes it, the next start tells it', async () => {
  booted = await boot({ env: env(), tickMs: null });
  const { dataDir } = booted;
  booted.ctx.alert('resync');
  await booted.stop();
  expect(posted()).toMatchObject([{ cause: 'resync', count: 1 }]);
  receiver.requests.length = 0;

  booted = await boot({ env: env(), tickMs: null, dataDir });
  receiver.answerWith({ status: 404 });
  booted.ctx.alert('mail-failed', { recordId: 'm1' });
  await booted.stop();
  expect(posted()).toHaveLength(1);
  booted = await boot({ env: env(), tickMs: null, dataDir, now: () => Date.now() + 5 * MINUTE });
  await booted.jobs.run('alerts');
  expect(posted()).toMatchObject([{ cause: 'mail-failed' }, { cause: 'mail-failed', count: 1, recordIds: ['m1'] }]);
});

test('a mailbox that asks for consent is told and stays open until it is read again', async () => {
  booted = await boot({ env: env(), tickMs: null });
  const { control } = booted.emulated ?? missing();
  await control.addFault({ method: 'history.list', kind: 'status', status: 401, times: 100 });
  await booted.ctx.catchUp().catch(() => undefined);
  await booted.jobs.run('alerts');
  expect(posted()).toMatchObject([{ cause: 'reauthorise', todo: expect.stringContaining('cli -- login') }]);
  expect((await openAlerts(booted.ctx.store, Date.now())).map(({ cause }) => cause)).toEqual(['reauthorise']);
  await control.clearFaults();
  await booted.ctx.catchUp();
  await booted.jobs.run('alerts');
  expect(await openAlerts(booted.ctx.store, Date.now())).toEqual([]);
});

test('a canary is put in, read by the way all mail goes, leaves no record, and its heartbeat is called', async () => {
  const heart = await startReceiver();
  let later = 0;
  let binned = (): void => undefined;
  const inTheBin = new Promise<void>((resolve) => {
    binned = resolve;
  });
  const mailbox = (real: Mailbox): Mailbox => ({
    ...real,
    trash: async (id) => {
      await real.trash(id);
      binned();
    },
  });
  const brain = scriptedBrain();
  const now = () => Date.now() + later;
  const heartbeat = { MAILGPS_HEARTBEAT_URL: `${heart.url}/beat` };
  booted = await boot({ env: { ...env(), ...heartbeat }, canary: true, tickMs: null, brain, mailbox, now });
  await booted.jobs.run('canary');
  await inTheBin;
  expect(await booted.ctx.store.count(records.name, {})).toBe(0);
  expect(brain.calls).toBe(0);
  const [canary] = await canaryState(booted);
  expect(canary?.seenAt).not.toBeNull();
  const { control } = booted.emulated ?? missing();
  const [mail] = await control.messages();
  expect(mail).toMatchObject({ id: canary?.gmailId, labels: expect.arrayContaining(['TRASH']) });
  expect(mail?.labels).not.toContain('INBOX');
  later = 5 * MINUTE;
  await booted.jobs.run('canary');
  expect(heart.requests).toMatchObject([{ method: 'GET', path: '/beat' }]);
  await heart.close();
});

test('a canary that nobody reads is told after a quarter of an hour', async () => {
  let later = 0;
  const mailbox = (real: Mailbox): Mailbox => ({ ...real, insert: async () => ({ id: 'gone', threadId: 'gone', labels: [] }) });
  booted = await boot({ env: env(), canary: true, tickMs: null, mailbox, now: () => Date.now() + later });
  for (later = 0; later <= 25 * MINUTE; later += 5 * MINUTE) {
    await booted.jobs.run('canary');
    await booted.jobs.run('alerts');
  }
  expect(posted()).toMatchObject([{ cause: 'canary-missed', count: 1 }]);
});

test('a real mailbox nobody consented for: people are told where there is a channel, else that nobody will be', async () => {
  const real = {
    MAILGPS_MAILBOX: 'gmail',
    MAILGPS_ADDRESS: 'contact@ecole.example',
    MAILGPS_TOKEN_KEY: 'a key of the tests that is long enough for the form',
    GMAIL_CLIENT_ID: 'client.apps.googleusercontent.com',
    GMAIL_CLIENT_SECRET: 'secret',
    GMAIL_ROOT_URL: receiver.url,
    MAILGPS_ADDON_AUDIENCE: 'sidebar',
    MAILGPS_HOSTED_DOMAINS: 'ecole.example',
  };
  const warned = (server: Booted) => server.logged.filter(({ message }) => message.startsWith('no alert channel')).length;
  booted = await boot({ env: { ...real, ...env() }, tickMs: null });
  await booted.jobs.run('alerts');
  expect(posted()).toMatchObject([{ cause: 'reauthorise' }]);
  expect([warned(booted), booted.jobs.names.includes('canary')]).toEqual([0, true]);
  await booted.remove();
  booted = await boot({ env: real, tickMs: null });
  await booted.jobs.run('alerts');
  expect(posted()).toHaveLength(1);
  expect(warned(booted)).toBe(1);
});

function missing(): never {
  throw new Error('no emulated mailbox');
}
