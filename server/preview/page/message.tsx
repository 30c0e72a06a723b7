import { useState } from 'preact/hooks';
import type { Language } from '../../../shared/policy.ts';
import { sizeText } from '../../../shared/size.ts';
import { Clip } from '../../page-kit/icons.tsx';
import type { MessageView } from '../page-api.ts';
import { isOutgoing, nameOf } from './conversations.ts';
import { dayAndTime, isoTime, longTime } from './times.ts';
import type { Words } from './words/words.ts';

interface MessageProps {
  words: Words;
  language: Language;
  timeZone: string;
  message: MessageView;
  selectable: boolean;
  selected: boolean;
  onSelect: () => void;
}

/** One mail of a conversation. What it says is text, whatever it was written in: nothing of it is markup or a link. */
export function Message({ words, language, timeZone, message, selectable, selected, onSelect }: MessageProps) {
  const { from, to, time, text, newText, attachments } = message;
  const [whole, setWhole] = useState(false);
  const outgoing = isOutgoing(message);
  const badge = badgeOf(words, message);
  const shown = newText !== null && !whole ? newText : text;
  return (
    <article
      class="message"
      data-outgoing={outgoing}
      data-selected={selectable && selected}
      aria-label={`${words.from} ${nameOf(from)}`}
    >
      <header class="message-head">
        <span class="avatar" aria-hidden="true">
          {initialOf(nameOf(from))}
        </span>
        <p class="people">
          <span class="name" dir="auto">
            {nameOf(from)}
          </span>
          {from.name !== '' && <span class="address">{from.address}</span>}
          <span class="address">{words.to(to.map(nameOf).join(', ') || '—')}</span>
        </p>
        <p class="message-facts">
          <time dateTime={isoTime(time)} title={longTime(time, language, timeZone)}>
            {dayAndTime(time, Date.now(), language, timeZone)}
          </time>
          {badge !== '' && <span class="chip badge">{badge}</span>}
        </p>
      </header>
      <p class="body" dir="auto">
        {shown || <span class="quiet">{words.emptyText}</span>}
      </p>
      {newText !== null && (
        <button type="button" class="button small" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? words.newTextOnly : words.wholeText}
        </button>
      )}
      {attachments.length > 0 && (
        <ul class="files" aria-label={words.files}>
          {attachments.map(({ name, type, size }, index) => (
            // The files of a mail never change, and may have the same name.
            <li key={index}>
              <Clip /> <bdi>{name || type}</bdi> <span class="quiet">{sizeText(size, language)}</span>
            </li>
          ))}
        </ul>
      )}
      {selectable && !selected && (
        <button type="button" class="button small" onClick={onSelect}>
          {words.showPanel}
        </button>
      )}
    </article>
  );
}

function badgeOf(words: Words, message: MessageView): string {
  if (!isOutgoing(message)) return message.automatic ? words.machine : '';
  if (message.automatic) return words.automatic;
  return message.ours ? words.withMailGps : words.byHand;
}

function initialOf(name: string): string {
  return /[\p{L}\p{N}]/u.exec(name)?.[0]?.toUpperCase() ?? '·';
}
