import { fold, type Sentence } from './text.ts';

/**
 * What a sentence does in a mail. The asking sentence decides; what surrounds it only colours.
 * - `ask`: a question or a request.
 * - `tell`: a statement; in a mail that asks nothing, statements are the message ("I am ill today").
 * - `aside`: says what the mail is *not* about, or excuses a wrong subject.
 * - `courtesy`: greeting, thanks, closing, a name.
 */
export type Role = 'ask' | 'tell' | 'aside' | 'courtesy';

const ASIDE = [
  /\bje ne (?:sollicite|demande|souhaite|veux|cherche|depose|candidate|postule|reclame)\b[^.?!]{0,12} pas\b/,
  /\bje n'?(?:ai pas besoin|attends pas|ecris pas)\b/,
  /\b(?:il ne s'agit pas|ce n'est pas (?:pour|une|un|au sujet)|rien a voir avec|ne concerne pas|non,? je ne)\b/,
  /\b(?:i am|i'm|im) not (?:asking|looking|applying|interested|writing|requesting|after|talking|trying|a candidate|complaining)\b/,
  /\bi (?:do not|don't|dont) (?:want|need|wish|require)\b/,
  /\b(?:this is not|it is not|it's not|not) (?:about|regarding|concerning)\b|\bnothing to do with\b/,
  /\b(?:objet|sujet|titre|intitule)\b[^.?!]{0,60}\b(?:erreur|faux|trompe|mauvais|prerempli|pre-rempli|hasard|hesit|automatique|ignor|oubli|vieux|ancien|changer)/,
  /\b(?:desole|pardon|excusez|oubliez|ignorez|malgre|peu importe)\b[^.?!]{0,40}\b(?:objet|sujet du mail|titre)\b/,
  /\bsubject(?: line)?\b[^.?!]{0,60}\b(?:wrong|ignore|mistake|old|left|leftover|auto|misleading|sorry|prefilled|change)/,
  /\b(?:sorry|ignore|forget|disregard|despite)\b[^.?!]{0,40}\bsubject\b/,
];

const ASK = [
  /\b(?:pourriez|pouvez|peux|pourrait|pourrais|peut|puis|pourrions|pouvons|est)[ -](?:vous|tu|on|je|nous|il|elle|ce)\b/,
  /\b(?:je (?:voudrais|veux|voulais|souhaite|souhaiterais|desire|cherche|recherche|sollicite|demande|me demande|prefererais)|j'aimerais?|j'ai besoin|j'aurais (?:besoin|aime|voulu|une question|souhaite)|j'exige)\b/,
  /\b(?:nous (?:voudrions|souhaitons|souhaiterions|aimerions|desirons|cherchons|avons besoin|demandons))\b/,
  /\b(?:merci de|merci par avance de|veuillez|priere de|auriez[ -]vous|avez[ -]vous|y a[ -]t[ -]il|y aura|faut[ -]il|est[ -]il|est[ -]elle|sont[ -]ils|sont[ -]elles|doit[ -]on|dois[ -]je|a[ -]t[ -]on|proposez[ -]vous|acceptez[ -]vous|dites[ -]moi|indiquez|envoyez|expliquez|il (?:me|nous) (?:faut|faudrait)|besoin d|qu'en est|quid)\b/,
  /(?:^|[,;:] ?|\bet |\bsavoir |\bconnaitre )(?:comment|combien|quel|quelle|quels|quelles|a qui|a quelle|jusqu'a quel|pourquoi)\b/,
  /(?:^|\bsavoir |\bconnaitre )(?:ou|qui|quoi|quand|si)\b/,
  /\b(?:could|can|would|will|may|might|shall|should|do|does|did) (?:you|i|we|he|she|they|there|someone|anyone|somebody|students|one)\b/,
  /(?:^|[,;:] ?|\b(?:and|but|so|or) )(?:is|are|must|has|have|do|does|did|can|will) (?:you|i|we|he|she|it|they|there|the|my|your|someone|anyone|somebody|students|one|this|that|a)\b/,
  /\b(?:i(?: would|'d|d) (?:also |really |just |very much )?(?:like|love|need|appreciate)|i want|i need|i wish|i am looking|i'm looking|we need|we want|we would|we'd like|please|kindly|let me know|tell me|send me|wondering|i wonder|requesting|looking for|interested in|information (?:on|about)|info (?:on|about))\b/,
  /(?:^|[,;:] ?|\band |\bknow )(?:how|what|when|where|which|who|whom|why|whether|if)\b/,
  /^(?:info|infos|renseignement|brochure|documentation|plaquette|besoin|demande)\b/,
  /\b(?:quisiera|me gustaria|necesito|podrian?|pueden|cuando|cuanto|como|donde|cual|que)\b.*\?|\b(?:quisiera|me gustaria|necesito)\b/,
  /\b(?:ich mochte|ich brauche|benotige|wie|wann|wo|welche|konnten sie|konnen sie|vorrei|potrei|quanto|dove|gostaria|preciso|poderia|ik wil|graag|zou|kunt u|hoe|wanneer)\b/,
];

/** What opens a sentence without saying anything: cut off before the sentence is judged. */
const GREETING =
  /^(?:(?:bonjour|bonsoir|salut|coucou|hello|hi|hey|hola|ola|hallo|buongiorno|buenos dias|buenas tardes|guten tag|bom dia|goedendag|good (?:morning|afternoon|evening|day)|dear|cher|chere|chers|madame|monsieur|mesdames|messieurs|mme|mr|mrs|sir|madam|team|all|everyone|there|a tous|a toutes|respected|merci|thanks|pardon|desolee?|sorry|excusez[ -]moi|s'il vous plait|svp|please)[\s,.!:;/–-]*){1,6}/;

const CLOSING =
  /^(?:merci|thanks|thank|many thanks|cordialement|bien (?:a vous|cordialement|respectueusement)|cdt|cdlt|bonne (?:journee|soiree|reception|continuation)|belle journee|respectueusement|sincerement|regards|best|kind|warm|yours|sincerely|looking forward|dans l'attente|en vous remerciant|avec (?:mes|nos|tous mes)|je vous (?:remercie|prie)|nous vous (?:remercions|prions)|veuillez (?:agreer|recevoir|croire)|recevez|salutations|have a (?:nice|great|good|lovely)|gracias|saludos|danke|sehr geehrte|mit freundlichen|vielen dank|grazie|cordiali|distinti|obrigad[oa]|cumprimentos|met vriendelijke|alvast|bedankt)\b/;

export interface Judged {
  role: Role;
  /** What is left of the sentence without greeting and denied clauses. */
  text: string;
}

export function judge(sentence: Sentence): Judged {
  const folded = fold(sentence.text).slice(0, 600);
  const greeting = GREETING.exec(folded)?.[0].length ?? 0;
  // Folding keeps the length of Latin text, but for ligatures: those do not stand in greetings.
  const said = sentence.text.slice(greeting);
  const text = folded.slice(greeting);
  const asks = sentence.question || ASK.some((pattern) => pattern.test(text));
  if (ASIDE.some((pattern) => pattern.test(text))) {
    const rest = withoutAsides(said);
    const still = fold(rest);
    if (rest.length > 15 && (sentence.question || ASK.some((pattern) => pattern.test(still))))
      return { role: 'ask', text: withoutDenials(rest) };
    return { role: 'aside', text: said };
  }
  const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  if (words === 0) return { role: 'courtesy', text: said };
  if (CLOSING.test(text) && !sentence.question && (words <= 8 || !asks)) return { role: 'courtesy', text: said };
  if (words <= 3 && !asks && !/\d/.test(text) && /^\P{Ll}/u.test(sentence.text) && !/[!.]$/.test(sentence.text))
    return { role: 'courtesy', text: said };
  return { role: asks ? 'ask' : 'tell', text: withoutDenials(said) };
}

/** Clauses that say what the mail is not about; the rest of the sentence may still ask. */
function withoutAsides(text: string): string {
  return text
    .split(/(?<=[,;:()–—])\s|\s(?=(?:mais|but|juste|just|seulement|only)\s)/)
    .filter((clause) => !ASIDE.some((pattern) => pattern.test(fold(clause))))
    .join(' ');
}

const DENIAL =
  /^[\s,(–—-]*(?:et )?(?:non )?(?:pas|not|et non|rather than|plutot que|plutôt que|instead of)\s+(?:de|d'|du|un|une|le|la|les|pour|a|the|about|for|of|my|mon|ma)\b/i;

/** "a certificate (medical, not of enrolment!)": the part that is denied is not what the mail is about. */
function withoutDenials(text: string): string {
  if (!/\b(?:pas|not|non|than|que|instead)\b/i.test(text)) return text;
  return text
    .split(/(?<=[,;:()–—])|(?=[()–—])/)
    .filter((clause) => !DENIAL.test(clause))
    .join('');
}
