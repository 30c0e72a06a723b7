import { markSent } from '../../server/mail/settle-effect.ts';
import { noteSent } from '../../server/mail/track-delivery.ts';
import { effects, records } from '../../server/store/collections.ts';
import type { Store } from '../../server/store/store.ts';
import { newEffect, step } from '../../shared/effect.ts';
import { boot } from './support/boot.ts';

test('our own mail, seen in SENT while its sender is just writing that down, is not taken for a person’s', async () => {
  const app = await boot({ settings: { autoMode: false } });
  const first = await app.deliver({ subject: 'timetable one' });
  const asked = await app.untilState(first.id, 'suggested');
  const second = await app.deliver({ subject: 'Re: timetable one', headers: [`In-Reply-To: <${first.messageId}>`] });
  await app.untilState(second.id, 'suggested');
  expect(second.threadId).toBe(first.threadId);

  const content = { to: 'jeanne@people.example', toName: '', subject: 'Re', text: 'x', html: 'x', files: [], template: null };
  const by = { kind: 'staff', id: 'u1', name: 'Staff' } as const;
  const intended = newEffect(asked, { kind: 'reply', by, dueAt: 0, content, decision: null }, app.ctx.now());
  const drafted = { ...step(step(intended, 'sending'), 'drafted', { draftId: 'd1' }), nextAttemptAt: null };
  await app.ctx.store.transaction(async (tx) => {
    effects.create(tx, drafted.id, drafted);
    records.set(tx, asked.id, { ...asked, replyEffectId: drafted.id, effectCount: 1 });
  });

  // After the reader's first question to the store the sender says `sent`; the reader's other questions come later.
  const ref = { id: 'sent-1', threadId: first.threadId, labels: ['SENT'] };
  let once = true;
  const query: Store['query'] = async (collection, asks) => {
    const found = await app.ctx.store.query<never>(collection, asks);
    if (once && collection === 'effects') {
      once = false;
      await markSent(app.ctx, drafted, ref, 'mid@mail.example');
    }
    return found;
  };
  await noteSent({ ...app.ctx, store: { ...app.ctx.store, query } }, ref, true);

  expect((await app.record(first.id)).reply).toMatchObject({ by: { kind: 'staff' }, sentId: 'sent-1' });
  expect(await app.record(second.id)).toMatchObject({ state: 'suggested', waiting: true, reply: null });
  await app.remove();
});
