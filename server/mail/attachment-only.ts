import type { Mail } from '../../shared/mail.ts';

/** Words that point to an attachment and ask nothing themselves, in the languages most of our mail comes in. */
const POINTER =
  /ci[- ]?joint|pi[eè]ces? jointes?|en pj\b|en annexe|en attach|\battach(ed|ment)?\b|\benclosed\b|\bim anhang\b|\banbei\b|\badjunto|\ballegat|\bem anexo\b|\bbijlage\b/iu;

/** More words than a covering note needs: whoever writes so much says what they want. */
const COVER_WORDS = 30;

/** The request stands only in an attached document: the mail itself says nothing, or just points to it. */
export function attachmentOnly(mail: Pick<Mail, 'newText' | 'attachments'>): boolean {
  if (!mail.attachments.some((file) => !file.inline)) return false;
  const text = mail.newText.trim();
  if (text === '') return true;
  if (text.includes('?') || text.split(/\s+/u).length > COVER_WORDS) return false;
  return POINTER.test(text);
}
