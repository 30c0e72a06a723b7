import { useEffect, useRef, useState } from 'preact/hooks';
import type { MailRow } from '../page-api.ts';
import { isOutgoing, nameOf } from './conversations.ts';
import type { Words } from './words/words.ts';

interface ArrivalsProps {
  words: Words;
  rows: readonly MailRow[] | null;
  /** What has just been done, '' for nothing. */
  notice: string;
  onRead: () => void;
}

const SHOWN_MS = 4_000;

/** Tells of new mail to those who cannot see it come, and of what was done to everyone. */
export function Arrivals({ words, rows, notice, onRead }: ArrivalsProps) {
  const newest = rows?.find((row) => row.draftId === null && !isOutgoing(row));
  const known = useRef<string | null>(null);
  const [said, say] = useState('');
  useEffect(() => {
    if (rows === null) return;
    const first = known.current === null;
    if (newest && newest.id !== known.current && !first)
      say(words.arrived(nameOf(newest.from), newest.subject || words.noSubject));
    known.current = newest?.id ?? '';
  }, [rows, newest?.id]);
  useEffect(() => {
    if (notice === '') return;
    const timer = setTimeout(onRead, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  return (
    <>
      <p class="unseen" role="log" aria-live="polite">
        {said}
      </p>
      <p class="notice" role="status" data-shown={notice !== ''}>
        {notice}
      </p>
    </>
  );
}
