import { useState } from 'preact/hooks';
import type { PolicyNow } from '../../../../shared/api.ts';
import { CallError } from '../api.ts';

export interface Saving {
  busy: boolean;
  /** Why it was not saved. */
  error: CallError | null;
  /** Somebody else changed the same: what is true now, and what this one started from. */
  conflict: PolicyNow | null;
  /** Version of the policy that what is written stands on. */
  revision: number;
  /** Runs one call at a time; null where it was refused. */
  save: <T>(run: (revision: number) => Promise<T>) => Promise<T | null>;
  /** The conflict was looked at: what is saved next stands on what is true now. */
  settle: () => void;
}

export function useSave(start: number): Saving {
  const [state, set] = useState<Pick<Saving, 'busy' | 'error' | 'conflict' | 'revision'>>({
    busy: false,
    error: null,
    conflict: null,
    revision: start,
  });
  const save = async <T>(run: (revision: number) => Promise<T>): Promise<T | null> => {
    if (state.busy) return null;
    set((before) => ({ ...before, busy: true, error: null }));
    try {
      // Whoever saves again has been shown what stands there now.
      const answer = await run(state.conflict?.policyVersion ?? state.revision);
      set((before) => ({ ...before, busy: false, conflict: null, revision: versionIn(answer) ?? before.revision }));
      return answer;
    } catch (thrown) {
      const error = thrown instanceof CallError ? thrown : new CallError(0, {});
      const conflict = error.problem.current ?? null;
      set((before) => ({ ...before, busy: false, error: conflict ? null : error, conflict }));
      return null;
    }
  };
  const settle = (): void =>
    set((before) => ({ ...before, conflict: null, revision: before.conflict?.policyVersion ?? before.revision }));
  return { ...state, save, settle };
}

function versionIn(answer: unknown): number | null {
  const version: unknown = Object(answer).policyVersion;
  return typeof version === 'number' ? version : null;
}
