import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Close } from '../../page-kit/icons.tsx';
import type { Words } from './words/words.ts';

interface ComposerProps {
  words: Words;
  title: string;
  /** What went wrong, '' for nothing. */
  problem: string;
  /** What is written in is there: false while it is read. */
  ready?: boolean;
  onClose: () => void;
  children: ComponentChildren;
}

/** The box in the corner where mail programs let people write. The page behind it stays in reach. */
export function Composer({ words, title, problem, ready = true, onClose, children }: ComposerProps) {
  const box = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    return () => {
      // A button of a card that was drawn anew meanwhile is gone: the mail is the nearest thing to it.
      const left = before instanceof HTMLElement && before !== document.body && before.isConnected;
      (left ? before : document.getElementById('mail'))?.focus();
    };
  }, []);
  // Before anything else can be typed.
  useLayoutEffect(() => {
    const first = box.current?.querySelector<HTMLElement>('[data-first]') ?? box.current;
    first?.focus();
    // A text is read from its beginning.
    if (first instanceof HTMLTextAreaElement) {
      first.setSelectionRange(0, 0);
      first.scrollTop = 0;
    }
  }, [ready]);
  const escaped = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  return (
    <section class="composer" role="dialog" aria-labelledby="composer-title" tabIndex={-1} ref={box} onKeyDown={escaped}>
      <header class="composer-top">
        <h2 id="composer-title" dir="auto">
          {title}
        </h2>
        <button type="button" class="button icon-button" aria-label={words.composer.close} onClick={onClose}>
          <Close />
        </button>
      </header>
      {children}
      <p class="problem" role="alert">
        {problem}
      </p>
    </section>
  );
}
