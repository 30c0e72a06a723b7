import type { Break } from '../break.ts';

const SEND = 'server/mail/send-effect.ts';
const COMMIT = 'server/mail/commit-effect.ts';
const TEST = 'test/mail/send-effect.test.ts';

export const ONE_ANSWER: readonly Break[] = [
  {
    name: 'claim-not-written',
    promise: 2,
    title: 'who may answer a mail is not claimed: the same mail by two ways is answered twice',
    file: COMMIT,
    find: 'ctx.reserve.claim(tx, record, stored',
    replace: 'void (tx, record, stored',
    test: { file: TEST, name: 'the same mail by two ways gets one answer' },
  },
  {
    name: 'draft-id-not-stored-first',
    promise: 2,
    title: 'a draft is sent before its id is stored',
    file: SEND,
    find: 'const made = await ctx.mailbox.createDraft(raw, effect.threadId);',
    replace: 'const made = await ctx.mailbox.createDraft(raw, effect.threadId);\n  await ctx.mailbox.sendDraft(made.draftId);',
    test: { file: TEST, name: 'no draft is sent before its id is stored' },
  },
  {
    name: 'epoch-not-checked',
    promise: 2,
    title: 'a worker that lost its lease goes on all the same',
    file: SEND,
    find: 'if (!stored || stored.epoch !== effect.epoch || stored.state !== effect.state) return null;\n    const after = next(stored);',
    replace: 'if (!stored) return null;\n    const after = { ...stored, ...next(effect) };',
    test: { file: TEST, name: 'a worker that stalls at createDraft' },
  },
  {
    name: 'epoch-not-checked-real-mailbox',
    promise: 2,
    title: 'the same, with two servers and the emulated mailbox',
    file: SEND,
    find: 'if (!stored || stored.epoch !== effect.epoch || stored.state !== effect.state) return null;\n    const after = next(stored);',
    replace: 'if (!stored) return null;\n    const after = { ...stored, ...next(effect) };',
    test: { file: 'test/e2e/stalled.test.ts', name: 'createDraft' },
  },
  {
    name: 'handler-epoch-not-checked',
    promise: 2,
    title: 'a worker that woke after its lease writes its decision over the other one’s',
    file: 'server/mail/handle-mail.ts',
    find: "if (!stored || stored.epoch !== epoch || stored.state !== 'received') return null;\n    const { revision",
    replace: 'if (!stored) return null;\n    const { revision',
    test: { file: 'test/mail/handle-mail.test.ts', name: 'a worker that wakes after its lease writes nothing' },
  },
  {
    name: 'no-catch-up',
    promise: 2,
    title: 'what happened in Gmail during the hold is not looked at before sending',
    file: SEND,
    find: 'await ctx.catchUp();\n    effect = ',
    replace: 'effect = ',
    test: { file: TEST, name: 'a person answered while the reply was held, and no notification told us' },
  },
  {
    name: 'second-click',
    promise: 2,
    title: 'a second click sends a second reply',
    file: 'shared/actions.ts',
    find: "record.replyTo !== '' && !leaving && !isAnswered(state);",
    replace: "record.replyTo !== '';",
    test: { file: 'test/shared/actions.test.ts', name: 'no second answer beside one that left' },
  },
  {
    name: 'stale-click',
    promise: 2,
    title: 'a change made on what somebody else has changed meanwhile is taken',
    file: 'server/mail/actions/act.ts',
    find: "    if (state.record.revision !== revision) throw new AppError('conflict', 'The mail was changed since it was shown.');\n",
    replace: '',
    test: { file: 'test/http/reply.test.ts', name: 'a stale revision sends nothing' },
  },
  {
    name: 'person-not-noticed',
    promise: 2,
    title: 'a person’s own reply does not withdraw what is held',
    file: 'server/mail/track-delivery.ts',
    find: 'await closeThread(ctx, ref',
    replace: 'void (ctx, ref',
    test: { file: 'test/e2e/once.test.ts', name: 'a person answers in Gmail while a reply is held' },
  },
];
