import type { MailView } from '../../shared/api.ts';
import type { Visit } from '../visit.ts';
import { isReady, shownSuggestion } from './answer.ts';
import { aboutMail, isApart } from './mail-parameters.ts';
import {
  button,
  type CardParts,
  call,
  type FunctionName,
  linkButton,
  primary,
  rows,
  type TextButton,
  type Widget,
} from './parts.ts';
import { isLeaving } from './states.ts';

/** What may be done with a mail: the one thing to do first in the footer, always in sight, the others in rows above. */
export function actionsOf(visit: Visit, mail: MailView): { footer: NonNullable<CardParts['footer']> | null; rows: Widget[] } {
  const first = firstOf(visit, mail);
  const others = possible(visit, mail).filter(({ name }) => name !== first?.name);
  return {
    footer: first ? { primary: primary(first.text, first.action) } : null,
    rows: rows([...others.map(({ made }) => made()), ...elsewhere(visit, mail)]),
  };
}

interface Possible {
  name: string;
  made: () => TextButton;
}

function firstOf(visit: Visit, mail: MailView) {
  const { texts } = visit;
  const { actions } = mail;
  const suggestion = shownSuggestion(mail);
  const offer = (name: FunctionName, text: string) => ({ name, text, action: call(name, aboutMail(visit, mail)) });
  if (isLeaving(mail)) return offer('onRefresh', texts.refresh);
  if (suggestion && isReady(suggestion)) return offer('onReply', texts.send);
  if (actions.includes('cancel')) return offer('onCancel', texts.cancel);
  if (actions.includes('take')) return offer('onTake', texts.take);
  if (actions.includes('retry')) return offer('onRetry', texts.retry);
  return null;
}

/** Every action of the server that has a button of its own; 'assign' and 'category' are lists (change.ts). */
function possible(visit: Visit, mail: MailView): Possible[] {
  const { texts } = visit;
  const { actions, state } = mail;
  const plainButton = (name: FunctionName, text: string): Possible => ({
    name,
    made: () => button(text, call(name, aboutMail(visit, mail))),
  });
  return [
    ...(actions.includes('reply') ? [edit(visit, mail)] : []),
    ...(actions.includes('route') ? [plainButton('onForward', texts.forward)] : []),
    ...(actions.includes('cancel') ? [plainButton('onCancel', texts.cancel)] : []),
    ...(actions.includes('done') ? [plainButton('onDone', texts.done)] : []),
    ...(actions.includes('reopen') ? [plainButton('onReopen', state === 'replied' ? texts.reopenReplied : texts.reopen)] : []),
    ...(actions.includes('retry') ? [plainButton('onRetry', texts.retry)] : []),
    ...(actions.includes('take') ? [plainButton('onTake', texts.take)] : []),
    ...(actions.includes('wrong') ? [plainButton('onWrong', texts.wrong)] : []),
  ];
}

/** In the shared mailbox Gmail's own editor opens; elsewhere a draft would be the reader's, so the card has an editor. */
function edit(visit: Visit, mail: MailView): Possible {
  const { texts } = visit;
  const text = mail.suggestion ? texts.edit : texts.write;
  const about = aboutMail(visit, mail, mail.actions.includes('cancel') ? { held: 'yes' } : {});
  if (!isInSharedMailbox(visit, mail)) {
    return { name: 'onEdit', made: () => button(text, call('onEdit', about)) };
  }
  // A draft that the script makes could not carry the school's files: the server makes it, in the same conversation.
  if (mail.suggestion && mail.suggestion.files.length > 0 && mail.actions.includes('draft')) {
    return { name: 'onDraft', made: () => button(text, call('onDraft', aboutMail(visit, mail))) };
  }
  const made = () =>
    CardService.newTextButton()
      .setText(text)
      .setComposeAction(call('onComposeDraft', about), CardService.ComposedEmailType.REPLY_AS_DRAFT);
  return { name: 'onComposeDraft', made };
}

/**
 * Gmail's ids are particular to a mailbox, so the open message is the shared mailbox's own when its id is the record's. Where
 * Google says who reads, it must be the mailbox itself: of a delegated one it is not known where a draft would be made.
 */
function isInSharedMailbox(visit: Visit, { id, choices }: MailView): boolean {
  if (!choices || visit.event.gmail?.messageId !== id) return false;
  const reader = visit.reader.toLowerCase();
  return reader === '' || reader === choices.mailbox.toLowerCase();
}

/** Where the card stands alone, the mail is found by its Message-ID: that works in any mailbox that has a copy. */
function elsewhere(visit: Visit, { messageId }: MailView): TextButton[] {
  if (!isApart(visit) || messageId === '' || messageId.length > 500) return [];
  const search = encodeURIComponent(`rfc822msgid:${messageId.replace(/\p{Cs}/gu, '')}`);
  return [
    linkButton(
      visit.texts.openInGmail,
      `https://mail.google.com/mail/?authuser=${encodeURIComponent(visit.reader)}#search/${search}`,
    ),
  ];
}
