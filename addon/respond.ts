import { plain } from './escape.ts';

export type Card = GoogleAppsScript.Card_Service.Card;
export type Answer = GoogleAppsScript.Card_Service.ActionResponse;

/** What follows a click: how the card goes on the stack, what is said for a moment, and whether Gmail shall look again. */
interface Following {
  notification?: string;
  /** The mail, or what is known of it, was changed. */
  changed?: boolean;
}

/** The card in place of the one that was clicked. */
export function updated(card: Card, following: Following = {}): Answer {
  return answer(CardService.newNavigation().updateCard(card), following);
}

/** The card on top; Gmail's own arrow leads back. */
export function pushed(card: Card): Answer {
  return answer(CardService.newNavigation().pushCard(card), {});
}

/** The card on top, and under it another one in place of the card that was clicked: that one is no longer true. */
export function pushedOver(under: Card, card: Card, notification = ''): Answer {
  return answer(CardService.newNavigation().updateCard(under).pushCard(card), { changed: true, notification });
}

/** Away with `depth` cards that asked, and the new one in place of the card that was left. */
export function returned(card: Card, depth: number, following: Following = {}): Answer {
  const navigation = CardService.newNavigation();
  for (let left = depth; left > 0; left -= 1) navigation.popCard();
  return answer(navigation.updateCard(card), following);
}

export function back(): Answer {
  return answer(CardService.newNavigation().popCard(), {});
}

/** Nothing changes on the card: what was written in it stays. */
export function noticed(notification: string): Answer {
  return answer(null, { notification });
}

function answer(navigation: GoogleAppsScript.Card_Service.Navigation | null, { notification, changed }: Following): Answer {
  const made = CardService.newActionResponseBuilder();
  if (navigation) made.setNavigation(navigation);
  if (notification) made.setNotification(CardService.newNotification().setText(plain(notification, 200)));
  return made.setStateChanged(changed === true).build();
}
