import type { MailView } from './api.ts';

/** Reasons for which a prepared answer may hurt, or go to the wrong person: nobody should meet them below its text only. */
const WITH_CARE: readonly string[] = [
  ...['distress', 'threat', 'complaint', 'legal', 'medical', 'judgement', 'personal-case'],
  ...['instruction', 'unauthenticated', 'reply-to-differs'],
];

/** The reasons that whoever sends an answer should know before they read it, in the order they were found. */
export function careOf({ reasons }: Pick<MailView, 'reasons'>): MailView['reasons'] {
  return reasons.filter(({ code }) => WITH_CARE.includes(code));
}

/** Where an answer goes, if that is not the sender's address; else null. */
export function goesElsewhere({ replyTo, from }: Pick<MailView, 'replyTo' | 'from'>): string | null {
  return replyTo === '' || replyTo.toLowerCase() === from.address.toLowerCase() ? null : replyTo;
}
