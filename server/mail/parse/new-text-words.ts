/**
 * The words by which mail programs introduce quoted history, in the languages of the school's correspondents. Lists and
 * not rules: each is what one program or another writes.
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

const ORIGINAL = [
  'original message',
  'original appointment',
  "message d[’']origine",
  'message original',
  'message initial',
  'ursprüngliche nachricht',
  'originalnachricht',
  'original-nachricht',
  'mensaje original',
  'missatge original',
  'messaggio originale',
  'oorspronkelijk bericht',
  'origineel bericht',
  'mensagem original',
  'ursprungligt meddelande',
  'originalmeddelande',
  'oprindelig meddelelse',
  'opprinnelig melding',
  'alkuperäinen viesti',
  'oryginalna wiadomość',
  'wiadomość oryginalna',
  'původní zpráva',
  'pôvodná správa',
  'mesaj original',
  'eredeti üzenet',
  'исходное сообщение',
  'пересланное сообщение от',
  'вихідне повідомлення',
  'orijinal mesaj',
  '原始邮件',
  '原始郵件',
  '元のメッセージ',
  '원본 메시지',
  'الرسالة الأصلية',
];

const FORWARDED = [
  'forwarded message',
  'begin forwarded message',
  'forwarded by',
  'message transféré',
  'début du message transféré',
  'début du message réexpédié',
  'message transmis',
  'message réexpédié',
  'weitergeleitete nachricht',
  'anfang der weitergeleiteten nachricht',
  'mensaje reenviado',
  'inicio del mensaje reenviado',
  'missatge reenviat',
  'messaggio inoltrato',
  'inizio messaggio inoltrato',
  'doorgestuurd bericht',
  'begin doorgestuurd bericht',
  'mensagem encaminhada',
  'mensagem reencaminhada',
  'início da mensagem reencaminhada',
  'vidarebefordrat meddelande',
  'vidarebefordrat brev',
  'videresendt meddelelse',
  'videresendt melding',
  'start på videresendt besked',
  'edelleenlähetetty viesti',
  'välitetty viesti',
  'przekazana wiadomość',
  'wiadomość przekazana dalej',
  'přeposlaná zpráva',
  'mesaj redirecționat',
  'továbbított üzenet',
  'пересылаемое сообщение',
  'пересланное сообщение',
  'переслане повідомлення',
  'iletilen mesaj',
  '转发的邮件',
  '转发邮件',
  '轉寄郵件',
  '転送メッセージ',
  '転送されたメッセージ',
  '전달된 메시지',
];

/** "I am passing this on to you", "see below": the sender says that the matter stands in the forwarded mail. */
export const POINTS_BELOW =
  /\b(?:i(?:['’]m| am)?(?: just)? forward|forwarding|passing (?:this|it|on)|see (?:the )?(?:mail |message |e-?mail )?below|below\b)|je (?:vous |te )?(?:re)?(?:transf|transm|fais suivre)|ci-dessous|plus bas|voir (?:le )?(?:mail|message|courriel) (?:suivant|de)|leite (?:ich )?.{0,30}weiter|siehe unten|(?:te|le|les|os) reenv[íi]o|m[áa]s abajo|inoltro|(?:qui|di) sotto|stuur .{0,30} door|hieronder|encaminho|abaixo|vidarebefordrar|nedan|videresender|nedenfor/iu;

const RULE = '[-–—=_*~\\s>]';
export const ORIGINAL_LINE = new RegExp(`^${RULE}*[-–—_]{2,}${RULE}*(?:${ORIGINAL.join('|')})\\s*:?${RULE}*$`, 'iu');
export const FORWARD_LINE = new RegExp(`^${RULE}*(?:${FORWARDED.join('|')})[^\\n]{0,80}?\\s*:?${RULE}*$`, 'iu');
/** What FORWARD_LINE must also have: rules around the words, or the colon Apple Mail ends them with. */
export const FORWARD_FORM = /^[\s>*]*[-–—=_]{2,}|[:：]\s*$/u;
/** "---- On Tue, 22 Dec 2015 … wrote ----" (Zoho). */
export const RULED_ATTRIBUTION = /^\s*-{2,}\s?\p{L}.{8,300}\s?-{2,}\s*$/u;

/** Field names of a quoted header block, by what they mean. */
const LABELS: Readonly<Record<HeaderKind, readonly string[]>> = {
  from: [
    'from',
    'de',
    'von',
    'da',
    'van',
    'från',
    'fra',
    'od',
    'от',
    'від',
    'expéditeur',
    'absender',
    'mittente',
    'remitente',
    'afzender',
    'lähettäjä',
    'kimden',
    'από',
    '发件人',
    '寄件者',
    '差出人',
    '보낸 사람',
    'feladó',
    'de la',
    'من',
  ],
  date: [
    'sent',
    'date',
    'envoyé',
    'envoyé le',
    'gesendet',
    'datum',
    'enviado',
    'enviado el',
    'enviado em',
    'fecha',
    'inviato',
    'data',
    'verzonden',
    'skickat',
    'sendt',
    'dato',
    'wysłano',
    'data',
    'отправлено',
    'дата',
    'надіслано',
    'lähetetty',
    'päivämäärä',
    'päiväys',
    'gönderildi',
    'odesláno',
    'dátum',
    'trimis',
    '发送时间',
    '发送日期',
    '日期',
    '寄件日期',
    '送信日時',
    '日付',
    '日時',
    '보낸 날짜',
    '날짜',
  ],
  to: [
    'to',
    'à',
    'a',
    'an',
    'para',
    'aan',
    'till',
    'til',
    'do',
    'komu',
    'кому',
    'destinataire',
    'destinataires',
    'destinatario',
    'empfänger',
    'vastaanottaja',
    'kime',
    'către',
    'címzett',
    'προς',
    '收件人',
    '收件者',
    '宛先',
    '받는 사람',
  ],
  subject: [
    'subject',
    'objet',
    'sujet',
    'betreff',
    'asunto',
    'oggetto',
    'onderwerp',
    'assunto',
    'ämne',
    'emne',
    'aihe',
    'temat',
    'předmět',
    'predmet',
    'subiect',
    'tárgy',
    'тема',
    'konu',
    'θέμα',
    '主题',
    '主旨',
    '件名',
    '제목',
  ],
  other: [
    'cc',
    'cci',
    'bcc',
    'kopie',
    'copie',
    'kopia',
    'kopi',
    'копия',
    'reply-to',
    'répondre à',
    'antwort an',
    'risposta',
    'responder a',
    'svar till',
    'importance',
    'priority',
    'priorité',
    'attachments',
    'pièces jointes',
    '抄送',
  ],
};
export type HeaderKind = 'from' | 'date' | 'to' | 'subject' | 'other';

const KIND_OF = new Map<string, HeaderKind>();
for (const kind of ['from', 'date', 'to', 'subject', 'other'] as const) {
  for (const label of LABELS[kind]) if (!KIND_OF.has(label)) KIND_OF.set(label, kind);
}

/** What field of a quoted header block a line is: "*Envoyé :* lundi 4 mars". null when it is none. */
export function headerKind(line: string): HeaderKind | null {
  const match = /^[\s>*_]{0,12}(\p{L}[\p{L} -]{0,24}?)[\s\u00a0]?[*_]{0,2}\s?[:：]/u.exec(line);
  return match?.[1] === undefined ? null : (KIND_OF.get(match[1].toLowerCase()) ?? null);
}

const DEVICE_FOOTERS: readonly RegExp[] = [
  // English: up to eight words after "Sent from", then at most an apology for typos.
  /^sent (?:from|via|with|using|by)(?: my| mobile)?(?:\s[^\s,.;:!?]+){0,8}(?:[.,;]?\s{1,3}(?:please )?(?:excuse|pardon|forgive|sorry).{0,60})?\.?$/iu,
  /^(?:get|download) outlook for (?:ios|android|mac)\b.{0,120}$/iu,
  /^from my (?:iphone|ipad|mobile|phone|android|samsung)(?:\s\S+){0,3}$/iu,
  /^.{0,30}\bfrom (?:my )?mobile$/iu,
  /^envoy[ée]e?s? (?:de|depuis|à partir d[eu]|via|avec|par)(?:\s\S+){1,10}$/iu,
  /^(?:t[ée]l[ée]charge[rz]|obtenez|obtenir) outlook pour (?:ios|android|mac).{0,120}$/iu,
  /^provenance\s?:\s?courrier pour windows.{0,40}$/iu,
  /^(?:von meine[mr]|vom|mit meine[mr]|diese nachricht wurde von meinem)\s.{1,90}\s?(?:gesendet|geschickt|verschickt)\.?$/iu,
  /^gesendet (?:mit|von|über)(?:\s\S+){1,10}$/iu,
  /^enviado (?:desde|do|de|del|a partir|via)(?:\s\S+){1,10}$/iu,
  /^(?:obtener|obter) outlook para .{0,120}$/iu,
  /^inviato (?:da|dal|dalla|con)(?:\s\S+){1,10}$/iu,
  /^(?:verstuurd|verzonden) (?:vanaf|vanuit|met|via)(?:\s\S+){1,10}$/iu,
  /^skickat? (?:från|fra|med)(?:\s\S+){1,10}$/iu,
  /^(?:hämta|hent) outlook (?:för|til|for) .{0,120}$/iu,
  /^sendt fra(?:\s\S+){1,10}$/iu,
  /^lähetetty\s.{2,60}$/iu,
  /^wysłane? z(?:\s\S+){1,10}$/iu,
  /^(?:отправлено|надіслано|відправлено) (?:с|из|з|зі|от|від)(?:\s\S+){1,10}$/iu,
  /^(?:发自我的|從我的|发送自|寄自).{1,40}$|^從我的.{1,30}傳送$/u,
  /^.{1,30}(?:から送信|에서 보냄)$/u,
  /^yahoo mail\s?[:：-].{0,80}$/iu,
];

/** "Sent from my iPhone" and its kin: a short line by itself. */
export function isDeviceFooter(line: string): boolean {
  const text = line
    .slice(0, 400)
    .replace(/\(?<?https?:\/\/[^\s<>()]{1,200}>?\)?/g, '')
    .replace(/[*_<>[\]()«»]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return text.length > 0 && text.length <= 140 && DEVICE_FOOTERS.some((footer) => footer.test(text));
}
