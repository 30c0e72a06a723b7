import { handleMail } from '../../server/mail/handle-mail.ts';
import { bounceOf } from './support/bounce.ts';
import { useInstallation } from './support/installation.ts';

const it_ = useInstallation();

const view = async (id: string) => (await it_.get(`/api/mails/${id}`)).body;

describe('a sender', () => {
  test('gets everything we hold, and is erased to a count', async () => {
    const from = 'Jeanne Martin <jeanne@people.example>';
    const replied = await it_.take({ subject: 'fees question', from, text: 'Mon texte' });
    await it_.sendDue(`${replied}.reply.1`);
    const held = await it_.take({ subject: 'fees again', from, text: 'Encore' });
    const other = await it_.take({ subject: 'hours autre', from: 'Jean <jean@people.example>' });
    const all = await it_.get('/api/senders/Jeanne@people.example', 'admin');
    expect(all.body.mails.map(({ mail }: { mail: { id: string } }) => mail.id).sort()).toEqual([replied, held].sort());
    expect(JSON.stringify(all.body)).toContain('Mon texte');

    const erased = await it_.call('delete', '/api/senders/jeanne@people.example', undefined, 'admin');
    expect(erased.body).toEqual({ erased: 2, pending: 0 });
    expect((await it_.get('/api/senders/jeanne@people.example', 'admin')).body.mails).toEqual([]);
    for (const id of [replied, held]) {
      const kept = JSON.stringify([
        await it_.record(id),
        await it_.effect(`${id}.reply.1`),
        await it_.ctx.store.get('bodies', id),
      ]);
      expect(kept).not.toMatch(/jeanne|martin|people\.example|Mon texte|Encore|question/i);
      expect(await it_.ctx.reserve.isErased(it_.ctx.store, id)).toBe(true);
    }
    expect((await it_.record(replied)).state).toBe('replied');
    const shown = await view(replied);
    expect(shown.actions).toEqual([]);
    expect((await it_.post(`/api/mails/${replied}/reopen`, { revision: shown.revision })).body).toMatchObject({
      code: 'illegal-state',
    });
    expect((await it_.record(held)).state).toBe('suggested');
    expect((await it_.get('/api/mails?status=held')).body.items).toEqual([]);
    const before = it_.mailbox.sentRaws().length;
    await it_.sendDue(`${held}.reply.1`);
    expect(it_.mailbox.sentRaws()).toHaveLength(before);
    expect((await view(other)).subject).toBe('hours autre');
    const { body } = await it_.get('/api/audit', 'admin');
    const entry = body.items.find(({ action }: { action: string }) => action === 'sender-erase');
    expect(entry).toMatchObject({ detail: { erased: 2, pending: 0 } });
    expect(JSON.stringify(body)).not.toMatch(/jeanne|@/);
  });

  test('who is erased while a Message-ID is read back has none afterwards', async () => {
    const { headersOf } = it_.mailbox;
    const id = await it_.take({ subject: 'hours', from: 'Jeanne Martin <jeanne@people.example>' });
    let erased: unknown = null;
    it_.ctx.mailbox = {
      ...it_.mailbox,
      headersOf: async (sent) => {
        erased ??= (await it_.call('delete', '/api/senders/jeanne@people.example', undefined, 'admin')).body;
        return headersOf(sent);
      },
    };
    await it_.post(`/api/mails/${id}/reply`, { revision: (await it_.record(id)).revision });
    expect(erased).toEqual({ erased: 1, pending: 0 });
    expect(it_.mailbox.sentRaws()).toHaveLength(1);
    expect((await it_.record(id)).reply).toMatchObject({ text: '', messageId: '' });
    expect(await it_.effect(`${id}.reply.1`)).toMatchObject({ state: 'sent', messageId: '', nextAttemptAt: null, lease: null });
  });

  test('leaves nothing of what bounced either', async () => {
    const id = await it_.take({ subject: 'fees question', from: 'Jeanne Martin <jeanne@people.example>' });
    await it_.sendDue(`${id}.reply.1`);
    const bounce = it_.mailbox.deliver(bounceOf('jeanne@people.example', (await it_.effect(`${id}.reply.1`))?.messageId ?? ''));
    await it_.ctx.catchUp();
    await handleMail(it_.ctx, bounce);
    expect(await it_.record(bounce)).toMatchObject({ relatedTo: id, state: 'ignored' });
    const { mails } = (await it_.get('/api/senders/jeanne@people.example', 'admin')).body;
    expect(mails.map(({ mail }: { mail: { id: string } }) => mail.id)).toEqual([bounce, id]);

    const erased = await it_.call('delete', '/api/senders/jeanne@people.example', undefined, 'admin');
    expect(erased.body).toEqual({ erased: 2, pending: 0 });
    const left = [await it_.record(id), await it_.record(bounce), await it_.ctx.store.get('bodies', bounce)];
    expect(JSON.stringify(left)).not.toMatch(/jeanne|people\.example/i);
  });

  test('is found by what bounces after the erasure, and that is erased as well', async () => {
    const id = await it_.take({ subject: 'fees question', from: 'Jeanne Martin <jeanne@people.example>' });
    await it_.sendDue(`${id}.reply.1`);
    const cited = (await it_.effect(`${id}.reply.1`))?.messageId ?? '';
    const erase = () => it_.call('delete', '/api/senders/jeanne@people.example', undefined, 'admin');
    expect((await erase()).body).toEqual({ erased: 1, pending: 0 });
    const bounce = it_.mailbox.deliver(bounceOf('jeanne@people.example', cited));
    await it_.ctx.catchUp();
    await handleMail(it_.ctx, bounce);
    expect(JSON.stringify(await it_.record(bounce))).toContain('jeanne@people.example');
    expect((await erase()).body).toEqual({ erased: 1, pending: 0 });
    const left = [await it_.record(bounce), await it_.ctx.store.get('bodies', bounce)];
    expect(JSON.stringify(left)).not.toMatch(/jeanne|people\.example/i);
  });

  test('is not mixed up with one whose address only begins alike', async () => {
    await it_.take({ subject: 'hours', from: 'X <jeanne@people.example>' });
    await it_.take({ subject: 'hours', from: 'X <jeannette@people.example>' });
    await it_.take({ subject: 'hours jeanne@people.example', from: 'X <third@people.example>' });
    expect((await it_.call('delete', '/api/senders/jeanne@people.example', undefined, 'admin')).body.erased).toBe(1);
    expect((await it_.call('delete', '/api/senders/nonsense', undefined, 'admin')).status).toBe(400);
  });
});
