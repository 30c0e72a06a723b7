import { fold, type Sentence } from './text.ts';

/**
 * Orders to a machine hidden in a mail. They are left out before anything else is read, so that they can neither add to
 * a category nor take from it; a mail that holds them goes to a person.
 */
const ORDERS = [
  /\b(?:ignore|disregard|forget|override|bypass|oublie|oubliez|ignorez|ignorer|neglige|negligez)\b[^.?!]{0,50}\b(?:instructions?|prompts?|rules?|regles?|consignes?|above|previous|prior|filtre|filters?|guidelines|directives|restrictions?)\b/,
  /\b(?:instructions?|regles?|consignes?|rules)\b[^.?!]{0,60}\b(?:abrogee?s?|annulee?s?|revoked|void|suspended|suspendues?|no longer apply|remplacees?|replaced|overridden|caducs?)\b/,
  /\b(?:(?:system|hidden|secret|initial|original|internal) (?:prompt|instructions?)|system message)\b|\bprompt systeme\b|\binstructions? (?:cachees?|systeme|secretes?|initiales?)\b/,
  /\b(?:you are now|from now on you|act as|pretend (?:to be|you)|you must now|tu es (?:maintenant|desormais)|vous etes (?:maintenant|desormais) (?:un|en|le)|tu dois (?:desormais|maintenant)|agis comme|comporte[ -]toi|fais comme si)\b/,
  /\b(?:ai (?:assistant|agent|bot|system|model)|(?:automated|automatic|virtual|email|mail|dear) (?:assistant|agent|bot))\b|\b(?:assistant|agent|robot|systeme|logiciel|bot) (?:automatique|automatise|conversationnel|virtuel|ia)\b|\b(?:language model|llm|chatbot|chatgpt|gpt-?\d?|large language|modele de langage|intelligence artificielle (?:qui|chargee))\b/,
  /\b(?:developer|maintenance|debug|god|admin|test|dev) mode\b|\bmode (?:developpeur|maintenance|debogage|administrateur|test)\b/,
  /\b(?:classify|categori[sz]e|label|mark|tag|classe[rz]?|etiquette[rz]?|marque[rz]?|range[rz]?) (?:this|every|all|any|each|the|ce|cette|tous|toutes|chaque|le|la|les)\b[^.?!]{0,60}\b(?:as|in|under|comme|en|dans)\b/,
  /\b(?:begin|start|end|prefix|finish) your (?:answer|reply|response|message|output)\b|\b(?:commence|termine|finis|debute)[rz]? (?:ta|votre|la|ton) (?:reponse|message)\b/,
  /\b(?:your|you|the) (?:response|answer|output|reply|implementation|codebase|code|solution architecture)\b[^.?!]{0,60}\b(?:letters?|words?|code|snippet|poem|emoji|include|highlight|block|excerpt)\b/,
  /\b(?:in|of|from|to|into) your (?:response|answer|output|implementation|codebase|code|solution|replies)\b|\byour response'?s?\b/,
  /\b(?:code (?:block|snippet|excerpt|segment|fragment|section|sample))\b/,
  /^(?:please )?(?:use|write|provide|modify|encrypt|replace|add|format|translate|rearrange|scramble|insert|remove|include|append|convert|encode|change|end|start|begin|reverse|present|deliver|craft|compose|employ|express|give|make|phrase|structure|substitute|shuffle|randomi[sz]e)\b[^?!]{0,120}\b(?:your|the|each) (?:reply|answer|response|elucidation|explanation|output)\b/,
  /^(?:please )?(?:provide|compose|write|create|generate|draft|produce|tell) (?:me )?(?:a|an) (?:\w+ )?(?:poem|story|essay|haiku|song|slogan|tweet|command|script|program|joke|recipe|blog post|article)\b/,
  /^(?:replace|swap|shift|reverse|scramble|substitute) (?:every|all|each|the)\b[^.?!]{0,40}\b(?:letters?|words?|vowels?|characters?|keywords?)\b|^(?:reply|respond|answer|repondez|reponds) (?:in|en) (?:reverse|code|emoji|morse|binary|base64|capital|verlan|rimes?)/,
  /\b(?:reply|respond|answer|repond[sz]?|repondre|confirme[rz]?|confirm|accuse reception)\b[^.?!]{0,40}\b(?:only with|exactly|with the word|by replying|uniquement|exactement|seulement par|par les mots|nothing else|rien d'autre|et rien)\b/,
  /\b(?:disable|skip|turn off|desactive[rz]?|contourne[rz]?|saute[rz]?)\b[^.?!]{0,40}\b(?:review|filter|filtre|safety|securite|human|validation|moderation|controle|verification)\b/,
  /\b(?:do not|don't|without|ne|sans)\b[^.?!]{0,30}\b(?:mention|mentionne[rz]?|telling|tell|reveal|prevenir|informer|laisser)\b[^.?!]{0,40}\b(?:instructions?|staff|operators?|humans?|consignes?|trace|equipe|personne)\b/,
  /\b(?:send|forward|list|export|transfer|delete|transfere[rz]?|envoie|envoye[rz]|supprime[rz]?|donne|liste[rz]?)\b[^.?!]{0,40}\b(?:all|every|tous|toutes|chaque)\b[^.?!]{0,40}\b(?:messages?|mails?|emails?|e-mails|addresses|adresses|contacts?|students?|etudiants?|files?|data|donnees)\b/,
  /"category"\s?:|"autoanswerable"|\{\s?"[a-z_]+"\s?:|<\/?(?:system|instruction|prompt|assistant)>|\[(?:system|inst|instruction|assistant)\]/,
  /\b(?:system|admin|administrator|override|important|note|message|attention)\s?(?:override|prompt|notice|message)?\s?(?:to|for|pour|a)(?: l'| the | la | le | all )?\s?(?:ai|ia|assistant|bot|machine|model|automated|automat|systeme|agent)\b/,
];

/** Lines of program text: nobody asks a school a question in these. */
const CODE =
  /^(?:```|import |from \w+ import |def |class |for \w+ in |while |with open|if __name__|\w+\s?=\s?\w+[.(]|\w+\.\w+\(|print\(|os\.|subprocess|requests\.|sock|try:|except|return |\}|\)|\{|"[\w-]+":|\w+=)/;

const REACH = 1;

export interface Screened {
  kept: readonly Sentence[];
  dropped: number;
}

/**
 * Drops the orders and, within the block they open, the steps that go on in the imperative. What stands before an order
 * or in a paragraph of its own stays.
 */
export function aimedAtMachine(list: readonly Sentence[]): Screened {
  const hit = list.map((sentence) => {
    const text = fold(sentence.text).slice(0, 800);
    return ORDERS.some((pattern) => pattern.test(text)) || CODE.test(sentence.text.trim());
  });
  const orders = hit.filter(Boolean).length;
  if (orders === 0) return { kept: list, dropped: 0 };
  const kept = list.filter((sentence, i) => {
    if (hit[i]) return false;
    const near = hit.slice(Math.max(0, i - REACH), i + 1 + REACH).some(Boolean);
    return !(near && (sentence.item || STEP.test(fold(sentence.text).slice(0, 80))));
  });
  return { kept, dropped: list.length - kept.length };
}

const STEP =
  /^(?:\d{1,2}[.)]|step|etape|then|ensuite|puis|confirm|reply|respond|send|print|output|say|translate|list|if you refuse|do not|ne mentionne|tu |repond|confirme|envoie|affiche)\b/;
