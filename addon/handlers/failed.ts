import { absentCard, failureCard, unseenCard } from '../cards/failure.ts';
import { mailCard } from '../cards/mail.ts';
import type { Action } from '../cards/parts.ts';
import { Failure } from '../failure.ts';
import { type Answer, type Card, updated } from '../respond.ts';
import type { Visit } from '../visit.ts';

/** What is shown in place of an answer that failed. */
export function failedCard(visit: Visit, failure: Failure, retry: Action, afterTake = false): Card {
  if (failure.mail) return mailCard(visit, failure.mail);
  return failure.code === 'not-found' ? notFound(visit, afterTake) : failureCard(visit, failure, retry);
}

/** After a click: a refusal that tells how the mail is now shows that, and says that nothing was sent. */
export function failedAnswer(visit: Visit, failure: Failure, retry: Action, afterTake = false): Answer {
  const card = failedCard(visit, failure, retry, afterTake);
  if (!failure.mail) return updated(card);
  return updated(card, { notification: refusal(visit, failure), changed: true });
}

/** The server says who was first; that nothing was sent is what matters where the text is another one now. */
function refusal({ texts }: Visit, { code, title }: Failure): string {
  if (code === 'conflict' || title === '') return code === 'already-replied' ? texts.alreadyAnswered : texts.changedMeanwhile;
  return title;
}

/** Not found: asked for by a click first, and after that click it is not in the shared mailbox. */
function notFound(visit: Visit, afterTake: boolean): Card {
  return afterTake ? absentCard(visit) : unseenCard(visit);
}

/** What was thrown, as a failure: UrlFetchApp's errors have no type, so whatever comes while it is called is the connection's. */
export function asFailure(error: unknown, visit: Visit): Failure {
  if (error instanceof Failure) return error;
  return new Failure(visit.calling ? 'unreachable' : 'internal');
}
