import { AppError } from '../../shared/errors.ts';
import { eml } from '../e2e/support/eml.ts';
import { useInstallation } from './support/installation.ts';

const it_ = useInstallation();

const view = async (id: string) => (await it_.get(`/api/mails/${id}`)).body;
/** An action on the mail as it is shown now. */
async function act(id: string, action: string, body: object = {}) {
  const { revision } = await view(id);
  return it_.post(`/api/mails/${id}/${action}`, { revision, ...body });
}

describe('retry and take', () => {
  async function failed(): Promise<string> {
    const id = it_.mailbox.deliver(eml({ subject: 'hours again' }));
    await it_.ctx.catchUp();
    const { brain } = it_.ctx;
    it_.ctx.brain = { name: 'broken', read: () => Promise.reject(new AppError('invalid', 'no usable reading')) };
    await it_.post(`/api/mails/${id}/take`);
    it_.ctx.brain = brain;
    return id;
  }

  test('a mail that failed is handled again from the beginning', async () => {
    const id = await failed();
    expect(await view(id)).toMatchObject({ state: 'failed', actions: expect.arrayContaining(['retry', 'done']) });
    expect((await act(id, 'retry')).body).toMatchObject({
      state: 'suggested',
      subject: 'hours again',
      suggestion: { templateId: 'hours.fr' },
    });
  });

  test('a mail that was never read is no more reopened than answered: closed or not, it is tried again', async () => {
    const id = await failed();
    expect((await act(id, 'reopen')).body).toMatchObject({ code: 'illegal-state' });
    expect((await act(id, 'done')).body).toMatchObject({ state: 'ignored', actions: expect.not.arrayContaining(['reopen']) });
    expect((await act(id, 'retry')).body).toMatchObject({ state: 'suggested', suggestion: { templateId: 'hours.fr' } });
  });

  test('a mail whose sending is of unknown outcome is never tried again by itself: it must be reopened', async () => {
    const id = await it_.take({ subject: 'hours question' });
    it_.mailbox.refuseSending(new AppError('outcome-unknown', 'no answer'));
    await act(id, 'reply');
    for (let i = 0; i < 8; i++) await it_.sendDue(`${id}.reply.1`);
    expect(await view(id)).toMatchObject({ state: 'failed', outgoing: { state: 'unknown' } });
    expect((await act(id, 'retry')).body).toMatchObject({ code: 'illegal-state' });
    expect((await act(id, 'reply', { text: 'encore' })).body).toMatchObject({ code: 'already-replied' });
    it_.mailbox.refuseSending(null);
    expect((await act(id, 'reopen')).body).toMatchObject({ state: 'suggested', outgoing: null });
    expect(it_.mailbox.draftRaws()).toHaveLength(0);
    expect((await act(id, 'reply')).body).toMatchObject({ state: 'replied' });
  });

  test('a mail not seen yet is handled now, found by its Message-ID', async () => {
    const id = it_.mailbox.deliver(eml({ subject: 'hours new', messageId: 'new@people.example' }));
    expect((await it_.get('/api/mails/elsewhere123?messageId=new@people.example')).status).toBe(404);
    const taken = await it_.post('/api/mails/elsewhere123/take?messageId=%3Cnew@people.example%3E');
    expect(taken.body).toMatchObject({ id, state: 'suggested', subject: 'hours new' });
    expect((await it_.get('/api/mails/elsewhere123?messageId=new@people.example')).body).toMatchObject({ id });
    const again = await it_.post(`/api/mails/${id}/take`);
    expect(again.body).toMatchObject({ revision: taken.body.revision });
  });

  test('by its Gmail id as well; what is not in the mailbox is not found', async () => {
    const id = it_.mailbox.deliver(eml({ subject: 'hours new' }));
    expect((await it_.post(`/api/mails/${id}/take`)).body).toMatchObject({ state: 'suggested' });
    expect((await it_.post('/api/mails/0123456789abcdef/take')).status).toBe(404);
    expect((await it_.post('/api/mails/..%2f..%2fetc/take')).status).toBe(404);
  });

  test('taken by two at once, it is handled once', async () => {
    const id = it_.mailbox.deliver(eml({ subject: 'hours new' }));
    const taken = await Promise.all([1, 2, 3].map(() => it_.post(`/api/mails/${id}/take`)));
    expect(taken.every(({ status }) => status === 200)).toBe(true);
    expect(it_.counted.mails).toBe(1);
  });
});
