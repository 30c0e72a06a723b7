import { addDays, dayIn } from '../../../../shared/local-time.ts';
import type { Mail } from '../../../../shared/mail.ts';
import { categoryOf, type Language, type Policy, type SlotSpec } from '../../../../shared/policy.ts';
import type { Reading } from '../../../../shared/reading.ts';

type Slots = Pick<Reading, 'slots'>;

/** A mail for trying a template on, with every slot of the category found in it: nobody's, at an address nobody can have. */
export function sampleMail(policy: Policy, categoryId: string, language: Language, now: number): { mail: Mail; reading: Slots } {
  const day = addDays(dayIn(policy.hours.timezone, now), 7);
  const specs = categoryOf(policy, categoryId)?.slots ?? [];
  const slots = specs.map((spec) => {
    const value = sampleValue(spec, language, day);
    return { name: spec.name, value, quote: spec.choices.find((choice) => choice.value === value)?.words[0] ?? value };
  });
  const [hello, asks] = language === 'fr' ? ['Bonjour,', 'Ma question porte sur :'] : ['Hello,', 'My question is about:'];
  const about =
    slots.length === 0 ? (categoryOf(policy, categoryId)?.name[language] ?? '') : slots.map(({ quote }) => quote).join(', ');
  const text = `${hello}\n\n${asks} ${about}.\n`;
  const address = { name: language === 'fr' ? 'Camille Exemple' : 'Robin Example', address: 'sample@people.example' };
  const mail: Mail = {
    id: 'sample',
    threadId: 'sample',
    labels: [],
    messageId: 'sample@people.example',
    inReplyTo: [],
    references: [],
    from: address,
    fromCount: 1,
    sender: null,
    replyTo: [],
    to: [],
    cc: [],
    returnPath: address.address,
    subject: language === 'fr' ? 'Une question' : 'A question',
    date: now,
    receivedAt: now,
    headers: [],
    text,
    newText: text,
    attachments: [],
    reports: [],
    contentType: 'text/plain',
    reportType: '',
    warnings: [],
  };
  return { mail, reading: { slots } };
}

function sampleValue(spec: SlotSpec, language: Language, day: string): string {
  switch (spec.type) {
    case 'date':
      return day;
    case 'number':
      return '12';
    case 'student-number':
      return '20261234';
    case 'choice':
      return spec.choices[0]?.value ?? '';
    case 'text':
      return language === 'fr' ? 'exemple' : 'example';
  }
}
