import type { Words } from './words/words.ts';

interface IntroProps {
  words: Words;
  /** Of the mail to begin with; null until it has arrived. */
  threadId: string | null;
  onOpen: (threadId: string) => void;
  onClose: () => void;
}

/** What a newcomer reads first. */
export function Intro({ words, threadId, onOpen, onClose }: IntroProps) {
  const { title, text, open, close } = words.intro;
  return (
    <section class="intro" aria-labelledby="intro-title">
      <h2 id="intro-title">{title}</h2>
      <p>{text}</p>
      <p class="buttons">
        {threadId !== null && (
          <button type="button" class="button primary" onClick={() => onOpen(threadId)}>
            {open}
          </button>
        )}
        <button type="button" class="button" onClick={onClose}>
          {close}
        </button>
      </p>
    </section>
  );
}
