import { createGmailMailbox } from '../../server/mailbox/gmail.ts';
import { startEmulatedGmail } from '../../server/preview/gmail/emulated-gmail.ts';
import { mailboxContract } from '../contracts/mailbox.contract.ts';

mailboxContract('gmail on the emulated Gmail', async () => {
  const gmail = await startEmulatedGmail({ address: 'Contact@ecole.example' });
  return {
    mailbox: createGmailMailbox({ rootUrl: gmail.url, auth: { token: gmail.accessToken } }),
    address: 'contact@ecole.example',
    deliver: (raw) => gmail.deliver(raw, { authentication: 'keep' }),
    relabel: async (id, change) => {
      const { status } = await fetch(`${gmail.url}/gmail/v1/users/me/messages/${id}/modify`, {
        method: 'POST',
        headers: { authorization: `Bearer ${gmail.accessToken}`, 'content-type': 'application/json' },
        body: JSON.stringify(change),
      });
      expect(status).toBe(200);
    },
    expireHistory: () => gmail.expireHistory(),
    editDraft: (draftId, raw) => gmail.editDraft(draftId, raw),
    close: () => gmail.close(),
  };
});
