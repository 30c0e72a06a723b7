import type { Break } from '../break.ts';

const TRACK = 'server/mail/track-delivery.ts';
const TEST = 'test/e2e/delivery.test.ts';

export const HONEST_DELIVERY: readonly Break[] = [
  {
    name: 'bounce-not-matched',
    promise: 8,
    title: 'a bounce is not matched with the reply it cites',
    file: TRACK,
    find: 'for (const messageId of cites.slice(0, MAX_CITES)) {',
    replace: 'for (const messageId of cites.slice(0, MAX_CITES - MAX_CITES)) {',
    test: { file: TEST, name: 'a bounce in a thread of its own finds the reply it cites' },
  },
  {
    name: 'forged-bounce-believed',
    promise: 8,
    title: 'a bounce that cites nothing of ours is believed',
    file: TRACK,
    find: '(await effectInThread(ctx, mail.threadId, bounce));',
    replace:
      "(await effectInThread(ctx, mail.threadId, bounce)) ?? (await effects.query(ctx.store, { equals: { state: 'sent' }, limit: 1 })).items[0]?.data;",
    test: { file: TEST, name: 'a forged bounce that cites nothing of ours changes nothing' },
  },
  {
    name: 'silence-after-an-hour',
    promise: 8,
    title: 'an hour of silence is called no bounce',
    file: 'server/mail/settle-effect.ts',
    find: 'SETTLE_AFTER_MS = 72 * HOUR_MS;',
    replace: 'SETTLE_AFTER_MS = 1 * HOUR_MS;',
    test: { file: TEST, name: '72 hours of silence' },
  },
  {
    name: 'out-of-office-is-an-answer',
    promise: 8,
    title: 'an out-of-office counts as an answer',
    file: TRACK,
    find: "  if (screening.verdict === 'ignore') return null;\n",
    replace: '',
    test: { file: TEST, name: 'an out-of-office is no answer' },
  },
  {
    name: 'accepted-is-the-end',
    promise: 8,
    title: 'a reply handed over is taken for one that arrived',
    file: 'server/mail/settle-effect.ts',
    find: "const delivery = { state: 'accepted', at: now, code: null, reason: null, hard: null } as const;",
    replace: "const delivery = { state: 'no-bounce-seen', at: now, code: null, reason: null, hard: null } as const;",
    test: { file: TEST, name: 'handed over is `accepted`, never more' },
  },
  {
    name: 'bounce-without-a-person',
    promise: 8,
    title: 'a bounced reply waits for nobody',
    file: TRACK,
    find: '{ delivery, settleAt: null, waiting: true });',
    replace: '{ delivery, settleAt: null });',
    test: { file: TEST, name: 'a bounce finds the reply it cites and waits for a person' },
  },
];
