import { createMemoryMailbox } from '../../bench/support/memory-mailbox.ts';

test('the mailbox that answers at once consumes a draft once and tells of what was sent', async () => {
  const mailbox = createMemoryMailbox('contact@ecole.example');
  const { historyId } = await mailbox.profile();
  mailbox.deliver('From: a@people.example\r\n\r\ntext');
  const [mail] = (await mailbox.changes(historyId)).added;
  expect(Buffer.from((await mailbox.fetchRaw(mail?.id ?? '')).raw).toString()).toContain('text');

  let handed = 0;
  mailbox.onSend = () => {
    handed += 1;
  };
  const { draftId } = await mailbox.createDraft(Buffer.from('reply'), mail?.threadId ?? '');
  const sent = await mailbox.sendDraft(draftId);
  expect(sent).toMatchObject({ threadId: mail?.threadId, labels: ['SENT'] });
  await expect(mailbox.sendDraft(draftId)).rejects.toMatchObject({ code: 'not-found' });
  expect(handed).toBe(2);
  expect((await mailbox.changes(historyId)).added).toEqual([mail, sent]);
});
