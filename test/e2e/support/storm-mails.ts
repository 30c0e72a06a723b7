const ADDRESS = 'contact@ecole.example';

/** Each can be answered by a template of the default pack, and both readers read it so. */
const QUESTIONS = [
  ['Certificat de scolarité', 'Bonjour,\n\nComment puis-je obtenir un certificat de scolarité ?\n\nMerci'],
  ['Opening hours', 'Hello,\n\nwhat are the opening hours of the front desk this week?\n\nThank you'],
  ['Rentrée', 'Bonjour,\n\nQuelle est la date de la rentrée ?\n\nMerci'],
  ['Holidays', 'Hello,\n\nWhen do the autumn holidays start?\n\nThank you'],
] as const;
const COMPLAINT = [
  'Réclamation',
  'Bonjour,\n\nJe suis très mécontent : personne ne répond au téléphone, c’est inadmissible.\n\nM. Roux',
] as const;
const MACHINE = ['Auto-Submitted: auto-replied'];

export interface StormMail {
  raw: string;
  messageId: string;
  /** What a school would want: its own answer, nothing at all, or a person. */
  wants: 'answer' | 'silence' | 'person';
}

/**
 * Of ten mails seven are questions, one of them coming a second time by another way; one is a complaint, one a machine's.
 * Each from another sender, in the same order every time.
 */
export function stormMails(count: number): StormMail[] {
  const mails: StormMail[] = [];
  for (let n = 0; mails.length < count; n++) {
    const before = mails.at(-1);
    const kind = n % 10;
    if (kind === 4 && before) mails.push({ ...before });
    else if (kind === 7) mails.push(mail(n, COMPLAINT, 'person'));
    else if (kind === 9) mails.push(mail(n, ['Absence du bureau', 'Je suis absent.'], 'silence', MACHINE));
    else mails.push(mail(n, QUESTIONS[n % QUESTIONS.length] ?? QUESTIONS[0], 'answer'));
  }
  return mails;
}

function mail(
  n: number,
  [subject, text]: readonly [string, string],
  wants: StormMail['wants'],
  headers: string[] = [],
): StormMail {
  const domain = `people${n % 50}.example`;
  const messageId = `storm-${n}@${domain}`;
  const raw = [
    `Authentication-Results: mx.google.com; dkim=pass header.i=@${domain}; spf=pass smtp.mailfrom=${domain}; dmarc=pass header.from=${domain}`,
    `From: Jeanne Martin <jeanne.${n}@${domain}>`,
    `To: ${ADDRESS}`,
    `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
    `Message-ID: <${messageId}>`,
    `Date: ${new Date(0).toUTCString().replace('GMT', '+0000')}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    ...headers,
    '',
    `${text}\r\n\r\nJeanne n° ${n}`.replaceAll(/\r?\n/g, '\r\n'),
    '',
  ].join('\r\n');
  return { raw, messageId, wants };
}
