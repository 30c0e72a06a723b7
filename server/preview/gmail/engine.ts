import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { gmailUnits } from '../../../shared/gmail-units.ts';
import { type Answer, refused } from './answers.ts';
import type { QuotaCounts } from './control.ts';
import type { Fault, Faults } from './faults.ts';
import { createMethods, type Settings, type Watch } from './methods.ts';
import type { Notifier } from './push.ts';
import type { GmailCall } from './routes.ts';
import type { State } from './state.ts';

export interface Engine {
  /**
   * One piece of work at a time: what it wrote is one line of the journal, a draft is consumed once, and nobody sees half
   * of it. Whoever watches is told of what it changed.
   */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** A Gmail call, with what goes wrong on demand. null: the connection is cut. */
  answer(call: GmailCall): Promise<Answer | null>;
  quota(reset: boolean): QuotaCounts;
}

const NONE: QuotaCounts = { calls: 0, units: 0, methods: {} };

export function createEngine(state: State, notifier: Notifier, faults: Faults, settings: Settings): Engine {
  const methods = createMethods(state, settings);
  const alone = pLimit(1);
  let counts = NONE;

  function notify(): void {
    const watch = state.getValue<Watch | null>('watch');
    if (watch && watch.expiration > Date.now()) notifier.notify(state.historyId());
  }

  function count({ method, format }: GmailCall): void {
    const units = gmailUnits(method, format);
    const of = counts.methods[method] ?? { calls: 0, units: 0 };
    const perMethod = { ...counts.methods, [method]: { calls: of.calls + 1, units: of.units + units } };
    counts = { calls: counts.calls + 1, units: counts.units + units, methods: perMethod };
  }

  const inTurn: Engine['inTurn'] = (work) =>
    alone(async () => {
      try {
        return await work();
      } finally {
        if (state.commit()) notify();
      }
    });

  return {
    inTurn,
    async answer(call) {
      count(call);
      const { slowMs, failure } = faults.take(call.method);
      if (slowMs > 0) await sleep(slowMs, undefined, { ref: false });
      if (failure && !failure.after) return failed(failure);
      const answer = await inTurn(() => methods(call));
      // A watch tells at once where the mailbox stands.
      if (call.method === 'users.watch' && answer.status === 200) notify();
      return failure ? failed(failure) : answer;
    },
    quota(reset) {
      const before = counts;
      if (reset) counts = NONE;
      return before;
    },
  };
}

const REASONS: Readonly<Record<number, string>> = {
  401: 'authError',
  403: 'forbidden',
  404: 'notFound',
  429: 'rateLimitExceeded',
};

function failed(fault: Exclude<Fault, { kind: 'slow' }>): Answer | null {
  if (fault.kind === 'drop') return null;
  const { status, reason = REASONS[status] ?? 'backendError', message = 'A fault on demand', retryAfter } = fault;
  return refused(status, reason, message, retryAfter === undefined ? {} : { 'retry-after': retryAfter });
}
