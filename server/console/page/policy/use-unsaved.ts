import { useEffect, useRef } from 'preact/hooks';
import { useConsole } from '../context.ts';
import { askBefore } from './leaving.ts';
import { policyWords } from './words.ts';

interface Unsaved {
  /** What was typed is still there when one comes back: to another page of the console one goes without being asked. */
  kept?: boolean;
}

/** While something is typed and not saved, one is asked before the page is left: for another site, or for another page here. */
export function useUnsaved(dirty: boolean, { kept = false }: Unsaved = {}): void {
  const { language } = useConsole();
  const { question } = policyWords(language).discard;
  const still = useRef(dirty);
  // What was just saved is drawn before the address changes; effects come later.
  still.current = dirty;
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', ask);
    const end = kept ? null : askBefore(() => !still.current || confirm(question));
    return () => {
      removeEventListener('beforeunload', ask);
      end?.();
    };
  }, [dirty, kept, question]);
}
