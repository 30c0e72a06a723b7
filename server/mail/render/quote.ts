import { shortDate } from '../../../shared/dates-in-words.ts';
import { dayIn } from '../../../shared/local-time.ts';
import type { Mail } from '../../../shared/mail.ts';
import type { Language } from '../../../shared/policy.ts';
import { oneLine, printable } from '../../../shared/safe-text.ts';
import type { Rendered } from '../render-reply.ts';
import { escapeHtml } from './text-to-html.ts';

/** Enough to see what was asked; the whole mail stands above in the thread. */
const MAX_LINES = 40;
const MAX_CHARACTERS = 3_000;

/**
 * The reply with what the asker wrote quoted below, as mail programs do: for replies that a person sends. Automatic
 * replies quote nothing: whoever forges a sender would have their words carried to a third person in the school's name,
 * and nothing unapproved leaves by itself (promise 4). Nothing in a quote becomes a link.
 */
export function withQuote(
  reply: Rendered,
  mail: Pick<Mail, 'from' | 'newText' | 'receivedAt'>,
  timezone: string,
  language: Language,
): Rendered {
  const lines = quotedLines(mail.newText);
  if (lines.length === 0) return reply;
  const day = shortDate(dayIn(timezone, mail.receivedAt), language);
  const who = oneLine(mail.from.name || mail.from.address, 100).replace(/[⟦⟧]/gu, '');
  const intro = language === 'fr' ? `Le ${day}, ${who} a écrit :` : `On ${day}, ${who} wrote:`;
  const text = `${reply.text}\n\n${intro}\n${lines.map((line) => (line === '' ? '>' : `> ${line}`)).join('\n')}`;
  const quote = `<p>${escapeHtml(intro)}</p>\n<blockquote>${lines.map(escapeHtml).join('<br>\n')}</blockquote>`;
  return { ...reply, text, html: reply.html.replace(/<\/body>\n<\/html>\n$/, () => `${quote}\n</body>\n</html>\n`) };
}

function quotedLines(newText: string): string[] {
  const whole = printable(newText).replace(/[⟦⟧]/gu, '').trim();
  if (whole === '') return [];
  const lines = whole
    .slice(0, MAX_CHARACTERS)
    .replace(/\n{3,}/g, '\n\n')
    .split('\n');
  const kept = lines.slice(0, MAX_LINES).map((line) => line.trimEnd());
  return whole.length > MAX_CHARACTERS || lines.length > MAX_LINES ? [...kept, '[…]'] : kept;
}
