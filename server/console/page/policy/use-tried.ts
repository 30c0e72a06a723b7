import { useRef, useState } from 'preact/hooks';
import { type Saving, useSave } from './use-save.ts';

interface Tried<T> extends Omit<Saving, 'save'> {
  /** What a dry run said; null while what is asked has changed since, or it was refused. */
  shown: T | null;
  look: () => Promise<void>;
  /** Does it; null where it was refused. What was shown stays until `show` says otherwise. */
  apply: () => Promise<T | null>;
  /** null: something else is asked from now on, and the answer to a look in hand shows nothing of it. */
  show: (answer: T | null) => void;
}

/** For what is shown before it is done, by one call: first as a dry run, then for good. */
export function useTried<T>(start: number, send: (revision: number, dryRun: boolean) => Promise<T>): Tried<T> {
  const { save, ...saving } = useSave(start);
  const [shown, set] = useState<T | null>(null);
  const changes = useRef(0);
  const show = (answer: T | null): void => {
    changes.current += 1;
    set(answer);
  };
  const look = async (): Promise<void> => {
    const before = changes.current;
    const answer = await save((revision) => send(revision, true));
    if (changes.current === before) set(answer);
  };
  return { ...saving, shown, show, look, apply: () => save((revision) => send(revision, false)) };
}
