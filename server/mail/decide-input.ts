import type { DecideInput, MailFacts } from '../../shared/decide.ts';
import type { History } from '../../shared/decision.ts';
import { dayIn } from '../../shared/local-time.ts';
import { presentPerson } from '../../shared/people.ts';
import type { Policy, Settings, Template } from '../../shared/policy.ts';
import type { MailRecord } from '../../shared/record.ts';
import type { Screening } from '../../shared/screening.ts';
import { missingFor } from './render-reply.ts';

/** What `decide` is asked with: the record as read from the mail, and the policy, switches and history of this moment. */
export function decideInput(from: {
  record: MailRecord;
  policy: Policy;
  settings: Settings;
  history: History;
  now: number;
  address: string;
}): DecideInput {
  const { record, policy, settings, history, now, address } = from;
  return {
    mail: record.facts ?? UNREAD,
    screening: record.screening ?? NOT_SCREENED,
    reading: record.reading,
    policy,
    settings,
    history,
    missing: (template: Template) => missingFor(template, record.reading ?? { slots: [] }, policy, now),
    fromColleague: policy.people.some((person) => person.address.toLowerCase() === record.from.address),
    forwardable: (personId) => isForwardable(policy, settings, address, personId, now),
    now,
  };
}

const UNREAD: MailFacts = { receivedAt: 0, empty: true, attachmentOnly: false, broken: true };
const NOT_SCREENED: Screening = { verdict: 'person', reasons: [], replyTo: '', bounce: null };

/** Own addresses and groups are no forward targets: the mail would come back. */
export function isForwardable(policy: Policy, settings: Settings, own: string, personId: string, now: number): boolean {
  const person = presentPerson(policy, personId, dayIn(policy.hours.timezone, now));
  if (!person) return false;
  const address = person.address.toLowerCase();
  return address !== '' && ![own, ...settings.ownAddresses, ...settings.ownGroups].some((a) => a.toLowerCase() === address);
}
