/** The functions that the manifest and the cards name: each is a global of the bundle. Here alone errors are caught. */

import { sentenceOf } from './cards/failure.ts';
import { aboutOpenMail } from './cards/mail-parameters.ts';
import { type Action, call } from './cards/parts.ts';
import { helpCard, settingsCard } from './cards/universal.ts';
import type { Failure } from './failure.ts';
import * as answer from './handlers/answer.ts';
import * as change from './handlers/change.ts';
import { asFailure, failedAnswer, failedCard } from './handlers/failed.ts';
import * as open from './handlers/open.ts';
import * as switches from './handlers/switches.ts';
import { settings } from './handlers/universal.ts';
import { type Answer, back, type Card } from './respond.ts';
import { type Event, startVisit, type Visit } from './visit.ts';

type Draft = GoogleAppsScript.Card_Service.ComposeActionResponse;

// Triggers of the manifest

export function onMailOpened(event: Event): Card[] {
  return attempt(
    event,
    (visit) => [open.openedMail(visit)],
    (visit, failure) => [failedCard(visit, failure, openAgain(visit))],
  );
}

export function onHomepage(event: Event): Card[] {
  return attempt(
    event,
    (visit) => [open.home(visit)],
    (visit, failure) => [failedCard(visit, failure, homeAgain())],
  );
}

export function onHelp(event: Event): Card[] {
  return attempt(
    event,
    (visit) => [helpCard(visit)],
    (visit, failure) => [failedCard(visit, failure, homeAgain())],
  );
}

/** Shows what is known even when the server does not answer: this is where one looks then. */
export function onSettings(event: Event): Card[] {
  return attempt(
    event,
    (visit) => [settings(visit)],
    (visit, failure) => {
      const address = failure.code === 'not-set-up' ? '' : visit.settings.url;
      return [settingsCard(visit, null, address, sentenceOf(visit, failure))];
    },
  );
}

// A mail, opened again or from a list

export function onRefresh(event: Event): Answer {
  return clicked(event, open.opened);
}

export function onShowMail(event: Event): Answer {
  return clicked(event, open.showMail);
}

export function onOthers(event: Event): Answer {
  return clicked(event, open.others);
}

export function onTake(event: Event): Answer {
  return attempt(event, open.take, (visit, failure) => failedAnswer(visit, failure, openAgain(visit), true));
}

// Its answer

export function onReply(event: Event): Answer {
  return clicked(event, answer.reply);
}

export function onEdit(event: Event): Answer {
  return clicked(event, answer.edit);
}

export function onSendEdited(event: Event): Answer {
  return attempt(event, answer.sendEdited, notSent);
}

export function onSaveDraft(event: Event): Answer {
  return attempt(event, answer.keepDraft, notSent);
}

export function onDraft(event: Event): Answer {
  return clicked(event, answer.draftWithFiles);
}

export function onComposeDraft(event: Event): Draft {
  return attempt(event, answer.composeDraft, answer.composeWithout);
}

// What else may be done with it

export function onCategory(event: Event): Answer {
  return clicked(event, change.changeCategory);
}

export function onAssign(event: Event): Answer {
  return clicked(event, change.assign);
}

export function onForward(event: Event): Answer {
  return clicked(event, change.forward);
}

export function onForwardTo(event: Event): Answer {
  return clicked(event, change.forwardTo);
}

export function onForwardConfirmed(event: Event): Answer {
  return clicked(event, change.forwardConfirmed);
}

export function onCancel(event: Event): Answer {
  return clicked(event, change.simply('cancel', 'didCancel'));
}

export function onDone(event: Event): Answer {
  return clicked(event, change.simply('done', 'didDone'));
}

export function onReopen(event: Event): Answer {
  return clicked(event, change.simply('reopen', 'didReopen'));
}

export function onRetry(event: Event): Answer {
  return clicked(event, change.simply('retry', 'didRetry'));
}

export function onWrong(event: Event): Answer {
  return clicked(event, change.wrong);
}

export function onWrongConfirmed(event: Event): Answer {
  return clicked(event, change.wrongConfirmed);
}

export function onBack(event: Event): Answer {
  return clicked(event, back);
}

// The first page and its switches

export function onHomeAgain(event: Event): Answer {
  return clickedAtHome(event, open.homeAgain);
}

export function onAutoMode(event: Event): Answer {
  return clickedAtHome(event, switches.autoMode);
}

export function onAutoModeConfirmed(event: Event): Answer {
  return clickedAtHome(event, switches.autoModeConfirmed);
}

export function onMode(event: Event): Answer {
  return clickedAtHome(event, switches.mode);
}

export function onModeChosen(event: Event): Answer {
  return clickedAtHome(event, switches.modeChosen);
}

export function onModeConfirmed(event: Event): Answer {
  return clickedAtHome(event, switches.modeConfirmed);
}

// How they are run

/** Retry opens the mail again and repeats nothing: a call without an answer may have been carried out. */
function clicked(event: Event, handler: (visit: Visit) => Answer): Answer {
  return attempt(event, handler, (visit, failure) => failedAnswer(visit, failure, openAgain(visit)));
}

function clickedAtHome(event: Event, handler: (visit: Visit) => Answer): Answer {
  return attempt(event, handler, (visit, failure) => failedAnswer(visit, failure, homeAgain()));
}

/** What somebody wrote is not lost with a call: the editor comes again, unless there is nothing to answer any more. */
function notSent(visit: Visit, failure: Failure): Answer {
  if (failure.mail && !failure.mail.actions.includes('reply')) return failedAnswer(visit, failure, openAgain(visit));
  return answer.editAgain(visit, failure);
}

function openAgain(visit: Visit): Action {
  return call('onRefresh', aboutOpenMail(visit));
}

function homeAgain(): Action {
  return call('onHomeAgain');
}

function attempt<T>(event: Event, handler: (visit: Visit) => T, failed: (visit: Visit, failure: Failure) => T): T {
  const visit = startVisit(event);
  try {
    return handler(visit);
  } catch (error) {
    return failed(visit, asFailure(error, visit));
  }
}
