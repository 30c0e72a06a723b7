import { type AlertState, isOpen } from '../../shared/alert-state.ts';
import type { AlertCause } from '../../shared/alerts.ts';
import { type Asker, collection } from './collections.ts';

/** One document per cause, under the cause's name. */
export const alertStates = collection<AlertState>('alerts');

/** More than there are causes. */
const ALL = 50;

/** What needs people now: what lasts until it is over, the rest for a day; the newest first. */
export async function openAlerts(from: Asker, now: number): Promise<AlertState[]> {
  const { items } = await alertStates.query(from, { limit: ALL });
  return items
    .map(({ data }) => data)
    .filter((state) => isOpen(state, now))
    .sort((a, b) => b.lastAt - a.lastAt);
}

/** Causes with something to tell, or to tell again. */
export async function dueAlerts(from: Asker, now: number): Promise<AlertCause[]> {
  const { items } = await alertStates.query(from, { range: { field: 'dueAt', gt: 0, lte: now }, limit: ALL });
  return items.map(({ data }) => data.cause);
}
