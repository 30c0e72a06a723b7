import type { MailRow } from '../page-api.ts';
import { BOXES, conversationsOf } from './conversations.ts';
import { hashOf, type Place } from './place.ts';
import type { Words } from './words/words.ts';

interface FoldersProps {
  words: Words;
  place: Place;
  rows: readonly MailRow[];
  onPanel: () => void;
}

export function Folders({ words, place, rows, onPanel }: FoldersProps) {
  const unread = conversationsOf(rows, 'inbox').filter((line) => line.unread).length;
  const counts = { inbox: unread, sent: 0, drafts: conversationsOf(rows, 'drafts').length };
  return (
    <nav aria-label={words.boxes.label}>
      <ul class="folders">
        {BOXES.map((box) => (
          <li key={box}>
            <a href={hashOf({ box, threadId: null, panel: false })} aria-current={box === place.box ? 'page' : undefined}>
              {words.boxes[box]} {counts[box] > 0 && <span class="count">{counts[box]}</span>}
            </a>
          </li>
        ))}
        <li class="last">
          <button type="button" class="button small to-panel" onClick={onPanel}>
            {words.showPanel}
          </button>
        </li>
      </ul>
    </nav>
  );
}
