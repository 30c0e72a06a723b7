import { mailDetail } from '../../server/http/mail-detail.ts';
import { MailView } from '../../shared/api.ts';
import type { Category, Policy } from '../../shared/policy.ts';
import { timetable } from '../mail/support/render-fixtures.ts';
import { testPolicy, useInstallation } from './support/installation.ts';

const label = { fr: 'Détail', en: 'Detail' };
const document = { value: 'student-card', words: ['carte étudiante', 'student card'] };
const slots: Category['slots'] = [
  { name: 'document', label, type: 'choice', required: false, choices: [document] },
  { name: 'since', label, type: 'date', required: false, choices: [] },
];
const policy: Policy = {
  ...testPolicy(),
  categories: testPolicy().categories.map((one) => (one.id === 'fees' ? { ...timetable, ...one, slots } : one)),
};
const it_ = useInstallation({ policy });

/** What is shown of a detail with this value and these words of the mail, in both languages. */
async function shown(name: string, value: string, quote: string): Promise<(string | undefined)[]> {
  const record = await it_.record(await it_.take({ subject: `fees ${name} ${value}` }));
  if (!record.reading) throw new Error('It was not read.');
  const read = { ...record, reading: { ...record.reading, slots: [{ name, value, quote }] } };
  const both = await Promise.all((['fr', 'en'] as const).map((language) => mailDetail(it_.ctx, read, language)));
  return both.map((detail) => MailView.shape.detail.parse(detail)?.reading?.slots[0]?.value);
}

test('a detail that was found is shown in words: a choice in those of the mail, a date in the reader’s language', async () => {
  expect(await shown('document', 'student-card', 'ma carte étudiante perdue')).toEqual(['carte étudiante', 'carte étudiante']);
  expect(await shown('since', '2026-12-01', 'depuis le 1er décembre')).toEqual([
    'mardi 1er décembre 2026',
    'Tuesday 1 December 2026',
  ]);
});

test('a detail that is not what the school asks for by now is shown as it was read', async () => {
  expect(await shown('since', 'soon', 'bientôt')).toEqual(['soon', 'soon']);
  expect(await shown('former', 'x1', 'x1')).toEqual(['x1', 'x1']);
});
