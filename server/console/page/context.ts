import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Me } from '../../../shared/api.ts';
import type { Language } from './preferences.ts';

/** What every page may know: who looks, in which language, and how to say that something was done. */
export interface Console {
  me: Me;
  language: Language;
  /** IANA name of the school's time zone: all times are shown in it. */
  timeZone: string;
  /** A sentence at the edge of the page, read out as well; with a way back where there is one. */
  say: (text: string, undo?: () => void) => void;
}

export const ConsoleContext = createContext<Console | null>(null);

export function useConsole(): Console {
  const found = useContext(ConsoleContext);
  if (!found) throw new Error('A page stands outside the console.');
  return found;
}
