import type { MailView } from '../../shared/api.ts';
import { findMail, openMail, openMailsBeside, readHome, takeMail } from '../api.ts';
import { unseenCard } from '../cards/failure.ts';
import { homeCard } from '../cards/home.ts';
import { othersCard } from '../cards/list.ts';
import { mailCard } from '../cards/mail.ts';
import { asApart } from '../cards/mail-parameters.ts';
import { type Answer, type Card, pushed, updated } from '../respond.ts';
import { shownId, type Visit } from '../visit.ts';

/** A mail was opened in Gmail: one call to the server. Only of one that is not known a second one may follow. */
export function openedMail(visit: Visit): Card {
  const found = findMail(visit, shownId(visit), openMessageId(visit));
  if (found) return cardBeside(visit, found);
  const answered = answeredMail(visit);
  return answered ? mailCard(visit, answered) : unseenCard(visit);
}

/**
 * The card of the open mail. In a copy it was found by its Message-ID, which the sender wrote, and may have written off another
 * person's mail: where the senders differ, the card says whose mail it is about.
 */
function cardBeside(visit: Visit, mail: MailView): Card {
  const { gmail } = visit.event;
  const sure = !gmail || gmail.messageId === mail.id || gmail.messageId !== shownId(visit);
  if (sure || addressOf(openMessage(gmail).getFrom()) === mail.from.address.toLowerCase()) return mailCard(visit, mail);
  return mailCard(asApart(visit), mail);
}

/**
 * Of a conversation Gmail opens the newest mail, which may be the school's own reply: then the mail that it answers is shown. A
 * reply of somebody else is not, even to a mail that is known: it has, or will have, a card of its own.
 */
function answeredMail(visit: Visit): MailView | null {
  if (!visit.event.gmail) return null;
  const message = openMessage(visit.event.gmail);
  const answered = message.getHeader('In-Reply-To');
  const mail = answered === '' ? null : findMail(visit, shownId(visit), answered);
  const mailbox = mail?.choices?.mailbox.toLowerCase() ?? '';
  return mail && mailbox !== '' && addressOf(message.getFrom()) === mailbox ? mail : null;
}

/** `Name <address>` or the address alone, as Gmail gives a sender. */
function addressOf(from: string): string {
  return (/<([^<>]*)>\s*$/.exec(from)?.[1] ?? from).trim().toLowerCase();
}

export function opened(visit: Visit): Answer {
  return updated(cardBeside(visit, read(visit)));
}

export function showMail(visit: Visit): Answer {
  return pushed(mailCard(visit, openMail(visit, shownId(visit))));
}

export function take(visit: Visit): Answer {
  const mail = takeMail(visit, shownId(visit), idBeside(visit));
  return updated(cardBeside(visit, mail), { notification: visit.texts.didTake, changed: true });
}

export function home(visit: Visit): Card {
  return homeCard(visit, readHome(visit));
}

export function homeAgain(visit: Visit): Answer {
  return updated(home(visit));
}

export function others(visit: Visit): Answer {
  const { items } = openMailsBeside(visit, shownId(visit));
  return pushed(othersCard(visit, items));
}

/** By the record's own id; a card of a mail that is not known has Gmail's, which needs the Message-ID beside it. */
function read(visit: Visit): MailView {
  return openMail(visit, shownId(visit), idBeside(visit));
}

function idBeside(visit: Visit): string {
  return shownId(visit) === visit.event.gmail?.messageId ? openMessageId(visit) : '';
}

/**
 * RFC 5322 Message-ID of the mail that is open: it is the same in every mailbox with a copy, where Gmail's own id is not. ''
 * where no mail is open, or the mail has none. Only the id is read of the message.
 */
function openMessageId({ event }: Visit): string {
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
