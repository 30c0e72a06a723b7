import { tokenize } from './text.ts';

/**
 * Tells the language by its commonest small words, or by its script. Mails are short and often sent without accents;
 * detectors trained on long text guess wildly there, while a handful of function words settles it.
 */
const SMALL_WORDS: Readonly<Record<string, string>> = {
  fr: 'le la les l un une des du de d et est sont je j ai il elle nous vous on ne pas que qu qui quoi pour dans sur avec au aux ce cette ces mon ma mes votre vos notre nos se si par plus mais ou y en a bonjour bonsoir salut merci cordialement madame monsieur quand comment combien quel quelle quels quelles faut voudrais souhaite pourriez pouvez svp etre avoir fait tres aussi bien chez suis etes c cest s m n t quelle ecole cours',
  en: 'the a an of to and is are am was were i you he she we they it this that these my your our his her their for in on at with from by not do does did can could would will shall may have has had be been if or but so how what when where which who why please thanks thank hello hi dear regards best sincerely there any me about as get school good would like i am it s morning pls',
  es: 'el la los las un una de del y es son yo usted nosotros que quien para por con en al se si no mas pero su sus mi mis este esta como cuando donde cual hola buenos buenas dias tardes gracias saludos estimado estimada quisiera gustaria puedo pueden tengo muy desde hay me lo le soy estoy informacion',
  pt: 'o a os as um uma de do da dos das e sao eu voce nos que quem para por com em no na nao mais mas seu sua meu minha este esta como quando onde qual ola bom boa dia tarde obrigado obrigada cumprimentos gostaria posso podem tenho muito desde ha me lhe sou estou saber atenciosamente ao pelo pela informacoes',
  it: 'il lo la i gli le un uno una di del della dei delle e sono io lei noi che chi per con in nel nella si non piu ma suo sua mio mia questo questa come quando dove quale buongiorno salve grazie saluti cordiali vorrei posso potete ho molto da dal al alla mi ci sapere gentile distinti anche se iscrizione',
  de: 'der die das den dem des ein eine einen einem einer und ist sind ich sie er wir ihr es dass wer fur in im mit auf an am zu zum zur von vom nicht kein keine aber oder mein meine ihre ihren ihrem unser wie wann wo welche welcher hallo guten tag sehr geehrte damen herren danke grusse freundlichen mochte kann konnen habe hat bin wird bei uber auch noch vielen bitte',
  nl: 'de het een van en is zijn ik u jij hij zij wij jullie dat die wie voor in op met aan te naar niet geen maar of mijn uw onze hoe wanneer waar welke hallo geachte beste dank bedankt groet groeten vriendelijke graag zou kan kunnen heb heeft ben bij over ook nog er om dit deze mevrouw meneer alvast',
  pl: 'i w na z do nie jest sa ze ktory jak kiedy gdzie dzien dobry dziekuje prosze pozdrawiam chcialbym chcialabym czy moge mam o po dla sie to za od oraz mnie panstwa',
  ro: 'si in la de cu nu este sunt care cum cand unde buna ziua multumesc va rog as dori pentru am un o din sa ca mai imi dumneavoastra',
  tr: 've bir bu icin ile ne nasil nerede merhaba tesekkurler tesekkur ederim saygilarimla istiyorum var mi ben sizin okul hakkinda bilgi almak lutfen iyi gunler',
  sv: 'och att det som en ett pa for med ar inte jag ni vi hej tack halsningar vill kan hur nar var har till av den om fran mvh',
  da: 'og at det som en et pa for med er ikke jeg i vi hej tak venlig hilsen vil kan hvordan hvornar hvor har til af den om fra',
  ca: 'el la els les un una de i es son jo que per amb en no mes pero el seu com quan on bon dia gracies salutacions voldria puc',
  id: 'dan yang di ke dari untuk dengan ini itu saya anda tidak apakah bagaimana kapan terima kasih selamat pagi mohon informasi bisa',
  vi: 'toi la va cua cho khong nhu the nao xin chao cam on truong hoc phi muon duoc co trong',
};

const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['ja', /[\u3040-\u30ff]/g],
  ['ko', /[\uac00-\ud7af]/g],
  ['zh', /\p{Script=Han}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
];

const INDEX: ReadonlyMap<string, readonly string[]> = buildIndex();

function buildIndex(): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const [language, words] of Object.entries(SMALL_WORDS)) {
    for (const word of new Set(words.split(' '))) {
      const list = index.get(word);
      if (list) list.push(language);
      else index.set(word, [language]);
    }
  }
  return index;
}

/** French and English are what a school's mailbox here mostly gets: a tie goes to them. */
const PRIOR: Readonly<Record<string, number>> = { fr: 0.6, en: 0.5 };

export interface LanguageGuess {
  /** ISO 639-1, or 'und'. */
  language: string;
  /** Weight of each language seen, adding up to 1; empty for a script of its own. */
  shares: Readonly<Record<string, number>>;
}

export function guessLanguage(text: string): LanguageGuess {
  const script = ownScript(text);
  if (script !== undefined) return { language: script, shares: {} };
  const tokens = tokenize(text);
  const points: Record<string, number> = {};
  let total = 0;
  for (const token of tokens) {
    const languages = INDEX.get(token);
    if (!languages) continue;
    // A word that five languages share says little of any.
    const weight = 1 / languages.length;
    for (const language of languages) points[language] = (points[language] ?? 0) + weight;
    total += weight * languages.length;
  }
  if (total === 0) return { language: 'und', shares: {} };
  let best = 'und';
  let bestPoints = 0;
  let sum = 0;
  for (const [language, value] of Object.entries(points)) {
    const weighted = value + (PRIOR[language] ?? 0);
    sum += value;
    if (weighted > bestPoints) {
      best = language;
      bestPoints = weighted;
    }
  }
  const shares = Object.fromEntries(Object.entries(points).map(([language, value]) => [language, value / sum]));
  return { language: best, shares };
}

const BEYOND_LATIN = /[\u0370-\u1dff\u2e80-\uffef]/;

function ownScript(text: string): string | undefined {
  if (!BEYOND_LATIN.test(text)) return undefined;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return undefined;
  for (const [language, script] of SCRIPTS) {
    if ((text.match(script)?.length ?? 0) > letters * 0.3) return language;
  }
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  if (cyrillic > letters * 0.3) return /[іїєґ]/i.test(text) ? 'uk' : 'ru';
  return undefined;
}
