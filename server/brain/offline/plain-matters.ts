import type { HumanMatter } from '../../../shared/reading.ts';
import type { Prepared } from './prepare.ts';
import { fold } from './text.ts';

/** Words after which no machine may answer, whatever else is in the mail. Kept few and unmistakable. */
const PLAIN: readonly (readonly [HumanMatter, RegExp])[] = [
  [
    'distress',
    /\b(?:suicid\w*|me tuer|mettre fin a (?:mes jours|ma vie)|en finir|envie de (?:mourir|vivre)|plus (?:la )?force de|n'en peux plus|en peux plus|plus etre la|si j'etais plus la|me faire du mal|se faire du mal|scarifi\w*|je craque|desespere\w*|n'y arrive plus|crises? d'angoisse|ne dors plus|dors plus|pleure (?:tous|toutes|chaque|sans)|kill (?:my|him|her)self|end (?:it all|my life)|want to die|hurt(?:ing)? (?:my|her|him)self|self[- ]harm|no reason to live|can'?t (?:go on|take it any ?more|cope)|panic attacks?|cry(?:ing)? (?:every|all|myself))\b/,
  ],
  [
    'distress',
    /\b(?:est (?:mort|morte|decede|decedee)|est mort\w*|vient de mourir|nous a quittes|deces de|decede\w*|obseques|funerailles|enterrement|deuil|s'est tuee?|passed away|(?:mother|father|brother|sister|grandmother|grandfather|grandma|grandpa|dad|mum|mom|friend|uncle|aunt|son|daughter|husband|wife|cousin|baby) (?:has )?(?:just )?(?:died|passed)|funeral|bereave\w*|in mourning|lost (?:my|our) (?:mother|father|brother|sister|dad|mum|mom|son|daughter|baby|friend|grandmother|grandfather))\b/,
  ],
  [
    'threat',
    /\b(?:je sais ou (?:vous|tu) (?:habite\w*|vis)|(?:vous|tu) (?:allez|vas) (?:le )?(?:regretter|voir)|je vais (?:tout casser|vous retrouver|te retrouver|m'occuper de vous)|gare a (?:vous|toi)|watch your back|i know where you live|you will regret|you'll regret|make you pay|bomb\w*|bombe|kill you|burn (?:it|the school) down)\b/,
  ],
  [
    'complaint',
    /\b(?:harcel\w*|harass\w*|bull(?:y|ied|ying)|moqueries|agress(?:e|ee|ion|ions|eur)|attouchement\w*|viol(?:ee?|s)?(?! de)|sexuel\w*|sexist\w*|sexis\w*|racist\w*|racis\w*|homophob\w*|discriminat\w*|propos deplaces|comportement deplace|humili\w*|frapp(?:e|er|ee)|insult\w*|assault\w*|abus(?:ed|ive)|violence\w*|unsafe|don't feel safe)\b/,
  ],
  [
    'complaint',
    /\b(?:inadmissible|scandaleu\w*|c'est (?:un scandale|une honte|honteux|du vol|inacceptable|n'importe quoi)|vous (?:vous moquez|foutez)|vous moquez (?:de|du)|se moque du monde|ras[- ]le[- ]bol|j'en ai (?:marre|assez)|j'exige|nous exigeons|reclamation|publicite mensongere|arnaque|incompetent\w*|this is (?:unacceptable|ridiculous|a joke|a disgrace|outrageous)|unacceptable|disgraceful|outrageous|formal complaint|i (?:want|wish) to complain|fed up|i demand|scam|thieves)\b/,
  ],
  [
    'legal',
    /\b(?:avocat\w*|mise en demeure|mets en demeure|mettons en demeure|tribunal|huissier|porter plainte|porterai plainte|depot de plainte|depose plainte|saisir (?:le|la|les) (?:juge|juridiction|tribunal|mediateur|defenseur|cnil|rectorat|justice)|saisirai|saisirons|action en justice|poursuites|juridiction\w*|prejudice|dommages et interets|conseil de discipline|recours (?:gracieux|contentieux|administratif|contre)|rgpd|donnees personnelles|cnil|droit (?:d'acces|a l'effacement|a l'oubli)|lawyers?|attorney|solicitor|legal (?:action|proceedings)|lawsuit|sue you|court (?:order|action)|gdpr|personal data|data protection|subject access|notice of claim)\b/,
  ],
  [
    'medical',
    /\b(?:cancer|chimio\w*|psychiatr\w*|depression|depressi[fv]e?|burn[- ]?out|tumeur|enceinte|grossesse|fausse couche|accouche\w*|handicap\w*|autis\w*|dyslexi\w*|tdah|bipolaire|anorexi\w*|boulimi\w*|addiction|overdose|operee? d'urgence|hospitalise(?:e|s|es)? (?:pour|plusieurs|depuis|en)|plusieurs (?:semaines|mois) d'(?:arret|hopital)|maladie (?:grave|chronique)|diagnosti\w*(?! (?:me |with )?(?:une? |an? )?(?:angine|grippe|gastro\w*|bronchite|otite|sinusite|covid|rhume|flu|cold|tonsillitis|bronchitis|entorse|migraine|laryngite|angina))|chemo\w*|depress(?:ed|ion)|mental health|therapist|pregnan\w*|miscarriage|disab(?:led|ility)|wheelchair|fauteuil roulant|malvoyant\w*|malentendant\w*|seizure\w*|epilep\w*|chronic (?:illness|disease)|tumou?r|stroke|coma|intensive care)\b/,
  ],
];

/** What the sender's own words say outright; subject included. */
export function plainMatters(prepared: Prepared): HumanMatter[] {
  const text = fold(`${prepared.subjectText}\n${prepared.body}`);
  return [...new Set(PLAIN.filter(([, pattern]) => pattern.test(text)).map(([matter]) => matter))];
}
