import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Controller, PanelState } from './controller.ts';
import type { Values } from './form.ts';
import type { Words } from './words.ts';

/** What every part of a card needs to know. */
export interface CardContext {
  words: Words;
  controller: Controller;
  busy: PanelState['busy'];
  values: Values;
}

export const CardContext = createContext<CardContext | null>(null);

export function useCard(): CardContext {
  const context = useContext(CardContext);
  if (context === null) throw new Error('A card is drawn inside a panel.');
  return context;
}
