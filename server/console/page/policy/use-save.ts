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

/** `entity`: what of the list is changed. */
interface Changing extends Omit<Saving, 'save'> {
  save: <T>(entity: string, run: (revision: number) => Promise<T>) => Promise<T | null>;
}

/**
 * For what is changed where it is shown, with a click: that stands on what is shown, or on one's own last change of the same
 * thing where that is newer (what undoes it was drawn before the answer came). One's own change of another thing may stand on
 * what a colleague did, which nobody was shown. After a conflict `show` asks for what is true now.
 */
export function useChange(shown: number, show: () => void): Changing {
  const saving = useSave(shown);
  const mine = useRef(new Map<string, number>());
  useEffect(() => {
    if (saving.conflict) show();
  }, [saving.conflict]);
  const save: Changing['save'] = async (entity, run) => {
    const answer = await saving.save(() => run(Math.max(mine.current.get(entity) ?? 0, shown)));
    const version = versionIn(answer);
    if (version !== null) mine.current.set(entity, version);
    return answer;
  };
  return { ...saving, save };
}

function versionIn(answer: unknown): number | null {
  const version: unknown = Object(answer).policyVersion;
  return typeof version === 'number' ? version : null;
}
