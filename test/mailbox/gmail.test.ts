import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
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

/** Without the time it came, every rule about a mail's age would be passed. */
test.each(['fetchRaw', 'headersOf'] as const)('a mail that comes without its time is not read: %s', async (method) => {
  const server = createServer((_req, res) => {
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify({ id: 'a1', threadId: 'a1', raw: 'RnJvbTogYQ', payload: {} }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const mailbox = createGmailMailbox({
    rootUrl: `http://127.0.0.1:${port}`,
    auth: { token: 'x' },
    sleep: async () => undefined,
  });
  await expect(mailbox[method]('a1')).rejects.toMatchObject({ code: 'unavailable' });
  await new Promise((done) => server.close(done));
});
