import type { Mail } from '../../../shared/mail.ts';
import type { Bounce } from '../../../shared/screening.ts';
import { citesOf } from './cites.ts';
import { addressesIn, oneLine, unixLines } from './text.ts';

/** Outlook.com's complaint mails hold the complained mail alone, with the recipient in a header of its own. */
const OUTLOOK_RECIPIENT = /^x-hmxmroriginalrecipient:[ \t]{0,20}(\S{1,320})/im;

/** Reads an abuse, authentication-failure or opt-out report (ARF, RFC 5965, RFC 6591); null when the mail is none. */
export function readFeedback(mail: Mail): Bounce | null {
  const report = mail.reports.find((part) => part.type === 'message/feedback-report');
  const outlook = mail.reports.map((part) => OUTLOOK_RECIPIENT.exec(unixLines(part.content).slice(0, 16_000))?.[1]).find(Boolean);
  const complains = outlook !== undefined && /^\s*complaint about message from\b/i.test(mail.subject);
  if (!report && !complains && mail.reportType !== 'feedback-report') return null;
  const fields = unixLines(report?.content ?? '').slice(0, 60_000);
  const type = /^feedback-type:[ \t]{0,20}([\w-]{1,40})/im.exec(fields)?.[1]?.toLowerCase() ?? '';
  const recipient = /^(?:original-rcpt-to|removal-recipient):(.{0,500})/im.exec(fields)?.[1] ?? outlook ?? '';
  return {
    kind: 'feedback',
    events: [
      {
        recipient: addressesIn(recipient)[0]?.address ?? '',
        status: '',
        replyCode: '',
        reason: 'feedback',
        hard: false,
        diagnostic: oneLine(type),
      },
    ],
    cites: citesOf(mail, []),
  };
}
