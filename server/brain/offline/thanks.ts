import type { Prepared } from './prepare.ts';
import { fold, tokenize } from './text.ts';

const THANKS =
  /\b(?:merci|remercie|remercions|thanks|thank|thx|cheers|gracias|danke|dank|grazie|obrigad[oa]|dziekuje|tesekkur|tack|tak|multumesc|spasibo|dank je|bedankt|gracies)\b|спасибо|谢谢|感谢|ありがとう|شكرا|감사|ευχαριστ/;
const GOODBYE =
  /\b(?:bonne (?:journee|soiree|continuation|fin)|bon week|bonnes vacances|au revoir|a bientot|bye|see you|have a (?:nice|great|good|lovely)|bien recu|bien note|c'est note|c'est parfait|parfait|super|all clear|got it|received|perfect|noted|great)\b/;
/** Words that ask for something even without a question mark. */
const ASKS =
  /\b(?:pourriez|pourrais|pouvez|peux|puis|comment|combien|quand|quel|quelle|quels|quelles|besoin|voudrais|souhaite|aimerais|cherche|could|can|would|how|when|what|where|which|need|want|please|svp|merci de|merci d'|mais|but|however|toujours pas|still|not)\b|[?？]/;
const SHORT = 45;

/** Bare thanks or goodbye: short, thankful, and nothing asked. */
export function isThanksOnly(prepared: Prepared): boolean {
  const text = fold(prepared.body).trim();
  const words = tokenize(text).length;
  if (words === 0 || words > SHORT || prepared.instructions > 0) return false;
  if (ASKS.test(text.replace(/\b(?:thank|thanks)[^.!\n]{0,20}\bcan\b/g, ''))) return false;
  const substance = prepared.parts.filter((part) => part.role === 'ask').length;
  if (substance > 0) return false;
  return THANKS.test(text) || (GOODBYE.test(text) && words <= 15);
}
