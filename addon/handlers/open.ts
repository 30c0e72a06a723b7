import type { MailView } from '../../shared/api.ts';
import { openMail, openMailsOf, readHome, takeMail } from '../api.ts';
import { absentCard, unseenCard } from '../cards/failure.ts';
import { homeCard } from '../cards/home.ts';
import { othersCard } from '../cards/list.ts';
import { mailCard } from '../cards/mail.ts';
import { isApart } from '../cards/mail-parameters.ts';
import { type Answer, type Card, pushed, updated } from '../respond.ts';
import { parameter, type Visit } from '../visit.ts';

/** A mail was opened in Gmail: one call to the server. */
export function openedMail(visit: Visit): Card {
  return mailCard(visit, openMail(visit, openId(visit), openMessageId(visit)));
}

export function opened(visit: Visit): Answer {
  return updated(mailCard(visit, read(visit)));
}

export function showMail(visit: Visit): Answer {
  return pushed(mailCard(visit, openMail(visit, openId(visit))));
}

export function take(visit: Visit): Answer {
  const mail = takeMail(visit, openId(visit), isApart(visit) ? '' : openMessageId(visit));
  return updated(mailCard(visit, mail), { notification: visit.texts.didTake, changed: true });
}

export function home(visit: Visit): Card {
  return homeCard(visit, readHome(visit));
}

export function homeAgain(visit: Visit): Answer {
  return updated(home(visit));
}

export function others(visit: Visit): Answer {
  const address = parameter(visit, 'address');
  const { items } = openMailsOf(visit, address);
  const same = items.filter(({ id, from }) => id !== openId(visit) && from.address.toLowerCase() === address.toLowerCase());
  return pushed(othersCard(visit, same));
}

/** Not found: asked for by a click first, and after that click it is not in the shared mailbox. */
export function notFound(visit: Visit, afterTake: boolean): Card {
  return afterTake ? absentCard(visit) : unseenCard(visit);
}

export function read(visit: Visit): MailView {
  return openMail(visit, openId(visit), isApart(visit) ? '' : openMessageId(visit));
}

/** The mail a card was made for, else the one that is open in Gmail. */
export function openId({ event }: Visit): string {
  return event.commonEventObject.parameters?.id || (event.gmail?.messageId ?? '');
}

/**
 * RFC 5322 Message-ID of the mail that is open: it is the same in every mailbox with a copy, where Gmail's own id is not. ''
 * where no mail is open, or the mail has none. Only the id is read of the message.
 */
export function openMessageId({ event }: Visit): string {
  if (!event.gmail) return '';
  return openMessage(event.gmail).getHeader('Message-ID');
}

export function openMessage({
  messageId,
  accessToken,
}: GoogleAppsScript.Addons.GmailEventObject): GoogleAppsScript.Gmail.GmailMessage {
  GmailApp.setCurrentMessageAccessToken(accessToken);
  return GmailApp.getMessageById(messageId);
}
