import { header, type Mail } from '../../../shared/mail.ts';
import { isNoReply } from '../screen/sender.ts';
import { addressesIn, flat, holds } from './text.ts';

const MACHINE_LOCAL =
  /^(?:mailer-?daemon|mail-?daemon|mmdf|majordomo|mdaemon|postmaster|post_master|post-master|mail-?delivery|maildelivery)(?:[+\-_.].*)?$/;
const MACHINE_NAME =
  /mailer[- ]?daemon|mail delivery (?:sub)?system|mail delivery service|system administrator|administrateur système|systemadministrator|mail administrator|postmaster|delivery subsystem|microsoft outlook|microsoft exchange/;

/** Whether the sender is the kind that writes delivery reports. */
function fromMailSystem(mail: Mail): boolean {
  const local = mail.from.address.split('@')[0] ?? '';
  return (
    MACHINE_LOCAL.test(local) ||
    MACHINE_NAME.test(mail.from.name.toLowerCase()) ||
    /mailer-daemon/i.test(header(mail, 'from') ?? '')
  );
}

/** Subjects of delivery reports, as flat text. A reply to one ("Re: …") is a person's. */
const SUBJECTS = [
  'undeliverable',
  'undelivered',
  'undeliverd',
  'delivery status notification',
  'delivery notification',
  'delivery failure',
  'delivery failed',
  'delivery error',
  'delivery problem',
  'delivery has failed',
  'delivery report',
  'delivery delayed',
  'delivery incomplete',
  'failure notice',
  'failure delivery',
  'failed delivery',
  'mail delivery',
  'mail could not be delivered',
  'mail status report',
  'mail system error',
  'message delivery',
  'message status - undeliverable',
  'returned mail',
  'returned to sender',
  'returning message to sender',
  'unable to deliver',
  'could not send message',
  'nondeliverable',
  'non-delivery',
  'non delivery',
  'ndn:',
  'ndr:',
  'could not be delivered',
  "couldn't be delivered",
  "wasn't delivered",
  'not delivered',
  'rejected mail',
  'mail rejected',
  'bounce',
  'considered unsolicited bulk',
  'warning: message',
  'warning: could not',
  'mailbox full',
  'user unknown',
  'non remis',
  'non distribu',
  "n'a pas pu être",
  'échec de la remise',
  'échec de remise',
  'echec de',
  'remise différée',
  'retour de courrier',
  'avis de non-remise',
  'unzustellbar',
  'nicht zustellbar',
  'zustellung fehlgeschlagen',
  'zustellungsfehler',
  'konnte nicht zugestellt',
  'unzustellbare',
  'no se puede entregar',
  'no se ha podido entregar',
  'no entregado',
  'no entregable',
  'entrega fallida',
  'error de entrega',
  'imposible de entregar',
  'non recapitabile',
  'mancato recapito',
  'impossibile recapitare',
  'errore di consegna',
  'não é possível entregar',
  'não entregue',
  'não entregável',
  'falha na entrega',
  'onbestelbaar',
  'niet bezorgd',
  'kan niet worden bezorgd',
  'nie można dostarczyć',
  'niedostarczalna',
  'zwrot',
  'nedoručiteľn',
  'nedoručiteln',
  'недоставленное',
  'не доставлено',
  'не удалось доставить',
  'ошибка доставки',
  'kunde inte levereras',
  'olevererbart',
  'kan ikke leveres',
  'ikke leveret',
  'ikke levert',
  'toimitus epäonnistui',
  'kézbesíthetetlen',
  'teslim edilemedi',
  '配信不能',
  '配信エラー',
  'メールエラー',
  'エラーメール',
  '配信できません',
  '送信できません',
  '送信エラー',
  '未配信',
  '无法投递',
  '退信',
  '系统退信',
];

const REPLY_PREFIX = /^\s*(?:re|aw|wg|sv|vs|rv|tr|fw|fwd|rif|i|antw|doorst|odp|pd|回复|转发)\s{0,3}(?:\[\d+\])?\s{0,3}:/i;

