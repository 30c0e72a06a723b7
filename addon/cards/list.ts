import type { MailSummary } from '../../shared/api.ts';
import { label, line } from '../escape.ts';
import { when } from '../time.ts';
import type { Visit } from '../visit.ts';
import { type Card, call, card, fact, paragraph, section, type Widget } from './parts.ts';

/**
 * A mail in a list. A click shows its card here rather than the mail in Gmail: ids are particular to a mailbox, and a link
 * would open another window. From its card the mail can be opened in Gmail, found by its Message-ID.
 */
export function mailLine(visit: Visit, mail: MailSummary, note = ''): Widget {
  const { id, revision, from, subject, category, receivedAt } = mail;
  const name = line(from.name === '' ? from.address : from.name, 60);
  return fact({
    label: note === '' ? `${label(category.name, 40)} · ${when(visit, receivedAt)}` : `${note} · ${label(category.name, 40)}`,
    html: `<b>${name}</b><br>${line(subject, 90) || visit.texts.noSubject}`,
    ...(mail.assignee ? { below: visit.texts.onIt(label(mail.assignee.name, 60)) } : {}),
    onClick: call('onShowMail', { id, revision: String(revision), apart: 'yes' }),
  });
}

export function othersCard(visit: Visit, mails: readonly MailSummary[]): Card {
  const { texts } = visit;
  const lines = mails.slice(0, 25).map((mail) => mailLine(visit, mail));
  return card({ title: texts.othersTitle, sections: [section(lines.length > 0 ? lines : [paragraph(texts.noOthers)])] });
}
