import fc from 'fast-check';
import { isCommitted, newEffect, step } from '../../shared/effect.ts';
import {
  change,
  mayChange,
  newRecord,
  noted,
  RECORD_STATES,
  searchToken,
  searchTokens,
  TIMELINE_LENGTH,
} from '../../shared/record.ts';

const record = newRecord({ id: 'm1', threadId: 't1' }, 1_000);
const entry = { at: 2_000, what: 'suggested', by: { kind: 'system' }, reasons: [] } as const;

describe('a record', () => {
  test('begins as received, due now, with its first line on the timeline', () => {
    expect(record).toMatchObject({ state: 'received', nextAttemptAt: 1_000, revision: 1, waiting: false });
    expect(record.timeline).toHaveLength(1);
  });

  test('changes state only as the design allows', () => {
    expect(mayChange('received', 'replied')).toBe(false);
    expect(mayChange('replied', 'suggested')).toBe(true);
    expect(() => change(record, 'replied', entry)).toThrow('cannot become replied');
  });

  test('property: every legal change counts the revision and notes what happened; every illegal one throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...RECORD_STATES), fc.constantFrom(...RECORD_STATES), (from, to) => {
        const before = { ...record, state: from };
        if (!mayChange(from, to)) return expect(() => change(before, to, entry)).toThrow();
        const after = change(before, to, entry);
        expect(after.revision).toBe(before.revision + 1);
        expect(after.timeline.at(-1)).toEqual(entry);
        expect(after.waiting).toBe(['suggested', 'routed', 'failed'].includes(to));
      }),
    );
  });

  test('keeps the newest of a long timeline', () => {
    let long = record;
    for (let at = 0; at < 2 * TIMELINE_LENGTH; at++) long = noted(long, { ...entry, at });
    expect(long.timeline).toHaveLength(TIMELINE_LENGTH);
    expect(long.timeline.at(-1)?.at).toBe(2 * TIMELINE_LENGTH - 1);
  });
});

describe('search', () => {
  test('finds words by their beginnings, whatever the accents and the case', () => {
    expect(searchTokens('Émilie Ferrández')).toEqual(expect.arrayContaining(['emi', 'emilie', 'ferrandez']));
    expect(searchToken('ÉMIL')).toBe('emil');
  });

  test('property: any beginning of any word is found', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zéèüñ]{1,30}$/), fc.integer({ min: 1, max: 30 }), (word, n) => {
        expect(searchTokens(word)).toContain(searchToken(word.slice(0, n)));
      }),
    );
  });
});

describe('an outgoing mail', () => {
  const content = { to: 'a@b.example', toName: '', subject: '', text: '', html: '', files: [], template: null };
  const effect = newEffect(
    { id: 'm1', threadId: 't1', effectCount: 2 },
    { kind: 'reply', by: { kind: 'automatic' }, dueAt: 5_000, content, decision: null },
    1_000,
  );

  test('is named after its record and number, and due at the end of its hold', () => {
    expect(effect).toMatchObject({ id: 'm1.reply.3', state: 'intended', nextAttemptAt: 5_000, threadId: 't1' });
  });

  test('goes the one way there is', () => {
    const sending = step(effect, 'sending');
    const drafted = step(sending, 'drafted', { draftId: 'd1' });
    expect(step(drafted, 'sent').draftId).toBe('d1');
    expect(() => step(effect, 'sent')).toThrow('cannot go from intended to sent');
    expect(() => step(effect, 'drafted')).toThrow();
    expect(() => step(step(effect, 'withdrawn'), 'sending')).toThrow();
    expect(() => step(step(drafted, 'sent'), 'drafted')).toThrow();
  });

  test('is committed from `sending` on', () => {
    expect([effect, step(effect, 'withdrawn')].map(isCommitted)).toEqual([false, false]);
    expect(isCommitted(step(effect, 'sending'))).toBe(true);
  });
});
