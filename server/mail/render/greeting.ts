import { domainOf, type Mail } from '../../../shared/mail.ts';
import type { Language } from '../../../shared/policy.ts';
import { looksActive, oneLine } from '../../../shared/safe-text.ts';

/** Longer names are slogans, addresses or jokes. Particles (de, van, el) are not counted. */
const MAX_WORDS = 4;
const MAX_LENGTH = 50;

const PARTICLES = new Set('de,du,des,da,das,dos,di,della,la,le,van,von,der,den,ter,zu,bin,ibn,al,el,ben,y,e'.split(','));

/** Words that tell a company, a service or a function from a person, in the languages that write to us most. */
const NOT_A_PERSON = new Set(
  (
    'sarl,sas,sasu,sa,eurl,sci,snc,ltd,limited,inc,llc,llp,plc,gmbh,ag,bv,nv,spa,srl,corp,company,co,group,groupe,holding,' +
    'service,services,team,équipe,equipe,secrétariat,secretariat,accueil,contact,info,infos,admin,administration,office,' +
    'bureau,support,noreply,newsletter,actualités,notification,notifications,alerts,webmaster,postmaster,école,ecole,school,' +
    'college,collège,lycée,lycee,university,université,universite,universidad,universität,institut,institute,mairie,' +
    'préfecture,prefecture,garage,cabinet,agence,agency,association,asso,club,société,societe,entreprise,department,' +
    'département,departement,direction,rh,hr,hotel,hôtel,restaurant,banque,bank,assurance,insurance,mutuelle,hôpital,' +
    'hospital,clinique,studio,consulting,solutions,conseil,transport,transports,shop,boutique,store,media,événements,' +
    'events,recrutement,recruitment,careers,comptabilité,accounts,billing,facturation,parents,élèves,students,étudiants,' +
    'client,customer,user,utilisateur,unknown,inconnu,anonymous,anonyme,moi,me,student,élève,étudiant,étudiante'
  ).split(','),
);

const AFTER_NAME = new Set('phd,ph.d,md,mba,msc,jr,sr,ii,iii,esq,dr,prof'.split(','));

/**
 * The name of whom the answer goes to. Where that is another address than the one it came from (a form of the website, a
 * group's copy), the From name is the sender's own only when it says so: 'Anne Martin via Contact'.
 */
export function askerName(mail: Pick<Mail, 'from' | 'replyTo'>): string {
  const [target, ...others] = mail.replyTo;
  if (!target || others.length > 0 || target.address === mail.from.address) return mail.from.name;
  const said = domainOf(target.address) === domainOf(mail.from.address) || VIA.test(mail.from.name);
  return target.name || (said ? mail.from.name : '');
}

const VIA = /\s(?:via|through|par l['’]intermédiaire de)\s.*$/iu;

/** 'Bonjour Séverine Pallandre,' / 'Dear Séverine Pallandre,', or without a name where none is plausible. */
export function greeting(fromName: string, language: Language): string {
  const name = plausibleName(fromName);
  if (language === 'fr') return name ? `Bonjour ${name},` : 'Bonjour,';
  return name ? `Dear ${name},` : 'Hello,';
}

/** The name of a person as one writes it in a letter; null when the From name is none, or cannot be told to be one. */
export function plausibleName(fromName: string): string | null {
  if (looksActive(fromName)) return null;
  const line = oneLine(fromName, 200)
    .replace(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F/gu, '')
    .replace(VIA, '')
    .replace(/\s*\([^()]*\)\s*$/u, '')
    .replace(/^["'“”«»‘’\s]+|["'“”«»‘’\s]+$/gu, '');
  const words = inOrder(line);
  if (!words || words.length === 0) return null;
  const counted = words.filter((word) => !PARTICLES.has(word.toLowerCase()));
  if (counted.length === 0 || counted.length > MAX_WORDS) return null;
  if (words.some((word) => NOT_A_PERSON.has(word.toLowerCase()) || !isNameWord(word))) return null;
  // A single short word in capitals is as likely an organisation (IBM, CAF) as a person.
  if (words.length === 1 && /^\p{Lu}{1,4}$/u.test(line)) return null;
  const name = familyNameLast(words).map(cased).join(' ');
  return name.length > MAX_LENGTH || [...name].length < 2 ? null : name;
}

/** 'Pallandre, Séverine' is turned round; a degree after the comma is dropped; anything longer is not a name. */
function inOrder(line: string): string[] | null {
  const halves = line.split(',').map((half) => half.split(' ').filter((word) => word !== ''));
  const [left = [], right = []] = halves;
  if (halves.length > 2) return null;
  if (halves.length === 1 || right.length === 0 || right.every((word) => AFTER_NAME.has(word.toLowerCase()))) return left;
  return right.length > 3 ? null : [...right, ...left];
}

/** Letters of one script, with hyphens, apostrophes and the full stop of an initial. */
function isNameWord(word: string): boolean {
  if (!/^\p{L}[\p{L}\p{M}]*(?:[-'’]\p{L}[\p{L}\p{M}]*|\.-?\p{L}?)*$/u.test(word)) return false;
  if (word.includes('.') && !/^(?:\p{L}\.-?)+$/u.test(word) && !/^(?:Dr|Mr|Mrs|Ms|Prof|St)\.$/iu.test(word)) return false;
  // Letters of two scripts in one word imitate another word (Unicode TR 39).
  return !(/\p{Script=Latin}/u.test(word) && /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(word));
}

/** French forms write the family name first and in capitals: 'PALLANDRE Séverine'. */
function familyNameLast(words: readonly string[]): readonly string[] {
  const capitals = words.findIndex((word) => !isCapitals(word));
  if (capitals <= 0 || words.slice(capitals).some(isCapitals)) return words;
  return [...words.slice(capitals), ...words.slice(0, capitals)];
}

function isCapitals(word: string): boolean {
  return /\p{Lu}/u.test(word) && !/\p{Ll}|\./u.test(word) && word.replace(/[^\p{L}]/gu, '').length > 1;
}

/** Capitals or small letters alone become 'Séverine', 'Jean-Noël', 'O'Brien'; what is already mixed is left as it is. */
function cased(word: string, index: number): string {
  if (index > 0 && PARTICLES.has(word.toLowerCase())) return isCapitals(word) ? word.toLowerCase() : word;
  if (!isCapitals(word) && word !== word.toLowerCase()) return word;
  return word
    .toLowerCase()
    .replace(/(^|[-'’.])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/^Mc(\p{L})/u, (_, letter: string) => `Mc${letter.toUpperCase()}`);
}