export function hasReportSubject(mail: Mail): boolean {
  const subject = flat(mail.subject.slice(0, 500));
  return !REPLY_PREFIX.test(subject) && SUBJECTS.some((phrase) => holds(subject, phrase));
}

/** Sentences in which a mail host tells a sender that his mail was not delivered. */
const BODIES = [
  'error message below',
  'could not be delivered to',
  'could not be delivered',
  'cannot be delivered',
  "couldn't be delivered",
  'was not delivered',
  "wasn't delivered",
  'has not been delivered',
  'not yet been delivered',
  'not been delivered',
  'delivery to the following recipient',
  'delivery has failed',
  'delivery failed',
  'unable to deliver',
  "wasn't able to deliver",
  'undeliverable',
  'undelivered',
  'failed addresses follow',
  'delivery problems',
  'had trouble delivering',
  'could not be sent',
  'message transcript',
  'not delivered to',
  'delivery error',
  'rejected recipient',
  'following recipients were affected',
  'following addresses had',
  'following address(es) failed',
  'did not reach the following recipient',
  'error delivering your mail',
  'permanent error',
  'permanent fatal errors',
  'permanent failure',
  'problems delivering',
  'failed to deliver',
  'your message to * was',
  'returned to sender',
  'transcript of session follows',
  'message you sent to',
  'will retry',
  'still being tried',
  "n'a pas pu être",
  "n'a pas été remis",
  'destinataire * introuvable',
  'エラーのため送信できません',
  '配信できません',
  '送信できません',
  '不能送达',
  '无法投递',
  'не может быть доставлено',
  'не может быть отправлено',
  'nicht zugestellt werden',
  'no ha podido ser entregado',
  'kon niet worden',
  'échec de la remise',
  'konnte nicht zugestellt',
  'no se pudo entregar',
  'non è stato possibile',
  'não pôde ser entregue',
];

function hasReportBody(mail: Mail): boolean {
  const body = flat(mail.text.slice(0, 8_000));
  return BODIES.some((phrase) => holds(body, phrase));
}

function returnsMail(mail: Mail): boolean {
  return mail.reports.some((part) => part.type === 'message/rfc822' || part.type === 'text/rfc822-headers');
}

/** MAILER-DAEMON writes of nothing but delivery, in whatever language; it names whom the mail was for. */
function namesSomeoneElse(mail: Mail): boolean {
  const known = new Set([mail.from, ...mail.to].map((a) => a.address));
  return addressesIn(mail.text.slice(0, 8_000)).some(({ address }) => !known.has(address));
}

/** Whether such a report may come from this sender: a mail system, nobody at all, or under a report's subject. */
export function isReportSender(mail: Mail): boolean {
  return fromMailSystem(mail) || fromNobody(mail) || hasReportSubject(mail);
}

function fromNobody(mail: Mail): boolean {
  return mail.returnPath === '' || mail.from.address === '';
}

/** An SMTP answer on a line of its own. */
function quotesAnswer(mail: Mail): boolean {
  return /^[ \t]{0,40}(?:<{3} ?)?[45]\d\d[ -]/m.test(mail.text.slice(0, 8_000));
}

/**
 * Whether a text-only mail is a delivery report. One sign is never enough: people quote bounces and complain of them,
 * postmasters are people, and other machines send from the null sender.
 */
export function isTextReport(mail: Mail): boolean {
  if (header(mail, 'x-failed-recipients') !== undefined) return true;
  if (/^mailer-?daemon@/.test(mail.from.address) && namesSomeoneElse(mail)) return true;
  const body = hasReportBody(mail);
  if (fromMailSystem(mail) || fromNobody(mail)) return body || hasReportSubject(mail) || quotesAnswer(mail);
  if (isNoReply(mail.from.address) && returnsMail(mail)) return body;
  const automatic = /^\s*auto/i.test(header(mail, 'auto-submitted') ?? '');
  return hasReportSubject(mail) && body && (automatic || returnsMail(mail));
}
