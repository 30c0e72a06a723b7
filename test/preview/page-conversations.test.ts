import fc from 'fast-check';
import { EN as ADDON_EN } from '../../addon/texts/en.ts';
import { FR as ADDON_FR } from '../../addon/texts/fr.ts';
import { BOXES, conversationsOf, nameOf } from '../../server/preview/page/conversations.ts';
import { hashOf, readPlace } from '../../server/preview/page/place.ts';
import { shortTime } from '../../server/preview/page/times.ts';
import { EN } from '../../server/preview/page/words/en.ts';
import { FR } from '../../server/preview/page/words/fr.ts';
import type { MailRow } from '../../server/preview/page-api.ts';

function row(change: Partial<MailRow> & Pick<MailRow, 'id'>): MailRow {
  const party = { name: 'Jeanne', address: 'jeanne@people.example' };
  return {
    threadId: 't',
    draftId: null,
    from: party,
    to: [{ name: '', address: 'contact@ecole.example' }],
    subject: 's',
    snippet: '',
    time: 0,
    unread: false,
    labels: ['INBOX'],
    ...change,
  };
}

describe('a list', () => {
  const rows = [
    row({ id: 'draft', draftId: 'd', labels: ['DRAFT'] }),
    row({ id: 'again', unread: true }),
    row({ id: 'reply', labels: ['SENT'] }),
    row({ id: 'first' }),
    row({ id: 'other', threadId: 'u' }),
    row({ id: 'forward', threadId: 'f', labels: ['SENT'] }),
    row({ id: 'canary', threadId: 'c', labels: [] }),
  ];

  it('has a line for each conversation, with its newest mail', () => {
    expect(conversationsOf(rows, 'inbox').map((line) => [line.row.id, line.count, line.unread, line.incomingId])).toEqual([
      ['again', 3, true, 'again'],
      ['other', 1, false, 'other'],
    ]);
  });

  it('opens the add-on on the mail that came in, also from what was sent', () => {
    expect(conversationsOf(rows, 'sent').map((line) => [line.row.id, line.incomingId])).toEqual([
      ['reply', 'again'],
      ['forward', null],
    ]);
  });

  it('has a line for each draft', () => {
    expect(conversationsOf(rows, 'drafts').map((line) => line.row.draftId)).toEqual(['d']);
  });

  it('never loses or doubles a conversation', () => {
    const labels = fc.constantFrom<string[]>(['INBOX'], ['SENT'], ['INBOX', 'SENT']);
    const any = fc.array(fc.record({ threadId: fc.constantFrom('a', 'b', 'c'), labels }), { maxLength: 20 });
    fc.assert(
      fc.property(any, (given) => {
        const all = given.map((each, index) => row({ id: String(index), ...each }));
        for (const [box, label] of [
          ['inbox', 'INBOX'],
          ['sent', 'SENT'],
        ] as const) {
          const wanted = new Set(all.filter((each) => each.labels.includes(label)).map((each) => each.threadId));
          const lines = conversationsOf(all, box).map((line) => line.threadId);
          expect([...lines].sort()).toEqual([...wanted].sort());
        }
      }),
    );
  });

  it('names somebody without a name by the address', () => {
    expect([nameOf({ name: '', address: 'a@b.example' }), nameOf({ name: '', address: '' })]).toEqual(['a@b.example', '—']);
  });
});

describe('the place', () => {
  it('is read from the address as it was written there', () => {
    const place = fc.record({
      box: fc.constantFrom(...BOXES),
      threadId: fc.option(
        fc.string({ minLength: 1, unit: 'grapheme' }).filter((id) => id !== '-'),
        { nil: null },
      ),
      panel: fc.boolean(),
    });
    fc.assert(fc.property(place, (each) => expect(readPlace(hashOf(each))).toEqual(each)));
  });

  it('is the inbox where somebody else wrote it', () => {
    fc.assert(fc.property(fc.string(), (hash) => expect(BOXES).toContain(readPlace(`#/${hash}`).box)));
    expect(readPlace('#/inbox/%E0%A4%A')).toEqual({ box: 'inbox', threadId: null, panel: false });
  });
});

it('says the hour of today’s mail and the day of older mail, in the school’s time zone', () => {
  const now = Date.UTC(2026, 10, 23, 23, 30);
  expect(shortTime(now, now, 'en', 'Europe/Paris')).toBe('00:30');
  expect(shortTime(now - 3_600_000, now, 'en', 'Europe/Paris')).toBe('23 Nov');
  expect(shortTime(now - 3_600_000, now, 'en', 'UTC')).toBe('22:30');
});

it('explains the first steps with the words that the sidebar’s buttons have', () => {
  expect(EN.intro.text).toContain(`“${ADDON_EN.send}”`);
  expect(EN.empty.draftsMore).toContain(`“${ADDON_EN.edit}”`);
  expect(FR.intro.text).toContain(`«\u00a0${ADDON_FR.send}\u00a0»`);
  expect(FR.empty.draftsMore).toContain(`«\u00a0${ADDON_FR.edit}\u00a0»`);
});
