import type { Mail } from '../../../shared/mail.ts';
import { isAddress, mailboxOf } from './domains.ts';

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

/**
 * Whether Reply-To leads to another mailbox than who wrote. That both are of one organisation says nothing: where anyone may
 * have an address (and no list of such hosts is ever whole) it is another person's, who would get the answer. Of 475 real
 * mails this sends one more to a person than a comparison of domains: a ticket system's.
 */
export function replyToDiffers(mail: Pick<Mail, 'from' | 'replyTo'>): boolean {
  const targets = new Set(mail.replyTo.map((a) => a.address).filter((address) => address !== ''));
  return targets.size > 1 || [...targets].some((target) => mailboxOf(target) !== mailboxOf(mail.from.address));
}
