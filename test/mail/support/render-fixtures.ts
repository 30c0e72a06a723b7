import type { Mail } from '../../../shared/mail.ts';
import type { Category, Fact, Policy, Template } from '../../../shared/policy.ts';

const both = (text: string): { fr: string; en: string } => ({ fr: text, en: text });

export function aMail(change: Partial<Mail> = {}): Mail {
  return {
    id: 'm1',
    threadId: 't1',
    labels: ['INBOX'],
    messageId: 'abc@famille.example',
    inReplyTo: [],
    references: [],
    from: { name: 'Séverine Pallandre', address: 's.pallandre@famille.example' },
    fromCount: 1,
    sender: null,
    replyTo: [],
    to: [{ name: '', address: 'contact@ecole.example' }],
    cc: [],
    returnPath: 's.pallandre@famille.example',
    subject: 'Emploi du temps',
    date: Date.UTC(2026, 10, 23, 8, 0),
    receivedAt: Date.UTC(2026, 10, 23, 8, 0),
    headers: [],
    text: 'Bonjour, quand a lieu la rentrée ?',
    newText: 'Bonjour, quand a lieu la rentrée ?',
    attachments: [],
    reports: [],
    contentType: 'text/plain',
    reportType: '',
    warnings: [],
    ...change,
  };
}

export function aFact(change: Partial<Fact> & { key: string }): Fact {
  return {
    kind: 'text',
    label: both(change.key),
    value: both('value'),
    dates: [],
    validFrom: '2026-09-01',
    validUntil: '2027-08-31',
    ...change,
  };
}

export function aTemplate(body: string, change: Partial<Template> = {}): Template {
  return {
    id: 'timetable.fr',
    categoryId: 'timetable',
    language: 'fr',
    version: 1,
    subject: 'Votre question',
    body,
    files: [],
    published: true,
    ...change,
  };
}

export const timetable: Category = {
  id: 'timetable',
  name: both('timetable'),
  description: both(''),
  examples: { fr: [], en: [] },
  slots: [
    { name: 'course', label: { fr: 'formation', en: 'course' }, type: 'text', required: true, choices: [] },
    { name: 'day', label: { fr: 'jour', en: 'day' }, type: 'date', required: false, choices: [] },
  ],
  personId: null,
  handling: 'answer',
  retired: false,
};

/** Monday 23 November 2026, 10:00 in Paris. */
export const NOW = Date.UTC(2026, 10, 23, 9, 0);

export function aPolicy(change: Partial<Policy> = {}): Policy {
  const day = [
    ['09:00', '12:30'],
    ['13:30', '17:00'],
  ] as const;
  return {
    schema: 1,
    version: 1,
    organisation: { language: 'fr', name: both('École Exemple'), humanContact: both('répondez à ce message') },
    categories: [timetable],
    templates: [],
    people: [],
    facts: [
      aFact({ key: 'portal', kind: 'link', value: both('https://ecole.example/edt') }),
      aFact({ key: 'old', validUntil: '2026-10-01' }),
      aFact({ key: 'open-days', kind: 'dates', dates: ['2026-11-01', '2026-12-05', '2027-01-16'] }),
    ],
    hours: {
      timezone: 'Europe/Paris',
      weekly: { mon: day, tue: day, wed: [['09:00', '12:30']], thu: day, fri: day, sat: [], sun: [] },
      closures: [{ from: '2026-11-26', until: '2026-11-26', name: { fr: 'inventaire', en: 'stocktaking' } }],
    },
    ...change,
  };
}
