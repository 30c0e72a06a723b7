import { LANGUAGES } from '../../shared/policy.ts';
import { REASONS, type ReasonCode, reasonText } from '../../shared/reasons.ts';

const CODES = Object.keys(REASONS) as ReasonCode[];

/** Promise 6: a reason is stored as a code and shown in the reader's language. */
test.each(CODES)('%s has words in every language', (code) => {
  for (const language of LANGUAGES) expect(reasonText(code, language).trim()).not.toBe('');
});

test('no two reasons are told alike', () => {
  for (const language of LANGUAGES) expect(new Set(CODES.map((code) => reasonText(code, language))).size).toBe(CODES.length);
});
