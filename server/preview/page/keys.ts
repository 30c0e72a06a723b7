import { useEffect, useRef } from 'preact/hooks';

interface Shortcuts {
  /** c */
  compose: () => void;
  /** u */
  back: () => void;
}

/** Gmail's own keys; j and k are the list's. Not while somebody writes. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (isWriting(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'c') current.current.compose();
      else if (event.key === 'u') current.current.back();
      else if (event.key === 'j' || event.key === 'k') moveInList(event.key === 'j' ? 1 : -1);
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
}

/** From the focused line, or from the open one; nothing happens at either end. */
export function moveInList(by: number | 'first' | 'last'): void {
  const lines = [...document.querySelectorAll<HTMLAnchorElement>('.mail-list a')];
  const focused = lines.findIndex((line) => line.matches(':focus'));
  const from = focused >= 0 ? focused : lines.findIndex((line) => line.ariaCurrent === 'true');
  const to = by === 'first' ? 0 : by === 'last' ? lines.length - 1 : from < 0 ? 0 : from + by;
  lines[Math.max(0, Math.min(lines.length - 1, to))]?.focus();
}

function isWriting({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable], [role="dialog"]') !== null;
}
