import { parseMail } from '../../server/mail/parse-mail.ts';
import type { Header, Mail } from '../../shared/mail.ts';

/** A person's mail to the school, authenticated by the receiving host; `headers` go on top of it, topmost first. */
export function makeMail(change: Partial<Mail> = {}, headers: readonly Header[] = []): Mail {
  return {
    id: 'm1',
    threadId: 't1',
    labels: ['INBOX'],
    messageId: 'one@mail.example.org',
    inReplyTo: [],
    references: [],
    from: { name: 'Anne Martin', address: 'anne@mail.example.org' },
    fromCount: 1,
    sender: null,
    replyTo: [],
    to: [{ name: '', address: 'contact@ecole.example' }],
    cc: [],
    returnPath: 'anne@mail.example.org',
    subject: 'Emploi du temps',
    date: 0,
    receivedAt: 0,
    text: 'Bonjour, à quelle heure commence le cours ?',
    newText: 'Bonjour, à quelle heure commence le cours ?',
    attachments: [],
    reports: [],
    contentType: 'text/plain',
    reportType: '',
    warnings: [],
    ...change,
    headers: [...headers, ['authentication-results', PASSES], ...(change.headers ?? [])],
  };
}

export const PASSES = 'mx.google.com; spf=pass smtp.mailfrom=anne@mail.example.org; dmarc=pass (p=NONE) header.from=example.org';

/** A raw mail given as text, parsed. */
export function parsed(raw: string, labels: readonly string[] = ['INBOX']): Promise<Mail> {
  return parseMail({ ref: { id: 'm1', threadId: 't1', labels }, raw: Buffer.from(raw, 'utf8'), receivedAt: 0 });
}
