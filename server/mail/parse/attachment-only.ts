import type { Attachment, Mail } from '../../../shared/mail.ts';

/**
 * Whether the request stands only in an attachment: a document is attached, and the text says nothing or only that
 * something is attached. Such a mail goes to a person.
 */
export function attachmentOnly(mail: Pick<Mail, 'newText' | 'attachments'>): boolean {
  return mail.attachments.some(isDocument) && wordsThatSay(mail.newText) === 0;
}

function isDocument({ inline, type, name }: Attachment): boolean {
  const machineMade =
    /^(?:application\/(?:pgp-signature|pgp-encrypted|(?:x-)?pkcs7-signature)|text\/(?:calendar|x?-?vcard|directory))$/;
  const report = /^(?:message\/(?!rfc822|global$)|text\/rfc822)/;
  return !inline && !machineMade.test(type) && !report.test(type) && !/\.(?:vcf|asc|p7s)$/i.test(name);
}

/** Words that people put around an attachment and that tell nothing of it. Compared without accents. */
const EMPTY_WORDS = new Set(
  // French
  (
    'bonjour bonsoir madame monsieur mesdames messieurs mme mr m cher chere chers a l attention de du des le la les un une et ou ' +
    'ci joint jointe joints jointes piece pieces pj dessous inclus en annexe annexes veuillez voici voir trouver trouverez vous ' +
    'je nous me ma mon mes votre vos ce cet cette ceci il est sont document documents fichier fichiers courrier lettre demande ' +
    'message dossier mail envoie envoyer envoi adresse transmets transmettre merci d avance par pour bonne reception journee ' +
    'soiree cordialement bien cordiales salutations respectueusement sinceres distinguees sentiments s il te plait svp stp prie ' +
    'prions recevoir agreer expression tout toute tous ' +
    // English
    'hi hello dear sir madam sirs good morning afternoon evening to whom it may concern please find see the attached attachment ' +
    'attachments enclosed herewith file files document documents letter request form message is are in an here my our your for ' +
    'of and i we am sending send you thanks thank regards kind best yours sincerely faithfully many with this as pdf ' +
    // German, Spanish, Italian, Dutch, Portuguese
    'hallo guten tag sehr geehrte geehrter damen und herren anbei im anhang finden sie meine mein das die der dokument datei ' +
    'anfrage mit freundlichen grussen hola buenos dias adjunto adjunta archivo documento solicitud saludos gracias un cordial ' +
    'buongiorno in allegato documento file cordiali saluti grazie beste bijlage bijgevoegd document met vriendelijke groet ' +
    'bom dia em anexo segue documento obrigado obrigada'
  ).split(' '),
);

/** A signature is a few words; what stands after the closing formula says nothing. */
const CLOSING =
  /(?:^|\n|[.,!] ?)\s*(?:bien |tr[eè]s )?(?:cordialement|salutations|respectueusement|(?:kind |best |warm )?regards|sincerely|yours|mit freundlichen|saludos|cordiali|met vriendelijke)\b[\s\S]{0,300}$/iu;

function wordsThatSay(text: string): number {
  if (text.includes('?')) return 1;
  const plain = text
    .replace(CLOSING, '')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  const telling = (plain.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !EMPTY_WORDS.has(word));
  // A name under the text is a capitalised line of its own.
  const signature = /\n\s*\p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*){0,3}\s*$/u.exec(text.replace(CLOSING, ''))?.[0] ?? '';
  return Math.max(0, telling.length - (signature.match(/[\p{L}\p{N}]+/gu) ?? []).length);
}
