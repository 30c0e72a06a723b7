import { sendEffect } from '../../server/mail/send-effect.ts';
import { useInstallation } from './support/installation.ts';

const it_ = useInstallation();

const settings = async () => (await it_.get('/api/settings')).body;
const patch = async (change: object) =>
  it_.call('patch', '/api/settings', { revision: (await settings()).revision, ...change }, 'admin');
const view = async (id: string) => (await it_.get(`/api/mails/${id}`)).body;

test('off: what is held becomes a suggestion or a route, and the answer says what had already left', async () => {
  const left = await it_.take({ subject: 'fees one', from: 'A <a@people.example>' });
  await it_.sendDue(`${left}.reply.1`);
  const long = await it_.take({ subject: 'fees two', from: 'B <b@people.example>' });
  await it_.sendDue(`${long}.reply.1`);
  it_.clock.advance(61_000);
  const just = await it_.take({ subject: 'fees three', from: 'C <c@people.example>' });
  it_.clock.advance(60_000);
  await sendEffect(it_.ctx, `${just}.reply.1`);
  const reply = await it_.take({ subject: 'fees four', from: 'D <d@people.example>' });
  const forward = await it_.take({ subject: 'visa five', from: 'E <e@people.example>' });

  const answer = await patch({ autoMode: false });
  expect(answer.status).toBe(200);
  expect(answer.body.settings).toMatchObject({ autoMode: false, autoModeSince: null });
  expect(answer.body.withdrawn.sort()).toEqual([reply, forward].sort());
  expect(answer.body.left).toEqual([{ mailId: just, kind: 'reply', state: 'sent', at: expect.any(Number) }]);
  expect(await view(reply)).toMatchObject({ state: 'suggested', waiting: true, outgoing: null });
  expect(await view(forward)).toMatchObject({ state: 'routed', assignee: { id: 'registrar' } });
  expect((await view(reply)).timeline.at(-1)).toMatchObject({ reasons: [{ code: 'switched-off-while-held' }] });
  const before = it_.mailbox.sentRaws().length;
  for (const id of [`${reply}.reply.1`, `${forward}.forward.1`]) await it_.sendDue(id);
  expect(it_.mailbox.sentRaws()).toHaveLength(before);
});

test('off does not take back what a person asked for', async () => {
  const id = await it_.take({ subject: 'hours question' });
  await patch({ autoMode: false });
  const { revision } = await view(id);
  expect((await it_.post(`/api/mails/${id}/reply`, { revision })).body).toMatchObject({ state: 'replied' });
});

test('on again: counts from now, and mail from before is not answered by itself', async () => {
  await patch({ autoMode: false });
  it_.clock.advance(5_000);
  const on = await patch({ autoMode: true });
  expect(on.body.settings).toMatchObject({ autoMode: true, autoModeSince: it_.clock.now() });
  it_.clock.advance(5_000);
  const again = await patch({ autoMode: true, holdMs: 1_000 });
  expect(again.body.settings.autoModeSince).toBe(it_.clock.now() - 5_000);
});

test('one category: only its mails are taken back, and `since` is when its mode changed', async () => {
  const fees = await it_.take({ subject: 'fees one', from: 'A <a@people.example>' });
  const visa = await it_.take({ subject: 'visa two', from: 'B <b@people.example>' });
  const answer = await patch({ modes: { fees: 'rehearsal', visa: 'automatic' } });
  expect(answer.body.withdrawn).toEqual([fees]);
  expect(answer.body.settings.modes).toMatchObject({ fees: { mode: 'rehearsal', since: it_.clock.now() }, visa: { since: 0 } });
  expect(await view(visa)).toMatchObject({ state: 'held' });
});

test('a stale revision changes nothing and gives the settings as they are', async () => {
  const { revision } = await settings();
  await patch({ threshold: 0.95 });
  const stale = await it_.call('patch', '/api/settings', { revision, threshold: 0.5 }, 'admin');
  expect(stale.body).toMatchObject({ status: 409, code: 'conflict', settings: { threshold: 0.95, revision: revision + 1 } });
  expect((await settings()).threshold).toBe(0.95);
});

test.each<[string, object]>([
  ['an unknown member', { autoMod: false }],
  ['a threshold above one', { threshold: 1.5 }],
  ['a negative hold', { holdMs: -1 }],
  ['a mode that is none', { modes: { fees: 'always' } }],
  ['an address that is none', { ownAddresses: ['not an address'] }],
  ['a category that is not there', { modes: { nothing: 'automatic' } }],
  ['a name that every object has', { modes: { constructor: 'automatic' } }],
])('refuses %s and changes nothing', async (_name, change) => {
  const before = await settings();
  const refused = await patch(change);
  expect(refused.body).toMatchObject({ status: 400, code: 'invalid' });
  expect(await settings()).toEqual(before);
});

test('a member of staff reads the settings and changes none', async () => {
  const before = await settings();
  const refused = await it_.call('patch', '/api/settings', { revision: before.revision, autoMode: false }, 'staff');
  expect(refused.body).toMatchObject({ status: 403, code: 'forbidden' });
  expect(await settings()).toEqual(before);
});

test('who switched is in the audit log, without the addresses among the settings', async () => {
  await patch({ autoMode: false, ownAddresses: ['Old@Ecole.example'] });
  expect((await settings()).ownAddresses).toEqual(['old@ecole.example']);
  const { body } = await it_.get('/api/audit?target=settings', 'admin');
  const detail = { autoMode: false, changed: 'autoMode ownAddresses', was: 'autoMode=true', now: 'autoMode=false' };
  expect(body.items[0]).toMatchObject({ action: 'settings', detail });
  expect(JSON.stringify(body)).not.toContain('@');
});
