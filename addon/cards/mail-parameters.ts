import type { MailView } from '../../shared/api.ts';
import { parameter, shownId, type Visit } from '../visit.ts';

/** What a button of a mail's card hands back: which mail, and on what revision the card was made. */
export function aboutMail(visit: Visit, mail: MailView, more: Record<string, string> = {}): Record<string, string> {
  return { id: mail.id, revision: String(mail.revision), ...(isApart(visit) ? { apart: 'yes' } : {}), ...more };
}

/** Of a mail that is not known: the same one is asked for again. */
export function aboutOpenMail(visit: Visit): Record<string, string> {
  return { id: shownId(visit), ...(isApart(visit) ? { apart: 'yes' } : {}) };
}

/** The card is of another mail than the one that is open in Gmail: it was opened from a list, or the senders differ. */
export function isApart(visit: Visit): boolean {
  return parameter(visit, 'apart') === 'yes';
}

export function asApart(visit: Visit): Visit {
  const { event } = visit;
  const { commonEventObject } = event;
  const parameters = { ...commonEventObject.parameters, apart: 'yes' };
  return { ...visit, event: { ...event, commonEventObject: { ...commonEventObject, parameters } } };
}
