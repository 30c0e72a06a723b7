import type { Mail } from '../../../shared/mail.ts';

/**
 * How the subject of an automatic reply begins, in the words of Outlook, Exchange, Gmail, Notes, GroupWise, Zimbra and the
 * French webmails. A person's answer to one begins with "Re:", which none of these does.
 */
const SUBJECT_STARTS: readonly string[] = [
  'automatic reply',
  'automatic response',
  'automated reply',
  'automated response',
  'auto reply',
  'auto-reply',
  'autoreply',
  'auto response',
  'auto-response',
  'autoresponse',
  'auto:',
  'out of office',
  'out-of-office',
  'out of the office',
  'ooo:',
  'vacation reply',
  'vacation response',
  'away from my mail',
  'away from the office',
  'réponse automatique',
  'reponse automatique',
  'réponse auto',
  'réponse d’absence',
  "réponse d'absence",
  'absence du bureau',
  'absent du bureau',
  'absente du bureau',
  'message automatique',
  "notification automatique d'absence",
  'accusé de réception automatique',
  'abwesenheitsnotiz',
  'abwesenheitsnachricht',
  'abwesenheitsassistent',
  'automatische antwort',
  'automatische abwesenheit',
  'autoantwort',
  'respuesta automática',
  'respuesta automatica',
  'fuera de la oficina',
  'fuera de oficina',
  'risposta automatica',
  'fuori ufficio',
  'fuori sede',
  'resposta automática',
  'resposta automatica',
  'fora do escritório',
  'ausência do escritório',
  'ausência temporária',
  'automatisch antwoord',
  'automatische reactie',
  'afwezigheidsbericht',
  'niet op kantoor',
  'autosvar',
  'automatiskt svar',
  'automatisk svar',
  'frånvaromeddelande',
  'fraværende',
  'fravær fra kontoret',
  'ikke til stede',
  'automaattinen vastaus',
  'poissaoloviesti',
  'odpowiedź automatyczna',
  'automatyczna odpowiedź',
  'poza biurem',
  'automatická odpověď',
  'automatická odpoveď',
  'automatikus válasz',
  'házon kívül',
  'răspuns automat',
  'otomatik yanıt',
  'ofis dışında',
  'автоответ',
  'автоматический ответ',
  'αυτόματη απάντηση',
  'réponse automatisée',
  'resposta automàtica',
  'automātiska atbilde',
  'automatinis atsakymas',
  'automaatvastus',
  'samodejni odgovor',
  'automatski odgovor',
  '自動応答',
  '自動返信',
  '不在通知',
  '自动回复',
  '自動回覆',
  '외근',
  '자동 회신',
  '부재 중',
];

/**
 * How it goes on after these words: with whom, until when or what is answered, or not at all. One that goes on as a sentence
 * ("Automatic reply did not help") is written by a person, about an answer that was none.
 */
const GOES_ON =
  /^(?:$|\p{Lo}|[^\p{L}\s]|\s+(?:$|\p{Lu}|\p{Lo}|[^\p{L}\s]|(?:re|fwd?|tr|aw|wg|from|until|till?|to|on|for|today|reply|response|message|de|du|le|jusqu|pour|bis|von|vom|ab|hasta|del?|da|di|fino|até|van|tot|fra)(?!\p{L})))/u;

/** `sentence`: it begins as automatic replies do, and goes on as a person writes. */
export function autoReplySubject(subject: string): 'auto-reply' | 'sentence' | null {
  const words = subject
    .slice(0, 300)
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/^[\s[({*"'«-]+/, '');
  const starts = SUBJECT_STARTS.filter((start) => words.toLowerCase().startsWith(start));
  if (starts.length === 0) return null;
  return starts.some((start) => GOES_ON.test(words.slice(start.length))) ? 'auto-reply' : 'sentence';
}

/** Sentences of absence messages. A student may write one too, so they never silence a mail, they only call a person. */
const SENTENCES: readonly RegExp[] = [
  /\bi(?: am|'m)(?: currently)? (?:out of (?:the )?office|away from (?:the|my) (?:office|desk|e-?mail))/,
  /\bi(?: am|'m) (?:currently )?on (?:annual |parental |maternity |sick )?leave\b/,
  /\bthis is an? (?:automatic|automated|auto)[- ]?(?:generated )?(?:reply|response|message)/,
  /\b(?:limited|no|intermittent) access to (?:my )?e-?mail/,
  /\bje suis (?:actuellement (?:absente?|en congés?|en déplacement)|absente? du bureau)\b/,
  /\bactuellement (?:absente?|en congés?)\b/,
  /\bceci est un (?:message|e-?mail|courriel) automatique/,
  /\b(?:message|réponse) (?:généré|envoyé)e? automatiquement/,
  /\bich bin (?:derzeit |zurzeit |momentan )?(?:nicht im (?:büro|haus)|abwesend|im urlaub)/,
  /\bestoy (?:actualmente )?(?:fuera de la oficina|de vacaciones|ausente)/,
  /\bsono (?:attualmente )?(?:fuori (?:sede|ufficio)|assente|in ferie)/,
  /\bestou (?:atualmente )?(?:fora do escritório|ausente|de férias)/,
  /\bik ben (?:momenteel )?(?:afwezig|niet op kantoor|met vakantie)/,
];

/** An absence message without any header that says so: it reads like one. */
export function looksLikeAutoReply(mail: Pick<Mail, 'newText' | 'text'>): boolean {
  const text = plain(mail, 1_500);
  return SENTENCES.some((sentence) => sentence.test(text));
}

/** "Do not reply to this mail", said in the mail itself where no header and no address says it. */
const NO_REPLY_SENTENCES: readonly RegExp[] = [
  /\bdo not (?:reply|respond) (?:directly )?to this (?:e-?mail|message|address)/,
  /\bne (?:pas )?répond(?:re|ez) (?:pas )?(?:directement )?à (?:ce|cet|cette) (?:message|e-?mail|mail|courriel|adresse)/,
  /\bantworten sie (?:bitte )?nicht auf diese/,
  /\bno responda (?:usted )?a este/,
  /\bnon rispondere a questa/,
  /\bnão responda a (?:este|esta)/,
];

export function asksForNoReply(mail: Pick<Mail, 'newText' | 'text'>): boolean {
  const text = plain(mail, 20_000);
  return NO_REPLY_SENTENCES.some((sentence) => sentence.test(text));
}

function plain(mail: Pick<Mail, 'newText' | 'text'>, chars: number): string {
  return (mail.newText || mail.text)
    .slice(0, chars)
    .toLowerCase()
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\s+/g, ' ');
}
