import { type Change, isInEu } from './cloud.ts';
import type { Subscription, Topic } from './pubsub-desired.ts';

/** A difference, and the field of the API's subscription or topic that an update has to hold. */
export interface Difference extends Change {
  /** null: Pub/Sub does not let it be changed. */
  part: Part | null;
}

export type Part =
  | 'messageStoragePolicy'
  | 'pushConfig'
  | 'ackDeadlineSeconds'
  | 'messageRetentionDuration'
  | 'expirationPolicy'
  | 'retryPolicy'
  | 'deadLetterPolicy';

/** Regions of the EU only, be they fewer than ours, are right as they are: an organisation may allow fewer. */
export function topicDifferences(is: Topic, wanted: Topic): Difference[] {
  if (is.regions.length > 0 && is.regions.every(isInEu)) return [];
  return [{ field: 'kept in', from: is.regions.join(', ') || 'anywhere', to: regionsSaid(wanted), part: 'messageStoragePolicy' }];
}

export function topicMade(wanted: Topic): Change[] {
  return [{ field: 'kept in', from: null, to: regionsSaid(wanted) }];
}

/** The shortest that the dead letters may be kept, or a wake-up may live: more is right, less is not. */
export function subscriptionDifferences(is: Subscription, wanted: Subscription): Difference[] {
  const rows = told(wanted);
  const have = new Map(told(is).map((row) => [row.field, row.value]));
  return rows.flatMap(({ field, value, part }) => {
    const from = have.get(field) ?? null;
    if (from === value) return [];
    if (field === 'messages kept' && wanted.push === null && is.retention >= wanted.retention) return [];
    if (field === 'set aside' && !isReached(is, wanted)) return [];
    return [{ field, from, to: value, part }];
  });
}

/** How many attempts an operator grants is theirs to choose, as long as they end in the same place. */
function isReached(is: Subscription, wanted: Subscription): boolean {
  return is.dead?.topic !== wanted.dead?.topic;
}

export function subscriptionMade(wanted: Subscription): Change[] {
  const usual = new Set(['detached', 'filter', 'in order']);
  return told(wanted)
    .filter(({ field }) => !usual.has(field))
    .map(({ field, value }) => ({ field, from: null, to: value }));
}

interface Row {
  field: string;
  value: string;
  part: Part | null;
}

function told(s: Subscription): Row[] {
  const { push, retry, dead } = s;
  const signed: Row[] =
    push === null
      ? []
      : [
          { field: 'as', value: push.account || 'nobody', part: 'pushConfig' },
          { field: 'audience', value: push.audience || 'none', part: 'pushConfig' },
        ];
  return [
    { field: 'topic', value: last(s.topic), part: null },
    { field: 'in order', value: yesNo(s.ordering), part: null },
    { field: 'filter', value: s.filter || 'none', part: null },
    { field: 'detached', value: yesNo(s.detached), part: null },
    { field: 'pushes to', value: push?.endpoint || 'nowhere (pull)', part: 'pushConfig' },
    ...signed,
    { field: 'time to answer', value: `${s.ackDeadline} s`, part: 'ackDeadlineSeconds' },
    { field: 'messages kept', value: span(s.retention), part: 'messageRetentionDuration' },
    {
      field: 'expires',
      value: s.expiresAfter === null ? 'never' : `after ${span(s.expiresAfter)} idle`,
      part: 'expirationPolicy',
    },
    { field: 'tried again', value: retry ? `after ${retry.min} to ${retry.max} s` : 'at once', part: 'retryPolicy' },
    {
      field: 'set aside',
      value: dead ? `after ${dead.attempts} attempts, in ${last(dead.topic)}` : 'never',
      part: 'deadLetterPolicy',
    },
  ];
}

function regionsSaid({ regions }: Topic): string {
  return `the EU (${regions.length} regions)`;
}

function span(seconds: number): string {
  return seconds % 86_400 === 0 ? `${seconds / 86_400} d` : `${seconds} s`;
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}

/** Names are read, not paths. */
function last(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
