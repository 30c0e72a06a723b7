import { eraseSender } from '../../server/mail/actions/senders.ts';
import { checkMailbox } from '../../server/mail/check-mailbox.ts';
import type { Context } from '../../server/mail/context.ts';
import { handleMail } from '../../server/mail/handle-mail.ts';
import { AppError } from '../../shared/errors.ts';
import { eml } from '../e2e/support/eml.ts';
import { AUTHENTICATED, useInstallation } from '../http/support/installation.ts';

/** Promise 1: what lies in spam or the bin when it comes is not lost when a person takes it out. */
const it_ = useInstallation();

const BY = { id: 'u1', name: 'Ada', signature: 'Ada', function: null };

/** A mail that came with this label and was set aside for it. */
async function hidden(label: string): Promise<string> {
  const id = it_.mailbox.deliver(eml({ subject: 'hours question', from: 'Zoé <zoe@people.example>', headers: AUTHENTICATED }));
  it_.mailbox.move(id, [label]);
  await checkMailbox(it_.ctx);
  await handleMail(it_.ctx, id);
  expect((await it_.record(id)).state).toBe('ignored');
  return id;
}

/** Every new look at the mailbox, and the work it wakes. */
async function look(ctx: Context = it_.ctx): Promise<void> {
  it_.woken.length = 0;
  await checkMailbox(ctx);
  for (const { kind, id } of [...it_.woken]) if (kind === 'record') await handleMail(ctx, id);
}

const tooOld = (): Context => {
  const changes = () => Promise.reject(new AppError('cursor-too-old', 'The history id is too old.'));
  return { ...it_.ctx, mailbox: { ...it_.mailbox, changes } };
};

test.each(['SPAM', 'TRASH'])('a mail taken out of %s is handled', async (label) => {
  const id = await hidden(label);
  it_.mailbox.move(id, ['INBOX']);
  await look();
  const { state, suggestion, timeline } = await it_.record(id);
  expect([state, suggestion?.template?.id]).toEqual(['suggested', 'hours.fr']);
  expect(timeline.map(({ what }) => what)).toContain('taken-out');
});

test('also when a resync finds it there, and when staff open it first', async () => {
  const [listed, opened] = [await hidden('SPAM'), await hidden('TRASH')];
  it_.mailbox.move(opened, ['INBOX']);
  expect((await it_.post(`/api/mails/${opened}/take`, {})).body.state).toBe('suggested');
  it_.mailbox.move(listed, ['INBOX']);
  await look(tooOld());
  expect((await it_.record(listed)).state).toBe('suggested');
});

test('from spam into the bin is not out, and opening what lies there changes nothing', async () => {
  const id = await hidden('SPAM');
  it_.mailbox.move(id, ['TRASH']);
  await look();
  const { revision, state } = await it_.record(id);
  expect((await it_.post(`/api/mails/${id}/take`, {})).body).toMatchObject({ state: 'ignored', revision });
  expect(state).toBe('ignored');
});

test('a worker that read it with the label still on does not have the last word', async () => {
  const id = it_.mailbox.deliver(eml({ subject: 'hours question', headers: AUTHENTICATED }));
  it_.mailbox.move(id, ['SPAM']);
  await checkMailbox(it_.ctx);
  const fetchRaw: Context['mailbox']['fetchRaw'] = async (wanted) => {
    const found = await it_.mailbox.fetchRaw(wanted);
    it_.mailbox.move(id, ['INBOX']);
    await checkMailbox(it_.ctx);
    return found;
  };
  await handleMail({ ...it_.ctx, mailbox: { ...it_.mailbox, fetchRaw } }, id);
  expect((await it_.record(id)).state).toBe('received');
  await handleMail(it_.ctx, id);
  expect((await it_.record(id)).state).toBe('suggested');
});

test('what a person closed stays closed, and what was erased stays away', async () => {
  const [closed, erased] = [await hidden('SPAM'), await hidden('SPAM')];
  const act = async (id: string, action: string) =>
    it_.post(`/api/mails/${id}/${action}`, { revision: (await it_.record(id)).revision });
  await act(closed, 'reopen');
  await act(closed, 'done');
  it_.mailbox.move(closed, ['INBOX']);
  await look();
  expect((await it_.record(closed)).state).toBe('ignored');
  await eraseSender(it_.ctx, 'zoe@people.example', BY);
  it_.mailbox.move(erased, ['INBOX']);
  await look();
  expect(await it_.record(erased)).toMatchObject({ state: 'ignored', subject: '' });
  expect((await it_.post(`/api/mails/${erased}/take`, {})).body.state).toBe('ignored');
});
