/** Sums follow a moment after the mails they count. */
export const SOON_MS = 1_500;
export const LATE_MS = 8_000;

export interface Asking {
  changed(): void;
  end(): void;
}

/**
 * Asks soon after a change, and once more when what is counted must be there: at most twice in `LATE_MS`, however much changes.
 * What changes meanwhile is asked for again after that, so that the last change of all is always followed by a question that
 * comes at least `LATE_MS` after it, and twice that at most.
 */
export function createAsking(ask: () => void): Asking {
  let soon: ReturnType<typeof setTimeout> | undefined;
  let late: ReturnType<typeof setTimeout> | null = null;
  let more = false;
  const askLate = (): void => {
    late = more ? setTimeout(askLate, LATE_MS) : null;
    more = false;
    ask();
  };
  return {
    changed() {
      more = late !== null;
      if (late !== null) return;
      soon = setTimeout(ask, SOON_MS);
      late = setTimeout(askLate, LATE_MS);
    },
    end() {
      clearTimeout(soon);
      if (late !== null) clearTimeout(late);
    },
  };
}
