import type { IndexSpec } from './store.ts';

/**
 * Every query shape of the repositories, in one list: SQLite keeps its entries by it, and Firestore's composite indexes
 * are written from it. A new shape is one more line here; a line that was released is never removed.
 */
export const INDEXES: readonly IndexSpec[] = [
  // work that is due
  { collection: 'records', order: 'nextAttemptAt' },
  { collection: 'effects', order: 'nextAttemptAt' },
  { collection: 'records', order: 'settleAt' },
  // conversations and citations
  { collection: 'records', equals: ['threadId'], order: 'receivedAt' },
  { collection: 'records', equals: ['messageId'], order: null },
  { collection: 'effects', equals: ['threadId', 'state'], order: null },
  { collection: 'effects', equals: ['messageId'], order: null },
  { collection: 'effects', equals: ['sentId'], order: null },
  { collection: 'effects', equals: ['state', 'messageId'], order: 'nextAttemptAt' },
  { collection: 'effects', equals: ['state'], order: 'dueAt' },
  { collection: 'effects', equals: ['recordId'], order: null },
  // what is kept for a time only
  { collection: 'bodies', order: 'expiresAt' },
  { collection: 'counters', order: 'expiresAt' },
  { collection: 'claims', order: 'at' },
  { collection: 'threads', order: 'at' },
  // alerts somebody shall look at
  { collection: 'alerts', order: 'dueAt' },
  // the tracking list: any of these filters, the newest first
  { collection: 'records', equals: ['state', 'categoryId', 'assigneeId', 'waiting'], contains: ['tokens'], order: 'receivedAt' },
  // other mails of a sender that wait; all mails of a sender
  { collection: 'records', equals: ['replyTo', 'waiting'], order: null },
  // bounces of what a mail was answered with
  { collection: 'records', equals: ['relatedTo'], order: null },
  // what left a moment ago, told to whoever switches off
  { collection: 'effects', equals: ['state'], order: 'sentAt' },
  // the sidebar's first page: what waits after an automatic reply, what left by itself today, who answered what came today
  { collection: 'records', equals: ['waiting', 'followsUp'], order: 'receivedAt' },
  { collection: 'records', order: 'automaticAt' },
  { collection: 'records', equals: ['state', 'repliedBy'], order: 'receivedAt' },
  // the tracking list also by who answered and what became of it; what changed since the figures were brought up to date
  {
    collection: 'records',
    equals: ['state', 'categoryId', 'assigneeId', 'waiting', 'repliedBy'],
    contains: ['tokens', 'marks'],
    order: 'receivedAt',
  },
  { collection: 'records', order: 'changedAt' },
  // rows of what was decided, by the first they hold; their sums, by the last day in them
  { collection: 'replay', order: 'from' },
  { collection: 'figures', order: 'lastDay' },
  // sign-ins that are over
  { collection: 'sessions', order: 'expiresAt' },
  { collection: 'signin-links', order: 'expiresAt' },
  // people and what they did
  { collection: 'users', equals: ['email'], order: null },
  { collection: 'users', equals: ['sub'], order: null },
  { collection: 'audit', equals: ['actor', 'target', 'action'], order: 'at' },
];
