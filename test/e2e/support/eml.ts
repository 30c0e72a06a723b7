/** A small mail as people send it. `subject` begins with what the scripted brain shall say (see scripted-brain.ts). */
export interface Eml {
  subject: string;
  from?: string;
  to?: string;
  messageId?: string;
  text?: string;
  /** More header lines. */
  headers?: readonly string[];
}

let count = 0;

export function eml(mail: Eml): string {
  count += 1;
  const id = mail.messageId ?? `test-${process.pid}-${count}@people.example`;
  return [
    `From: ${mail.from ?? 'Jeanne Martin <jeanne@people.example>'}`,
    `To: ${mail.to ?? 'contact@ecole.example'}`,
    `Subject: ${mail.subject}`,
    `Message-ID: <${id}>`,
    `Date: ${new Date(0).toUTCString().replace('GMT', '+0000')}`,
    'MIME-Version: 1.0',
    ...(mail.headers?.some((line) => /^content-type:/i.test(line)) ? [] : ['Content-Type: text/plain; charset=utf-8']),
    ...(mail.headers ?? []),
    '',
    mail.text ?? `Bonjour, ma question numéro ${count} : quels sont les horaires ?`,
    '',
  ].join('\r\n');
}
