import { DAY_MS, HOUR_MS, MINUTE_MS } from './durations.ts';

/**
 * A canary is a small mail that we put into the mailbox ourselves: when it is read, mail is read. The rules of when one
 * is put in, when it is missed, and what is left to tidy up.
 */
export interface Canary {
  /** By it alone a mail is known as ours: anybody can write the header. */
  nonce: string;
  /** When it was put in, ms since the epoch. */
  at: number;
  /** How often it was tried to put it in. */
  tries: number;
  /** null until Gmail said it. */
  gmailId: string | null;
  seenAt: number | null;
  /** It lies in the bin. */
  binned: boolean;
}

export interface CanaryState {
  /** The newest first. */
  canaries: readonly Canary[];
  /** When somebody looked last. */
  lookedAt: number | null;
  /** Since when somebody looks without a gap: before that a canary could not be seen. */
  since: number;
  /** The newest canary of which the heartbeat told. */
  beatFor: string | null;
}

export const NO_CANARIES: CanaryState = { canaries: [], lookedAt: null, since: 0, beatFor: null };

export const LOOK_EVERY_MS = 5 * MINUTE_MS;
const PUT_EVERY_MS = HOUR_MS;
const MISSED_AFTER_MS = 15 * MINUTE_MS;
/** More than two looks left out: nobody was there. */
const GAP_MS = 12 * MINUTE_MS;
/** A second mail of the same canary does no harm, so one whose fate is unknown is put in again. */
const MOST_TRIES = 3;
/** A nonce is known so long: a mail that comes later is an ordinary one, set aside as our own. */
const KEPT_MS = DAY_MS;

export interface Look {
  state: CanaryState;
  /** To be put into the mailbox now. */
  put: Canary | null;
  /** The newest was not seen in time. */
  missed: boolean;
  /** Seen since the last heartbeat. */
  beat: Canary | null;
  /** Read or given up, and not in the bin yet. */
  leftovers: readonly Canary[];
}

/** What is to do at `now`; `nonce` is a fresh one. */
export function look(before: CanaryState, now: number, nonce: string): Look {
  // What a clock that was ahead wrote is of no time that is known.
  const gap = before.lookedAt === null || Math.abs(now - before.lookedAt) > GAP_MS;
  const canaries = before.canaries.filter(({ at }) => at <= now + GAP_MS);
  const since = gap ? now : before.since;
  const [newest] = canaries;
  const waiting = newest !== undefined && newest.seenAt === null;
  const missed = waiting && now - Math.max(newest.at, since) >= MISSED_AFTER_MS;
  const put = nextToPut(newest, missed, now, nonce);
  const others = canaries.filter((canary) => canary.nonce !== put?.nonce);
  const kept = others.filter((canary, i) => now - canary.at < KEPT_MS || (put === null && i === 0));
  const beat = canaries.find(({ seenAt }) => seenAt !== null);
  return {
    state: { ...before, canaries: put ? [put, ...kept] : kept, lookedAt: now, since },
    put,
    missed,
    beat: beat && beat.nonce !== before.beatFor ? beat : null,
    leftovers: others.filter((c) => c.gmailId !== null && !c.binned && (c.seenAt !== null || now - c.at >= PUT_EVERY_MS)),
  };
}

function nextToPut(newest: Canary | undefined, missed: boolean, now: number, nonce: string): Canary | null {
  if (newest === undefined || now - newest.at >= PUT_EVERY_MS) {
    return { nonce, at: now, tries: 1, gmailId: null, seenAt: null, binned: false };
  }
  const lost = newest.gmailId === null && newest.seenAt === null && !missed && newest.tries < MOST_TRIES;
  return lost ? { ...newest, tries: newest.tries + 1 } : null;
}

export function knows(state: CanaryState, nonce: string): boolean {
  return state.canaries.some((canary) => canary.nonce === nonce);
}

/** The canary of this nonce with something learnt of it; the state as it is when nobody knows it any more. */
export function learnt(state: CanaryState, nonce: string, change: (canary: Canary) => Partial<Canary>): CanaryState {
  const canaries = state.canaries.map((canary) => (canary.nonce === nonce ? { ...canary, ...change(canary) } : canary));
  return { ...state, canaries };
}
