import fc from 'fast-check';
import { changeVia } from '../../server/mail/actions/close.ts';
import { type ACTIONS, isAnswered, isLeaving, isPossible, type MailState, possibleActions } from '../../shared/actions.ts';
import { type Effect, type EffectState, newEffect } from '../../shared/effect.ts';
import { type Actor, newRecord, RECORD_STATES, type RecordState } from '../../shared/record.ts';

const EFFECT_STATES: readonly EffectState[] = ['intended', 'sending', 'drafted', 'sent', 'withdrawn', 'unknown'];
const STAFF = { kind: 'staff', id: 'u1', name: 'A' } as const;
const AUTOMATIC = { kind: 'automatic' } as const;
const content = { to: 'a@b.example', toName: '', subject: '', text: '', html: '', files: [], template: null };

const effect = (kind: Effect['kind']): fc.Arbitrary<Effect | null> =>
  fc.option(
    fc.record({ state: fc.constantFrom(...EFFECT_STATES), by: fc.constantFrom(STAFF, AUTOMATIC) }).map(({ state, by }) => ({
      ...newEffect({ id: 'm1', threadId: 't1', effectCount: 0 }, { kind, by, dueAt: 1, content, decision: null }, 1),
      state,
    })),
  );

const actor = fc.constantFrom<Actor>(STAFF, AUTOMATIC, { kind: 'outside' });
/** Any mixture of record and outgoing mails, those that should never be included. */
const states: fc.Arbitrary<MailState> = fc
  .record({
    state: fc.constantFrom(...RECORD_STATES),
    waiting: fc.boolean(),
    read: fc.boolean(),
    replyTo: fc.constantFrom('', 'a@b.example'),
    by: fc.option(actor),
    reply: effect('reply'),
    forward: effect('forward'),
  })
  .map(({ state, waiting, read, replyTo, by, reply, forward }) => ({
    record: {
      ...newRecord({ id: 'm1', threadId: 't1' }, 1),
      state,
      waiting,
      replyTo,
      facts: read ? { receivedAt: 1, empty: false, attachmentOnly: false, broken: false } : null,
      reply: by && { by, at: 1, effectId: null, sentId: null, messageId: '', template: null, text: '' },
    },
    reply,
    forward,
  }));

test('property: while something leaves only its being in charge of can change', () => {
  fc.assert(
    fc.property(states, (state) => {
      fc.pre(isLeaving(state.reply) || isLeaving(state.forward));
      expect(possibleActions(state).filter((action) => action !== 'assign' && action !== 'take')).toEqual([]);
    }),
  );
});

test('property: no second answer beside one that left, is leaving, or may have left', () => {
  fc.assert(
    fc.property(states, (state) => {
      fc.pre(isAnswered(state) || state.reply?.state === 'unknown' || state.reply?.state === 'sent');
      expect(isPossible('reply', state)).toBe(false);
      expect(isPossible('draft', state)).toBe(false);
    }),
  );
});

test('property: what is of unknown outcome is never tried again', () => {
  fc.assert(
    fc.property(states, (state) => {
      fc.pre(state.reply?.state === 'unknown' || state.forward?.state === 'unknown');
      expect(isPossible('retry', state)).toBe(false);
    }),
  );
});

test('property: a mail without an address, or not read yet, is never answered', () => {
  fc.assert(
    fc.property(states, (state) => {
      fc.pre(state.record.replyTo === '' || state.record.facts === null);
      expect(isPossible('reply', state)).toBe(false);
    }),
  );
});

test('property: a reopened mail has a way on, and an unread one is tried again instead', () => {
  fc.assert(
    fc.property(states, (state) => {
      fc.pre(['replied', 'ignored', 'failed'].includes(state.record.state));
      const effects = [state.reply, state.forward];
      // Nothing is made for a mail before it was read.
      fc.pre(state.record.facts !== null || effects.every((found) => found === null));
      if (isPossible('reopen', state)) {
        const opened = { ...state, reply: null, record: { ...state.record, state: 'suggested' as const } };
        expect(possibleActions(opened).some((action) => ['reply', 'route', 'category'].includes(action))).toBe(true);
      } else if (state.record.state !== 'replied' && !effects.some(isLeaving)) {
        expect(isPossible('retry', state)).toBe(true);
      }
    }),
  );
});

test('property: every possible action has a legal way to the state it leads to', () => {
  const leadsTo: Partial<Record<(typeof ACTIONS)[number], readonly RecordState[]>> = {
    done: ['ignored'],
    reopen: ['suggested'],
    retry: ['received'],
    route: ['routed'],
    category: ['suggested', 'routed'],
  };
  fc.assert(
    fc.property(states, (state) => {
      for (const action of possibleActions(state)) {
        // A reply that bounced is only no longer waiting; a corrected one only counts.
        if (state.record.state === 'replied' && (action === 'done' || action === 'category')) continue;
        for (const to of leadsTo[action] ?? []) {
          // What is held is taken back first.
          const from = state.record.state === 'held' ? 'suggested' : state.record.state;
          if (from === 'received') continue;
          const entry = { at: 2, what: action, by: STAFF, reasons: [] };
          const after = changeVia({ ...state.record, state: from }, to, entry);
          expect([after.state, after.revision, after.timeline.length]).toEqual([to, state.record.revision + 1, 2]);
        }
      }
    }),
  );
});
