import type { Mail } from '../../../shared/mail.ts';
import type { Bounce } from '../../../shared/screening.ts';
import { citesOf } from './cites.ts';
import { addressesIn, oneLine, unixLines } from './text.ts';

/** Reads an abuse, authentication-failure or opt-out report (ARF, RFC 5965, RFC 6591); null when the mail is none. */
export function readFeedback(mail: Mail): Bounce | null {
  const report = mail.reports.find((part) => part.type === 'message/feedback-report');
  if (!report && mail.reportType !== 'feedback-report') return null;
  const fields = unixLines(report?.content ?? '').slice(0, 60_000);
  const type = /^feedback-type:[ \t]{0,20}([\w-]{1,40})/im.exec(fields)?.[1]?.toLowerCase() ?? '';
  const recipient = /^(?:original-rcpt-to|removal-recipient):(.{0,500})/im.exec(fields)?.[1] ?? '';
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
