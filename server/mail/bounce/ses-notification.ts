import * as z from 'zod';
import type { Mail } from '../../../shared/mail.ts';
import type { Bounce, BounceEvent } from '../../../shared/screening.ts';
import { bestStatus, replyCodesIn, statusesIn } from './codes.ts';
import { isHard, reasonOf } from './reason-of.ts';
import { cleanAddress, oneLine } from './text.ts';

/** Amazon SES reports by a JSON object in a mail of Amazon SNS: the fields that matter here, all optional. */
const recipient = z.object({
  emailAddress: z.string(),
  action: z.string().optional(),
  status: z.string().optional(),
  diagnosticCode: z.string().optional(),
});

const notification = z.object({
  notificationType: z.string().optional(),
  eventType: z.string().optional(),
  bounce: z.object({ bounceType: z.string().optional(), bouncedRecipients: z.array(recipient) }).optional(),
  complaint: z.object({ complaintFeedbackType: z.string().optional(), complainedRecipients: z.array(recipient) }).optional(),
  delivery: z.object({ recipients: z.array(z.string()), smtpResponse: z.string().optional() }).optional(),
  mail: z
    .object({
      messageId: z.string().optional(),
      headers: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
      commonHeaders: z.object({ messageId: z.string().optional() }).optional(),
    })
    .optional(),
});

type Notification = z.infer<typeof notification>;

const MAX_JSON = 100_000;
const MAX_RECIPIENTS = 50;

/** Reads such a notification; null when the mail is none. */
export function readSesNotification(mail: Pick<Mail, 'text'>): Bounce | null {
  const read = parse(mail.text);
  if (read === null) return null;
  const cites = citedBy(read);
  if (read.bounce) {
    const delayed = read.bounce.bounceType === 'Transient' && read.bounce.bouncedRecipients.every((r) => r.action === 'delayed');
    return withEvents(delayed ? 'delayed' : 'failed', read.bounce.bouncedRecipients.map(bounced), cites);
  }
  if (read.complaint) {
    const type = read.complaint.complaintFeedbackType ?? '';
    const events = read.complaint.complainedRecipients.map((r) => event(r.emailAddress, '', '', 'feedback', type));
    return withEvents('feedback', events, cites);
  }
  const response = read.delivery?.smtpResponse ?? '';
  const delivered = (address: string) =>
    event(address, bestStatus(statusesIn(response)), replyCodesIn(response)[0] ?? '', 'delivered', response);
  return read.delivery ? withEvents('success', read.delivery.recipients.map(delivered), cites) : null;
}

function parse(text: string): Notification | null {
  const start = text.slice(0, 200).search(/\S/);
  if (start < 0 || text.charAt(start) !== '{' || !/"(?:notificationType|eventType)"/.test(text.slice(0, MAX_JSON))) return null;
  // Old relays break long lines by `!`, a line end and a blank.
  const whole = text.slice(start, MAX_JSON).replace(/!\r?\n /g, '');
  const end = whole.search(/\n-- ?\n|\n\s*\n/);
  try {
    const read = notification.safeParse(JSON.parse(end < 0 ? whole : whole.slice(0, end)));
    return read.success ? read.data : null;
  } catch {
    return null; // no JSON: a mail that begins with a brace
  }
}

function bounced(r: z.infer<typeof recipient>): BounceEvent {
  const diagnostic = (r.diagnosticCode ?? '').replace(/^\s*[\w-]{1,20}\s*;\s*/, '');
  const status = bestStatus([...statusesIn(diagnostic), ...statusesIn(r.status ?? '')]);
  const replyCode = replyCodesIn(diagnostic)[0] ?? '';
  const evidence = { diagnostic, diagnosticType: 'smtp', notice: '', status, replyCode, command: '' as const };
  const reason = reasonOf({ ...evidence, delayed: r.action === 'delayed' });
  return event(r.emailAddress, status, replyCode, reason, diagnostic);
}

function event(address: string, status: string, replyCode: string, reason: string, diagnostic: string): BounceEvent {
  return { recipient: cleanAddress(address), status, replyCode, reason, hard: isHard(reason), diagnostic: oneLine(diagnostic) };
}

function withEvents(kind: Bounce['kind'], events: readonly BounceEvent[], cites: string[]): Bounce | null {
  return events.length > 0 ? { kind, events: events.slice(0, MAX_RECIPIENTS), cites } : null;
}

function citedBy({ mail }: Notification): string[] {
  const header = mail?.headers?.find(({ name }) => name.toLowerCase() === 'message-id')?.value;
  const ids = [header, mail?.commonHeaders?.messageId, mail?.messageId].map((id) => (id ?? '').replace(/[<>\s]/g, ''));
  return [...new Set(ids.filter((id) => id !== ''))];
}
