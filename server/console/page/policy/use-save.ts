import { useEffect, useRef, useState } from 'preact/hooks';
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

/**
 * For what is changed where it is shown, with a click: that stands on what is shown, or on one's own last change where that
 * is newer (what undoes it was drawn before the answer came). After a conflict `show` asks for what is true now.
 */
export function useChange(shown: number, show: () => void): Saving {
  const saving = useSave(shown);
  const mine = useRef(0);
  useEffect(() => {
    if (saving.conflict) show();
  }, [saving.conflict]);
  const save: Saving['save'] = async (run) => {
    const answer = await saving.save(() => run(Math.max(mine.current, shown)));
    mine.current = Math.max(mine.current, versionIn(answer) ?? 0);
    return answer;
  };
  return { ...saving, save };
}

function versionIn(answer: unknown): number | null {
  const version: unknown = Object(answer).policyVersion;
  return typeof version === 'number' ? version : null;
}
