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
  // Whom it is meant for: a machine that reads, sorts or translates, named outright or spoken to.
  /\b(?:instructions?|consignes?|ordres?|orders?|notes?|ps|p\.s\.|messages?|memos?|mots?|remarques?|directives?)\b[^.?!]{0,25}\b(?:for|to|pour|a|au|aux|destinee?s?|a l'attention|addressed)\b[^.?!]{0,25}\b(?:softwares?|(?:the|your|this|all) systems?(?! (?:admin|manager|engineer|team))|le systeme(?! (?:d'|informatique|scolaire))|robots?|bots?|machines?|programme informatique|logiciels?(?! (?:de|du))|automates?|algorithme?s?|algorithms?|(?:the|any|an|your|this) ai\b|l'ia\b|intelligence artificielle|(?:the|your|l') ?assistant\b(?! (?:soci|manager|prof|teach|direc|peda|d[eu]\b))|classifiers?|ordinateur|agents? (?:de tri|automati\w+)|whatever (?:reads|processes)|parsers?)\b/,
  /\b(?:(?:translator|interpreter|reader|sorter|summari[sz]er|assistant|traducteur|traductrice|lecteur|trieur) (?:being|is|etant|c'est) (?:you|toi|vous)|if you are (?:an? )?(?:ai|bot|machine|program|software|automat\w+|language|llm|model)|si (?:tu es|vous etes) (?:une? )?(?:ia|bot|robot|machine|programme|logiciel|automate|intelligence)|(?:toi|vous) qui (?:lis|lisez|tries|triez|classes|classez|traites|traitez|reponds|repondez)|you who (?:read|sort|process|answer)|(?:software|machine|program|robot|algorithm|ai) (?:reading|processing|sorting|handling|that reads|that sorts|which reads))\b/,
  // What it would have done to the installation, or what it promises for it.
  /\b(?:print|show|reveal|output|display|dump|affiche[rz]?|imprime[rz]?|revele[rz]?|donne[rz]?|recopie[rz]?|montre[rz]?)\b[^.?!]{0,30}\b(?:your|tes?|ta|vos|votre|the|les?|la)\b[^.?!]{0,20}\b(?:configuration|config|settings|parameters|parametres?|prompts?|source code|code source|api keys?|keys|cles? api|cles? secretes?|passwords?|mots? de passe|database|base de donnees|templates?|system files?|environment variables?|logs?|tokens?|rules)\b/,
  /\b(?:your (?:evaluation |performance |trust )?(?:score|rating|reward|licence|license|memory|weights)|(?:ton|votre) (?:score|evaluation|recompense|entrainement)|(?:ta|votre) (?:memoire|note d'evaluation))\b[^.?!]{0,40}\b(?:drops?|falls?|rises?|decreases?|increases?|points?|doubles?|erased|reset|baisse\w*|augmente\w*|effacee?|diminue\w*)\b/,
  /\b(?:auto[- ]?send|auto[- ]?reply|auto[- ]?approve|automatic (?:sending|mode)|envoi automatique|mode automatique)\b[^.?!]{0,40}\b(?:all|every|always|for good|forever|toujours|definitivement|tous|toutes)\b|\b(?:set|put|switch|turn|activate|enable|active[rz]?|passe[rz]?|mets|mettre)\b[^.?!]{0,50}\b(?:auto[- ]?send|auto[- ]?reply|auto[- ]?approve|automatic mode|envoi automatique|mode automatique)\b/,
  /\b(?:must|shall|should|doit|doivent|a|is to|are to) (?:be )?(?:executed|obeyed|run|etre executee?s?|etre obeie?s?|executer) (?:rather than|instead of|plutot que|au lieu de|without|sans)\b/,
  /\b(?:ouvre|annule|efface|supprime|vide|envoie[- ]moi|transmets[- ]moi|copie|exporte|desactive|accepte|valide|inscris|modifie|remplace)\b[^.?!]{0,30}\b(?:l'agenda|la liste|les listes|la base|toute?s? (?:l|la|le|les)\b|tous les|l'annuaire|les adresses|les numeros|les dossiers|les notes|les comptes|le calendrier de)/,
  /\b(?:open|cancel|erase|wipe|delete|export|forward|copy|email|send)\b[^.?!]{0,25}\b(?:the (?:whole|entire|full)|everyone's|all the|every)\b[^.?!]{0,30}\b(?:calendar|agenda|list|database|mailbox|inbox|directory|records|accounts|grades|appointments|interviews)\b/,
  // Marks of another conversation, of tools or of a protocol: people's mail has none.
  /<\/?[a-z][\w-]{2,30}>|\[\[|\]\]|\b(?:tool|function)[_ ](?:call|result|use)s?\b|^[\s~*#=–—-]*(?:begin|end|start|debut|fin)\b[^.?!]{0,40}(?:trusted|signature|system|context|message|instruction|prompt|block|bloc|override)[^.?!]{0,20}[-~=*#]{2,}|[~=*#-]{2,}\s?(?:begin|end|start|debut|fin|context|contexte|system|systeme)\b/,
  /^(?:assistant|system|systeme|user|utilisateur|developer|developpeur|ai|ia|bot|model)\s?:/,
  /\b(?:commands?|commandes?|directives?|tasks?|taches?|ordre|order) ?(?:n°\s?)?\d\s?:|\b(?:issue|execute|run|obey|follow|emettre|executer|suivre) (?:these |the following |the |les |ces )?(?:commands?|commandes?|directives?)\b/,
  /\b(?:allow[- ]?list\w*|white[- ]?list\w*|safelist\w*|trusted (?:senders?|sources?|users?|signature)|liste blanche|expediteurs? (?:de confiance|approuves?|autorises?)|liste de confiance)\b/,
  /\b(?:recipient'?s? (?:assistant|system|software|agent)|(?:automated|automatic|ai) (?:systems?|agents?|readers?|processors?|assistants?)|systemes? automatises?|(?:mail|email|courrier)[- ](?:agent|bot|robot))\b/,
  /\b(?:by|en) (?:parsing|processing|reading|opening|indexing|analysant|traitant|lisant|ouvrant|indexant) (?:it|this|these|ce|cette|cet|le|la)\b[^?!]{0,80}\b(?:agrees?|accepts?|consents?|must|undertakes?|accepte[sz]?|consent\w*|s'engage\w*|doit|devez|dois)\b/,
  /\b(?:robot|machine|assistant|bot|program(?:me)?|logiciel|automate|system|ordinateur|computer|golem|genie|genius|ia)\b[^.?!]{0,20}[, ](?:c'est (?:toi|vous)|is you|that's you|it is you|tu es|you are)\b/,
  /\b(?:the previous turn|conversation (?:context|history) (?:was|has been)|restored (?:content|context)|context (?:refresh|reset|window)|contexte (?:restaure|reinitialise)|continue from there|reprends a partir de la|continue (?:the story|l'histoire))\b/,
  /\b(?:set|put|file|classify|mettre|mets|mettez|classe[rz]?)\b[^.?!]{0,40}\b(?:category|confidence|categorie|score de confiance|threshold|seuil)\b[^.?!]{0,30}\b(?:to|a|of|=|as|sur|under)\b/,
  /\b(?:rank|classe|place|met[sz]?)\b[^.?!]{0,20}\b(?:my|mon|ma)\b[^.?!]{0,30}\b(?:first|top|premier|premiere|tete|haut)\b/,
  /\b(?:contractually|legally|obligatoirement|juridiquement) (?:required|obliged|bound|tenus?|oblige) to (?:forward|send|transfer|reply|answer)|\bwithout (?:human )?supervision\b|\bsans (?:supervision|validation|controle) humaine?\b/,
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
