/**
 * What makes a line an attribution ("On … wrote:"), in the languages of the school's correspondents. Lists and not
 * rules: each is what one program or another writes.
 */

/** Stands alone on a line where HTML told that history begins (a private-use character no mail shows). */
export const QUOTE_MARK = '\ue010';

/** "wrote" as attribution lines have it. Checked as whole words. */
const WROTE = [
  'wrote',
  'writes',
  'a écrit',
  'a ecrit',
  'écrivait',
  'schrieb',
  'hat geschrieben',
  'escribió',
  'escribio',
  'ha escrito',
  'va escriure',
  'ha scritto',
  'scrisse',
  'schreef',
  'het volgende geschreven',
  'geschreven',
  'escreveu',
  'skrev',
  'følgende',
  'kirjoitti',
  'napisał',
  'napisała',
  'napisał\\(a\\)',
  'pisze',
  'napsal',
  'napsal\\(a\\)',
  'napísal',
  'a scris',
  'írta',
  'написал',
  'написала',
  'написал\\(а\\)',
  'пишет',
  'пише',
  'написав',
  'написала',
  'yazdı',
  'şunu yazdı',
  'έγραψε',
  '写道',
  '寫道',
  'のメール',
  'は書きました',
  'wrote \\(',
  '작성',
  'كتب',
  'đã viết',
];

export const WROTE_WORD = new RegExp(`(?:^|[^\\p{L}])(?:${WROTE.join('|')})(?=$|[^\\p{L}])|写道|寫道|のメール|작성`, 'iu');

/** "he wrote to me:" is the sender's own sentence. */
export const OWN_SENTENCE =
  /(?:m['’]a|nous a|vous a|t['’]a|j['’]ai|wrote (?:me|us|to)|mir|uns|me ha) ?(?:écrit|ecrit|geschrieben|escrito)?/iu;

const INTRO = [
  'on',
  'at',
  'le',
  'am',
  'el',
  'il',
  'op',
  'em',
  'den',
  'dnia',
  'dne',
  'v',
  'w dniu',
  'pe',
  'tarihinde',
  'vào',
  'στις',
  'på',
  'à',
];
const WEEKDAY_OR_DATE =
  '(?:\\d{1,4}[\\s./-]|\\d{1,2}(?:st|nd|rd|th|er|º|\\.)?\\s|\\p{L}{2,13}\\.?,?\\s(?:den\\s|the\\s)?\\d|\\p{L}{2,13},?\\s\\p{L}{2,13}\\.?\\s\\d)';

/** An attribution starts with an introducing word and a date, or with a date. */
export const STARTS_WITH_DATE = new RegExp(
  `^[-–—*_\\s]*(?:(?:${INTRO.join('|')})\\s+)?(?:${WEEKDAY_OR_DATE})|^[-–—*_\\s]*\\d{4}年|^在\\s?\\d{4}|^于\\s?\\d{4}`,
  'iu',
);

export const HAS_ADDRESS = /[<[(]\s?(?:mailto:)?[^\s<>@]{1,64}@[^\s<>@]{1,190}[^<>]{0,200}[>\])]|"[^"]{1,80}"\s*<|<\s*mailto:/i;
export const HAS_TIME = /\b\d{1,2}\s?[:.h]\s?\d{2}\b/i;
export const HAS_DATE = /\b(?:19|20)\d{2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\d{1,2}月/;

/** "---- On Tue, 22 Dec 2015 … wrote ----" (Zoho), "---- Name wrote:" (Android). */
export const RULED_ATTRIBUTION = /^\s*-{2,}\s?\p{L}.{4,300}(?:\s?-{2,}|[:：])\s*$/u;

/** The sender says that answers stand inside what follows: then all of it is kept. */
export const ANSWERS_INSIDE =
  /\b(?:in-?line|in line|interspersed|in (?:red|blue|green|bold)|(?:answers?|repl(?:y|ies)|comments?) (?:are )?(?:below|in the text|within))\b|\ben (?:rouge|bleu|vert|gras|couleur)\b|r[ée]ponses? (?:ci-dessous|plus bas|dans (?:le|votre|ton))|dans (?:le corps|le texte|votre (?:mail|message|texte))|(?:antworten?|kommentare?) (?:im text|unten)|in rot\b|en rojo\b|in rosso\b|in het rood\b|em vermelho\b/iu;

/** A greeting by itself is no answer: what follows it then belongs to the sender, whatever it looks like. */
export const GREETING_ONLY =
  /^\W*(?:bonjour|bonsoir|salut|coucou|madame|monsieur|mesdames|messieurs|cher|ch[èe]re|hello|hi|hey|dear|good (?:morning|afternoon|evening)|hallo|guten (?:tag|morgen)|sehr geehrte|hola|buen[oa]s|buongiorno|buonasera|ciao|ol[áa]|bom dia|hej|hei|goedemorgen|beste|dzie[ńn] dobry|здравствуйте)(?:[ ,]+[\p{L}.’'-]+){0,4}\W*$/iu;
