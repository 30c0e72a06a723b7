import type { Break } from '../break.ts';

const COMMIT = 'server/store/firestore/commit.ts';
const TEST = 'test/store/firestore/commit.test.ts';

/** What several servers on one Firestore rest on. */
export const HOSTED_STORE: readonly Break[] = [
  {
    name: 'firestore-no-precondition',
    promise: 2,
    title: 'a document on Firestore is written over what another server wrote meanwhile',
    file: COMMIT,
    find: 'else to.update(ref, { ttl: FieldValue.delete(), ...all }, { lastUpdateTime: expected.at });',
    replace: 'else to.set(ref, all);',
    test: { file: TEST, name: 'holds no lock while a body runs' },
  },
  {
    name: 'firestore-premise-unchecked',
    promise: 7,
    title: 'a mail leaves on a switch that another server turned off before the commit',
    file: COMMIT,
    find: '  for (const premise of premises) makeSure(batch, premise);\n',
    replace: '',
    test: { file: TEST, name: 'makes sure of what was read and not written' },
  },
  {
    name: 'firestore-no-snapshot',
    promise: 6,
    title: 'what belongs together is read at two moments, and half of a change is shown',
    file: 'server/store/firestore/transaction.ts',
    find: 'const documents = together((refs) => guarded(snapshot.getAll(...refs)));',
    replace: 'const documents = together((refs) => guarded(place.db.getAll(...refs)));',
    test: { file: 'test/store/firestore.test.ts', name: 'sees one moment of two documents' },
  },
  {
    name: 'question-unguarded',
    promise: 2,
    title: 'what a query did not find may be there at the commit',
    file: 'server/store/ask-and-write.ts',
    find: 'return now?.version === before?.version ? { value: await body(tx, found) } : null;',
    replace: 'return { value: await body(tx, found) };',
    test: { file: 'test/store/sqlite.test.ts', name: 'leaves no room for phantoms where a document guards what is asked' },
  },
  {
    name: 'firestore-lost-answer',
    promise: 2,
    title: 'a commit whose answer was lost is made twice',
    file: COMMIT,
    find: "  if (counted) return 'committed';\n",
    replace: '',
    test: { file: TEST, name: 'knows that it counted' },
  },
  {
    name: 'firestore-older-writes-on',
    promise: 1,
    title: 'an older server goes on writing into a store of a newer form',
    file: 'server/store/firestore.ts',
    find: 'checkVersion(found.meta.schema, schemaVersion, name);',
    replace: '',
    test: { file: 'test/store/firestore/open.test.ts', name: 'stops writing when the form has changed' },
  },
  {
    name: 'too-long-to-keep',
    promise: 1,
    title: 'a mail of strange characters fits into no document and is given up',
    file: 'server/mail/kept-mail.ts',
    find: 'text: cut(mail.text.slice(0, KEPT_TEXT), TEXT_BYTES),',
    replace: 'text: mail.text,',
    test: { file: 'test/mail/kept-mail.test.ts', name: 'fits into a document' },
  },
  {
    name: 'mailbox-asked-in-transaction',
    promise: 2,
    title: 'the mailbox is asked within a transaction, whose body may run again',
    file: 'server/mail/commit-effect.ts',
    find: "  if (mark) throw new AppError('unavailable', 'The store was restored: SENT is being reconciled first.');\n",
    replace: '  if (mark) return { effect: null, record: null };\n  await ctx.mailbox.headersOf(claimed.recordId);\n',
    test: { file: 'test/http/reply.test.ts', name: 'sends the suggestion as shown, signed, once' },
  },
  {
    name: 'unknown-outcome-untold',
    promise: 8,
    title: 'nobody is told of a mail that may or may not have left',
    file: 'server/mail/settle-effect.ts',
    find: "    ctx.alert('send-unknown', { recordId: record.id });\n",
    replace: '',
    test: { file: 'test/mail/send-effect.test.ts', name: 'what became of it cannot be found out' },
  },
];
