import { domainOf, type Mail } from '../../../shared/mail.ts';
import { isAddress, isPublicMail, mailboxOf, sameOrganisation } from './domains.ts';

/**
 * "Do not reply" as local parts are spelled, with everything but letters taken out. Long enough not to stand inside a
 * name.
 */
const NO_REPLY = [
  'noreply',
  'noreplay',
  'noreponse',
  'noresponse',
  'noresponder',
  'norespond',
  'noreturn',
  'donotreply',
  'donotrespond',
  'donotanswer',
  'dontreply',
  'doesnotreply',
  'cannotreply',
  'neverreply',
  'nepasrepondre',
  'nepasreponde',
  'nepasreply',
  'nereponderpas',
  'nerepondezpas',
  'nerepondrepas',
  'pasdereponse',
  'sansreponse',
  'norepondre',
  'nonrepondre',
  'noresponda',
  'nocontestar',
  'nocontesta',
  'sinrespuesta',
  'naoresponda',
  'naoresponder',
  'naorespondas',
  'semresposta',
  'nonrispondere',
  'nonrispondi',
  'nessunarisposta',
  'nichtantworten',
  'keineantwort',
  'keineantworten',
  'bittenichtantworten',
  'nietantwoorden',
  'nietbeantwoorden',
  'geenantwoord',
  'nietreageren',
  'svarainte',
  'svarejinte',
  'svarikke',
  'ikkesvar',
  'ikkebesvar',
  'eivastausta',
  'alavastaa',
  'nieodpowiadaj',
  'nieodpowiadac',
  'neodpovidat',
  'neodpovedat',
  'nevalaszolj',
  'cevaplamayin',
  'cevapvermeyin',
  'yanitlamayin',
  'nuraspundeti',
  'neotvechat',
  'unmonitored',
  'noresposta',
  'norespon',
] as const;

export function isNoReply(address: string, name = ''): boolean {
  const at = address.lastIndexOf('@');
  const local = letters(at < 0 ? address : address.slice(0, at));
  const shown = letters(name);
  return NO_REPLY.some((word) => local.includes(word) || (shown.length < 80 && shown.includes(word)));
}

function letters(text: string): string {
  return text
    .slice(0, 200)
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z]/g, '');
}

/** Nobody we could answer for certain: no or several From, an address that cannot be read, a name that shows another one. */
export function isAmbiguous(mail: Pick<Mail, 'from' | 'fromCount'>): boolean {
  const { address, name } = mail.from;
  if (mail.fromCount !== 1 || !isAddress(address)) return true;
  if (/[\u202a-\u202e\u2066-\u2069]/.test(name)) return true;
  const shown = name.slice(0, 500).match(/[^\s@<>,;:"'()[\]]{1,64}@[^\s@<>,;:"'()[\]]{1,255}\.[a-z]{2,}/gi) ?? [];
  return shown.some((other) => mailboxOf(other) !== mailboxOf(address));
}

/** Whether Reply-To leads elsewhere than to who wrote: another organisation, or another person of a public mail host. */
export function replyToDiffers(mail: Pick<Mail, 'from' | 'replyTo'>): boolean {
  const targets = [...new Set(mail.replyTo.map((a) => a.address).filter((address) => address !== ''))];
  if (targets.length > 1) return true;
  const [target] = targets;
  if (target === undefined || mailboxOf(target) === mailboxOf(mail.from.address)) return false;
  const from = domainOf(mail.from.address);
  return !sameOrganisation(domainOf(target), from) || isPublicMail(from);
}
