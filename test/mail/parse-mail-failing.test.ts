import { parseMail } from '../../server/mail/parse-mail.ts';

let failing = '';

jest.mock('html-to-text', () => ({
  compile: () => (html: string) => {
    if (failing === 'html-to-text') throw new RangeError('Maximum call stack size exceeded');
    return html;
  },
}));

jest.mock('postal-mime', () => ({
  addressParser: () => {
    if (failing === 'postal-mime') throw new RangeError('Maximum call stack size exceeded');
    return [{ name: 'A', address: 'a@b.example' }];
  },
}));

const RAW = Buffer.from('Received: x\r\nFrom: "A" <A@b.example>\r\nSubject: question\r\nContent-Type: text/html\r\n\r\nbody');
const parse = () => parseMail({ ref: { id: 'm', threadId: 't', labels: ['INBOX'] }, raw: RAW, receivedAt: 7 });

describe('when a library fails on a mail', () => {
  test('all is read as long as none does', async () => {
    failing = '';
    expect(await parse()).toMatchObject({ text: 'body', warnings: [] });
  });

  test('the headers stand when the body cannot be converted', async () => {
    failing = 'html-to-text';
    expect(await parse()).toMatchObject({
      id: 'm',
      threadId: 't',
      labels: ['INBOX'],
      receivedAt: 7,
      subject: 'question',
      from: { name: 'A', address: 'a@b.example' },
      text: '',
      warnings: ['unreadable'],
    });
  });

  test('sender and subject stand when addresses cannot be read', async () => {
    failing = 'postal-mime';
    const mail = await parse();
    expect(mail).toMatchObject({ id: 'm', receivedAt: 7, subject: 'question', fromCount: 1, warnings: ['unreadable'] });
    expect(mail.from.address).toBe('a@b.example');
  });
});
