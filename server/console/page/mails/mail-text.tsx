import { useState } from 'preact/hooks';
import type { MailView } from '../../../../shared/api.ts';
import { Clip } from '../../../page-kit/icons.tsx';
import { useConsole } from '../context.ts';
import { markQuotes } from './marked.ts';
import { mailsWords } from './words.ts';

/** Characters: longer than nearly every question, and short of a page of history that somebody pasted. */
const LONG = 4_000;

/** What the sender wrote, as text, with the words that something was understood from. */
export function MailText({ mail }: { mail: MailView }) {
  const { one } = mailsWords(useConsole().language);
  const { detail, attachments, summary } = mail;
  const text = detail?.text ?? null;
  const quotes = (detail?.reading?.slots ?? []).map(({ quote }) => quote);
  const [whole, showWhole] = useState(false);
  const cut = text !== null && text.length > LONG && !whole;
  const parts = markQuotes(cut ? text.slice(0, LONG) : (text ?? ''), quotes);
  return (
    <section class="card">
      <h2>{one.mail}</h2>
      {summary && (
        <p class="summary">
          <span class="quiet">{one.inShort}</span> {summary}
        </p>
      )}
      {text === null ? (
        <p class="quiet">{mail.from.address === '' ? one.unseenText : one.noText}</p>
      ) : (
        <p class="mail-text text">
          {parts.map(({ text: words, found }, index) => (found ? <mark key={index}>{words}</mark> : words))}
          {cut && '…'}
        </p>
      )}
      {cut && (
        <button type="button" class="button small" onClick={() => showWhole(true)}>
          {one.wholeText}
        </button>
      )}
      {parts.some(({ found }) => found) && <p class="quiet marked-hint">{one.marked}</p>}
      {attachments.length > 0 && (
        <p class="attached">
          <Clip />
          <span class="quiet">{one.attachments}</span> {attachments.map(({ name }) => name).join(', ')}
        </p>
      )}
    </section>
  );
}
