import { ADDRESS } from './stand-in.ts';

let count = 0;

/** Questions a school gets, each from another sender: all of them can be answered by a template of the default pack. */
const QUESTIONS = [
  ['Certificat de scolarité', 'Bonjour,\n\nComment puis-je obtenir un certificat de scolarité ?\n\nMerci'],
  ['Opening hours', 'Hello,\n\nwhat are the opening hours of the front desk this week?\n\nThank you'],
  ['Proof of enrolment', 'Hello,\n\nHow can I get a certificate of enrolment?\n\nKind regards'],
  ['Portes ouvertes', 'Bonjour,\n\nQuand ont lieu les prochaines portes ouvertes ?\n\nCordialement'],
] as const;

/** What these questions are about, and has to be answered by itself where that is measured. */
export const CATEGORIES = ['certificate', 'timetable', 'appointment'] as const;

/** A person's mail as it arrives. `n` picks the question. */
export function question(
  n: number,
  [subject, text]: readonly [string, string] = QUESTIONS[n % QUESTIONS.length] ?? QUESTIONS[0],
): string {
  count += 1;
  return mail({
    from: `Jeanne Martin <jeanne.${count}@people${count % 50}.example>`,
    subject,
    text: `${text}\n\nJeanne n° ${count}`,
  });
}

/** What machines send: an out-of-office note, a newsletter, a no-reply notice, a bounce. */
export function machineMail(n: number): string {
  count += 1;
  const from = `someone.${count}@people.example`;
  const kinds = [
    () => mail({ from, subject: 'Réponse automatique : absence', headers: ['Auto-Submitted: auto-replied'] }),
    () => mail({ from, subject: 'News of the month', headers: ['List-Id: <news.people.example>', 'Precedence: bulk'] }),
    () => mail({ from: `no-reply@people${count}.example`, subject: 'Votre compte' }),
    () =>
      mail({ from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>', subject: 'Delivery Status Notification (Failure)' }),
  ];
  return (kinds[n % kinds.length] ?? kinds[0])?.() ?? '';
}

function mail({
  from,
  subject,
  text = 'Bonjour',
  headers = [],
}: {
  from: string;
  subject: string;
  text?: string;
  headers?: string[];
}): string {
  const domain = from.replace(/^.*@|>$/g, '');
  return [
    `Authentication-Results: mx.google.com; dkim=pass header.i=@${domain}; spf=pass smtp.mailfrom=${domain}; dmarc=pass header.from=${domain}`,
    `From: ${from}`,
    `To: ${ADDRESS}`,
    `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
    `Message-ID: <bench-${process.pid}-${count}@${domain}>`,
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    ...headers,
    '',
    text.replaceAll('\n', '\r\n'),
    '',
  ].join('\r\n');
}
