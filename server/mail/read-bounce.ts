import { header, type Mail } from '../../shared/mail.ts';
import type { Bounce, BounceEvent } from '../../shared/screening.ts';
import { citesOf } from './bounce/cites.ts';
import { bestStatus, commandIn, replyCodesIn, statusesIn } from './bounce/codes.ts';
import { type DeliveryStatus, readDeliveryStatus, type StatusGroup } from './bounce/delivery-status.ts';
import { readFeedback } from './bounce/feedback.ts';
import { isHard, reasonOf } from './bounce/reason-of.ts';
import { hasReportSubject, isReportSender, isTextReport } from './bounce/recognise.ts';
import { readSesNotification } from './bounce/ses-notification.ts';
import { MAX_NOTICE, oneLine, unixLines } from './bounce/text.ts';
import { diagnosticLines, isDelay, isSuccess, noticeOf, recipientsOf } from './bounce/text-report.ts';

/**
 * Reads a delivery report (RFC 3464), an abuse report (RFC 5965) or one of the text-only forms; null when the mail is
 * none. Anyone can write such a mail: what it says counts only where `cites` names a Message-ID of ours.
 */
export function readBounce(mail: Mail): Bounce | null {
  const feedback = readFeedback(mail) ?? readSesNotification(mail);
  if (feedback) return feedback;
  const status = deliveryStatus(mail);
  if (status.groups.length > 0 && (mail.contentType === 'multipart/report' || isReportSender(mail)))
    return fromStatus(mail, status);
  if (!isTextReport(mail) && !(mail.reportType === 'delivery-status' && hasReportSubject(mail))) return null;
  const inText = statusInText(mail);
  return inText.groups.length > 0 ? fromStatus(mail, inText) : fromText(mail, status);
}

function deliveryStatus(mail: Mail): DeliveryStatus {
  const parts = mail.reports
    .filter((part) => /^message\/(?:global-)?delivery-status$/.test(part.type))
    .map((part) => readDeliveryStatus(part.content));
  return { groups: parts.flatMap((p) => p.groups), originalMessageIds: parts.flatMap((p) => p.originalMessageIds) };
}

/** Gateways flatten reports: the status fields then stand in the text. */
function statusInText(mail: Mail): DeliveryStatus {
  const text = unixLines(mail.text).slice(0, MAX_NOTICE);
  const fields = /^(?:reporting-mta|final-recipient|original-recipient)[ \t]{0,4}:/im.exec(text);
  const hasOutcome = /^(?:action|status)[ \t]{0,4}:/im.test(text) && /^final-recipient[ \t]{0,4}:/im.test(text);
  return fields && hasOutcome ? readDeliveryStatus(noticeOf(text.slice(fields.index))) : { groups: [], originalMessageIds: [] };
}

function fromStatus(mail: Mail, status: DeliveryStatus): Bounce {
  const notice = noticeOf(mail.text);
  const words = recipientsOf(mail, notice);
  const events = status.groups.map((group) =>
    statusEvent(group, words.find((w) => w.recipient === group.recipient)?.words ?? notice),
  );
  const actions = status.groups.map((group) => group.action);
  return { kind: kindOf(actions, status.groups), events, cites: citesOf(mail, status.originalMessageIds) };
}

/** The worst that happened: one failed recipient makes the report a failure. */
function kindOf(actions: readonly string[], groups: readonly StatusGroup[]): Bounce['kind'] {
  if (actions.includes('failed')) return 'failed';
  if (actions.includes('delayed')) return 'delayed';
  if (actions.some((action) => /^(?:delivered|relayed|expanded|deliverable)$/.test(action))) return 'success';
  return groups.every((group) => group.status.startsWith('2')) && groups.some((group) => group.status !== '')
    ? 'success'
    : 'failed';
}

function statusEvent(group: StatusGroup, notice: string): BounceEvent {
  // Some hosts leave the field out and quote the answer in the notice alone.
  const diagnostic = group.diagnostic || diagnosticLines(notice);
  const status = bestStatus([...statusesIn(diagnostic), ...(group.status ? [group.status] : [])]);
  const replyCode = replyCodesIn(diagnostic)[0] ?? replyCodesIn(diagnosticLines(notice))[0] ?? '';
  const delivered = /^(?:delivered|relayed|expanded|deliverable)$/.test(group.action);
  const reason = delivered
    ? 'delivered'
    : reasonOf({
        diagnostic: `${group.diagnostic} ${group.comment}`.trim(),
        diagnosticType: group.diagnosticType,
        notice,
        status,
        replyCode,
        command: commandIn(`${diagnostic}\n${notice}`),
        delayed: group.action === 'delayed',
      });
  return { recipient: group.recipient, status, replyCode, reason, hard: isHard(reason), diagnostic: oneLine(diagnostic) };
}

function fromText(mail: Mail, status: DeliveryStatus): Bounce {
  const notice = noticeOf(mail.text);
  const kind = isSuccess(mail, notice) ? 'success' : isDelay(mail, notice) ? 'delayed' : 'failed';
  const events = recipientsOf(mail, notice).map(({ recipient, words }): BounceEvent => {
    const diagnostic = diagnosticLines(words) || diagnosticLines(notice);
    const code = bestStatus(statusesIn(diagnostic));
    const replyCode = replyCodesIn(diagnostic)[0] ?? '';
    const evidence = { diagnosticType: '', diagnostic, notice: `${mail.subject}\n${words}`, status: code, replyCode };
    const reason =
      kind === 'success' ? 'delivered' : reasonOf({ ...evidence, command: commandIn(words), delayed: kind === 'delayed' });
    return { recipient, status: code, replyCode, reason, hard: isHard(reason), diagnostic: oneLine(diagnostic || words) };
  });
  return {
    kind,
    events,
    cites: citesOf(mail, [...status.originalMessageIds, header(mail, 'x-original-message-id') ?? '']),
  };
}
