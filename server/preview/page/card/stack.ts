import type { Card, Navigation } from '../../apps-script/card-json.ts';
import { initialValues, keptValues, type Values } from './form.ts';

/** One card of the stack. `id` stays when the card is updated, so that the page keeps what has the focus. */
export interface Entry {
  id: number;
  card: Card;
  values: Values;
}

/** The last one is on top and the one that is shown; never empty once a trigger answered. */
export type Stack = readonly Entry[];

/** @param next id for a new entry. */
export function stackOf(cards: readonly Card[], next: () => number): Stack {
  return [...cards].reverse().map((card) => entryOf(card, next()));
}

/**
 * @param keep values of the inputs stay where the new card has the same fields (`setPersistValues`).
 * What Google does with a step that cannot be done (a name that no card has) is not documented: here nothing happens.
 */
export function navigate(stack: Stack, steps: readonly Navigation[], keep: boolean, next: () => number): Stack {
  return steps.reduce((current, step) => taken(current, step, keep, next), stack);
}

function taken(stack: Stack, step: Navigation, keep: boolean, next: () => number): Stack {
  const top = stack.at(-1);
  if ('pushCard' in step) return [...stack, entryOf(step.pushCard, next())];
  if ('updateCard' in step) {
    if (top === undefined) return [entryOf(step.updateCard, next())];
    const values = keep ? keptValues(step.updateCard, top.values) : initialValues(step.updateCard);
    return [...stack.slice(0, -1), { id: top.id, card: step.updateCard, values }];
  }
  if ('pop' in step) return stack.length > 1 ? stack.slice(0, -1) : stack;
  if ('popToRoot' in step) return stack.slice(0, 1);
  const found = stack.findLastIndex((entry) => entry.card.name === step.popToCard);
  return found === -1 ? stack : stack.slice(0, found + 1);
}

function entryOf(card: Card, id: number): Entry {
  return { id, card, values: initialValues(card) };
}
