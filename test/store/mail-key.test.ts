import fc from 'fast-check';
import { createReserve } from '../../server/store/history.ts';

const { mailKey } = createReserve('a secret of the tests, long enough', 'Europe/Paris');
const mail = {
  id: 'm1',
  messageId: 'a@people.example',
  from: { name: '', address: 'anne@people.example' },
  subject: 'Horaires',
  newText: 'Quels sont\nvos horaires ?',
};

test('the same mail by two ways has the same key', () => {
  expect(mailKey({ ...mail, id: 'm2', subject: '[contact] Horaires', newText: ' Quels sont vos  horaires ?\r\n' })).toBe(
    mailKey(mail),
  );
  const bare = { ...mail, messageId: '' };
  expect(mailKey({ ...bare, id: 'm2' })).toBe(mailKey(bare));
});

test('property: without a Message-ID the subject tells two mails apart', () => {
  const word = fc.stringMatching(/^[a-z ]{0,20}$/).map((text) => text.trim());
  fc.assert(
    fc.property(word, word, word, (one, two, newText) => {
      fc.pre(one !== two);
      const keys = [one, two].map((subject) => mailKey({ ...mail, messageId: '', subject, newText }));
      expect(newText === '' || keys[0] !== keys[1]).toBe(true);
    }),
  );
});

test('with neither a Message-ID nor a text nothing says that two mails are one', () => {
  const empty = { ...mail, messageId: '', newText: ' \r\n' };
  expect(mailKey({ ...empty, id: 'm2' })).not.toBe(mailKey(empty));
  expect(mailKey({ ...empty, id: 'm2', messageId: 'x@y' })).toBe(mailKey({ ...empty, messageId: 'x@y' }));
});
