import type { MailView } from '../../shared/api.ts';
import { act, saveDraft } from '../api.ts';
import { editorAgainCard, editorCard, textToEdit } from '../cards/editor.ts';
import { sentenceOf } from '../cards/failure.ts';
import { mailCard } from '../cards/mail.ts';
import type { Failure } from '../failure.ts';
import { type Answer, noticed, pushedOver, returned, updated } from '../respond.ts';
import { input, parameter, shownRevision, type Visit } from '../visit.ts';
import { openMessage } from './open.ts';

type Draft = GoogleAppsScript.Card_Service.ComposeActionResponse;

/** Sends the wording that the card showed, at the revision it was shown at: the server refuses any other. */
export function reply(visit: Visit): Answer {
  const adapted = input(visit, 'wording') === 'adapted';
  return sent(visit, act(visit, parameter(visit, 'id'), 'reply', { revision: shownRevision(visit), adapted }), 0);
}

/** Who edits has the mail: colleagues see it before the text is written. Back leads to the mail as it is then. */
export function edit(visit: Visit): Answer {
  const mail = claim(visit);
  return pushedOver(mailCard(visit, mail), editorCard(visit, mail), wasHeld(visit) ? visit.texts.didCancel : '');
}

export function sendEdited(visit: Visit): Answer {
  const { texts } = visit;
  const text = input(visit, 'text').trim();
  if (text === '') return noticed(texts.nothingWritten);
  if (/[⟦⟧]/u.test(text)) return noticed(texts.gapsLeft);
  const files = input(visit, 'files') === 'yes';
  return sent(visit, act(visit, parameter(visit, 'id'), 'reply', { revision: shownRevision(visit), text, files }), 1);
}

/** The text stays, and stands beside why it was not sent. */
export function editAgain(visit: Visit, failure: Failure): Answer {
  const why = failure.mail ? failure.title || visit.texts.changedMeanwhile : sentenceOf(visit, failure);
  return updated(editorAgainCard(visit, failure.mail, why), failure.mail ? { changed: true } : {});
}

/** Where the suggestion has files only the server can put them into a draft; with text from the editor, or the suggestion's. */
export function keepDraft(visit: Visit): Answer {
  const text = input(visit, 'text').trim();
  if (text === '') return noticed(visit.texts.nothingWritten);
  const mail = saveDraft(visit, parameter(visit, 'id'), { revision: shownRevision(visit), text });
  return returned(mailCard(visit, mail), 1, { notification: visit.texts.didSaveDraft, changed: true });
}

export function draftWithFiles(visit: Visit): Answer {
  const adapted = input(visit, 'wording') === 'adapted';
  const mail = saveDraft(visit, parameter(visit, 'id'), { revision: shownRevision(visit), adapted });
  return updated(mailCard(visit, mail), { notification: visit.texts.didSaveDraft, changed: true });
}

/**
 * A draft in the mailbox that is open, with the suggestion as it is now: Gmail shows it, and a person sends it or not. A draft
 * answers the mail that is open by now: were that another one than the card's, these words would go to somebody else.
 */
export function composeDraft(visit: Visit): Draft {
  if (visit.event.gmail?.messageId !== parameter(visit, 'id')) return drafted(visit, '');
  return drafted(visit, openGaps(textToEdit(visit, claim(visit))));
}

/**
 * Gmail asked for a draft and must get one. Where the mail changed since the card was made the draft has the new suggestion;
 * where it was answered, or nothing is known, it is empty, as Gmail's own Reply is.
 */
export function composeWithout(visit: Visit, failure: Failure): Draft {
  const { mail } = failure;
  return drafted(visit, mail?.actions.includes('reply') ? openGaps(textToEdit(visit, mail)) : '');
}

function drafted({ event }: Visit, text: string): Draft {
  if (!event.gmail) throw new Error('No mail is open.');
  return CardService.newComposeActionResponseBuilder().setGmailDraft(openMessage(event.gmail).createDraftReply(text)).build();
}

/** In a draft the places to fill in are a person's: plain brackets. */
function openGaps(text: string): string {
  return text.replace(/⟦/gu, '[').replace(/⟧/gu, ']');
}

/**
 * What was held is taken back first: it would leave while the person writes, and a draft in Gmail is sent without anybody
 * asking the server. Who takes it back has the mail, unless somebody else had it before.
 */
function claim(visit: Visit): MailView {
  const id = parameter(visit, 'id');
  const free = wasHeld(visit) ? act(visit, id, 'cancel', { revision: shownRevision(visit) }) : null;
  if (free?.assignee && free.assignee.id === free.choices?.me.id) return free;
  return act(visit, id, 'assign', { revision: free?.revision ?? shownRevision(visit), personId: 'me' });
}

function wasHeld(visit: Visit): boolean {
  return parameter(visit, 'held') === 'yes';
}

function sent(visit: Visit, mail: MailView, depth: number): Answer {
  const { texts } = visit;
  const notification = mail.state === 'replied' ? texts.didSend : texts.didSendSoon;
  return returned(mailCard(visit, mail), depth, { notification, changed: true });
}
