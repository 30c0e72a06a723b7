import type { MailView } from '../../shared/api.ts';
import type { AppError } from '../../shared/errors.ts';
import type { Language } from '../../shared/policy.ts';
import { ANSWERED_WORDS, ERROR_WORDS, STATE_REFUSED_WORDS, TOPIC_WORDS } from '../../shared/words.ts';

/**
 * The sentence that a person is shown of a problem: what is so, and what to do. The narrowest that is known: what the error
 * is about, else what the mail it concerns tells of it, else what its code stands for.
 */
export function titleOf(cause: AppError, language: Language, mail?: MailView): string {
  if (cause.topic) return TOPIC_WORDS[cause.topic][language];
  if (mail && cause.code === 'already-replied') return answeredTitle(mail, language);
  if (mail && cause.code === 'illegal-state') return STATE_REFUSED_WORDS[language].replace('{state}', () => mail.stateText);
  return ERROR_WORDS[cause.code][language];
}

/** A mail may have an earlier reply, and be open again with the next one on its way. */
function answeredTitle({ state, reply, outgoing }: MailView, language: Language): string {
  if (outgoing?.kind === 'reply') return ANSWERED_WORDS[outgoing.state === 'unknown' ? 'unknown' : 'leaving'][language];
  const by = state === 'replied' && reply ? reply.by : null;
  if (by === null || by.kind === 'system') return ERROR_WORDS['already-replied'][language];
  return ANSWERED_WORDS[by.kind][language].replace('{name}', () => by.name);
}
