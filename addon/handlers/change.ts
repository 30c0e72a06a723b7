import type { MailView } from '../../shared/api.ts';
import { act, correctCategory, openMail, type Plain } from '../api.ts';
import { NOBODY } from '../cards/change.ts';
import { confirmCard } from '../cards/confirm.ts';
import { forwardCard, forwardConfirmCard } from '../cards/forward.ts';
import { mailCard } from '../cards/mail.ts';
import { call } from '../cards/parts.ts';
import { type Answer, noticed, pushed, returned, updated } from '../respond.ts';
import { input, parameter, shownRevision, type Visit } from '../visit.ts';

/** What staff ask for with nothing but the mail: the card, a notification and the conversation's state follow. */
export function simply(what: Exclude<Plain, 'wrong'>, said: 'didCancel' | 'didDone' | 'didReopen' | 'didRetry') {
  return (visit: Visit): Answer => {
    const mail = act(visit, parameter(visit, 'id'), what, { revision: shownRevision(visit) });
    return updated(mailCard(visit, mail), { notification: visit.texts[said], changed: true });
  };
}

export function changeCategory(visit: Visit): Answer {
  const categoryId = input(visit, 'category');
  if (categoryId === '') return noticed(visit.texts.troubleTells);
  const mail = correctCategory(visit, parameter(visit, 'id'), { revision: shownRevision(visit), categoryId });
  return updated(mailCard(visit, mail), { notification: visit.texts.didCategory(mail.category.name), changed: true });
}

export function assign(visit: Visit): Answer {
  const { texts } = visit;
  const chosen = input(visit, 'person');
  const personId = chosen === NOBODY || chosen === '' ? null : chosen;
  const mail = act(visit, parameter(visit, 'id'), 'assign', { revision: shownRevision(visit), personId });
  const { assignee, choices } = mail;
  const mine = assignee !== null && assignee.id === choices?.me.id;
  const notification = mine ? texts.didAssignMe : assignee ? texts.didAssign(assignee.name) : texts.didAssignNobody;
  return updated(mailCard(visit, mail), { notification, changed: true });
}

/** The people are read anew: who is away may have changed since the mail was opened. */
export function forward(visit: Visit): Answer {
  const mail = openMail(visit, parameter(visit, 'id'));
  return isAsShown(visit, mail) ? pushed(forwardCard(visit, mail)) : changedMeanwhile(visit, mail, 0);
}

/** Says to whom before anything leaves. */
export function forwardTo(visit: Visit): Answer {
  const mail = openMail(visit, parameter(visit, 'id'));
  if (!isAsShown(visit, mail)) return changedMeanwhile(visit, mail, 1);
  const person = mail.choices?.people.find(({ id }) => id === input(visit, 'forwardTo'));
  return person ? pushed(forwardConfirmCard(visit, mail, person)) : noticed(visit.texts.nobodyChosen);
}

/** Two cards asked: to whom, and whether. */
export function forwardConfirmed(visit: Visit): Answer {
  const { texts } = visit;
  const personId = parameter(visit, 'person');
  const mail = act(visit, parameter(visit, 'id'), 'route', { revision: shownRevision(visit), personId });
  const person = mail.choices?.people.find(({ id }) => id === personId);
  const notification = person ? texts.didForward((person.instead ?? person).name) : texts.routed;
  return returned(mailCard(visit, mail), 2, { notification, changed: true });
}

export function wrong(visit: Visit): Answer {
  const { texts, event } = visit;
  return pushed(
    confirmCard(visit, {
      title: texts.wrongTitle,
      sentences: [texts.wrongTells],
      yes: texts.wrongDo,
      action: call('onWrongConfirmed', event.commonEventObject.parameters),
      back: call('onBack'),
    }),
  );
}

export function wrongConfirmed(visit: Visit): Answer {
  const mail = act(visit, parameter(visit, 'id'), 'wrong', { revision: shownRevision(visit) });
  return returned(mailCard(visit, mail), 1, { notification: visit.texts.didWrong, changed: true });
}

/** A mail that is read anew on the way must not lend its revision to who has not seen it: a colleague may have forwarded it. */
function isAsShown(visit: Visit, { revision }: MailView): boolean {
  return revision === shownRevision(visit);
}

function changedMeanwhile(visit: Visit, mail: MailView, depth: number): Answer {
  return returned(mailCard(visit, mail), depth, { notification: visit.texts.changedMeanwhile, changed: true });
}
