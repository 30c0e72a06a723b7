import type { Decided, ReplayRow } from '../../../shared/replay.ts';

/** A row of a mail that was suggested an answer and that is open still. */
export function aRow(change: Partial<ReplayRow> = {}): ReplayRow {
  return {
    id: 'm1',
    at: 0,
    receivedAt: 0,
    day: '2026-11-20',
    state: 'suggested',
    category: 'fees',
    decided: null,
    became: 'open',
    ...change,
  };
}

/** A decision that nothing speaks against but the switches. */
export function decidedOn(change: Partial<Decided> = {}): Decided {
  return {
    at: 1_000,
    action: 'suggest',
    category: 'fees',
    reasons: ['rehearsal'],
    handling: 'answer',
    template: true,
    verdict: 'pass',
    sender: 'somebody',
    thread: 'thread',
    reading: { language: 'fr', confidence: 0.95, scores: { fees: 0.95 } },
    ...change,
  };
}
