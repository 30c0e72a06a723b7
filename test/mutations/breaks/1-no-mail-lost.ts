import type { Break } from '../break.ts';

const CHECK = 'server/mail/check-mailbox.ts';
const TEST = 'test/mail/check-mailbox.test.ts';
const PUSH = 'server/http/gmail-push.ts';
const QUEUE = 'server/wake/work-queue.ts';

export const NO_MAIL_LOST: readonly Break[] = [
  {
    name: 'cursor-before-recording',
    promise: 1,
    title: 'the cursor moves before the new mails are recorded',
    file: CHECK,
    find: 'await recordAll(ctx, found.added',
    replace: 'await moveCursor(ctx, epoch, found.cursor);\n    await recordAll(ctx, found.added',
    test: { file: TEST, name: 'what cannot be recorded holds the cursor back' },
  },
  {
    name: 'first-page-only',
    promise: 1,
    title: 'only the first page of changes is read',
    file: CHECK,
    find: 'if (found.nextPage === null) return moveCursor(ctx, epoch, found.cursor);',
    replace: 'if (found) return moveCursor(ctx, epoch, found.cursor);',
    test: { file: TEST, name: 'every page is read' },
  },
  {
    name: 'resync-lists-first',
    promise: 1,
    title: 'a resync takes the newest history id after it has listed',
    file: CHECK,
    find: '() => renew(ctx, epoch));\n  await moveCursor(ctx, epoch, historyId);',
    replace: '() => renew(ctx, epoch));\n  await moveCursor(ctx, epoch, (await ctx.mailbox.profile()).historyId || historyId);',
    test: { file: TEST, name: 'a resync takes the newest history id before it lists' },
  },
  {
    name: 'tombstone-ignored',
    promise: 1,
    title: 'a resync brings back what was erased',
    file: CHECK,
    find: 'await ctx.reserve.isErased(tx, id)',
    replace: "id === ''",
    test: { file: TEST, name: 'what was erased is not brought back' },
  },
  {
    name: 'attempt-not-counted-first',
    promise: 1,
    title: 'an attempt is not counted before the work: a mail that kills its worker comes back for ever',
    file: 'server/mail/handle-mail.ts',
    find: 'attempts: stored.attempts + 1, epoch',
    replace: 'attempts: stored.attempts, epoch',
    test: { file: 'test/mail/handle-mail.test.ts', name: 'a mail that ends whoever works on it' },
  },
  {
    name: 'failure-forgotten',
    promise: 1,
    title: 'a mail that failed is never tried again',
    file: 'server/mail/context.ts',
    find: 'nextAttemptAt: excused ? Math.min(at, now + Math.max(OUTAGE_BACKOFF_MS, error.retryAfterMs ?? 0)) : at,',
    replace: 'nextAttemptAt: null,',
    test: { file: 'test/e2e/intake.test.ts', name: 'a mail that always fails is tried again' },
  },
  {
    name: 'acknowledged-before-marked',
    promise: 1,
    title: 'a notification is acknowledged before the mailbox is durably marked',
    file: PUSH,
    find: 'await mark();',
    replace: 'mark().catch(() => undefined);',
    test: { file: 'test/http/push.test.ts', name: 'a store that cannot be written to is no acknowledgement' },
  },
  {
    name: 'failed-wake-acknowledged',
    promise: 1,
    title: 'a wake-up that failed for now is acknowledged',
    file: PUSH,
    find: 'return error.retryable || ELSEWHERE.has(error.code);',
    replace: 'return ELSEWHERE.has(error.code);',
    test: { file: 'test/http/push-answers.test.ts', name: 'with unavailable is answered 503' },
  },
  {
    name: 'wake-up-swallowed',
    promise: 1,
    title: 'a wake-up made while the same one is worked is forgotten',
    file: QUEUE,
    find: '    if (found) return found;',
    replace: '    if (found) return found;\n    if (inHand.has(keyOf({ kind, id }))) return null;',
    test: {
      file: 'test/wake/in-process.test.ts',
      name: 'never has more in hand than it may, nor one call twice, and forgets none',
    },
  },
  {
    name: 'unbegun-acknowledged',
    promise: 1,
    title: 'a process that stops acknowledges what it has not begun',
    file: QUEUE,
    find: 'for (const { reject } of told) reject(noMore());',
    replace: 'for (const { resolve } of told) resolve();',
    test: { file: 'test/wake/work-queue.test.ts', name: 'a run that waits is refused at stop' },
  },
];
