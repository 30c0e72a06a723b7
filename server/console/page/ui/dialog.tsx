import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface DialogProps {
  title: string;
  children: ComponentChildren;
  /** The buttons, the one that goes on last. */
  buttons: ComponentChildren;
  wide?: boolean;
  /** Escape. */
  onClose: () => void;
}

/** The browser's own dialog: it keeps the focus inside and closes on Escape. The focus goes back to where it was. */
export function Dialog({ title, children, buttons, wide = false, onClose }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    // It is taken out of the page, not closed: the browser then gives the focus to nobody.
    return () => {
      if (before instanceof HTMLElement && document.activeElement === document.body) before.focus();
    };
  }, []);
  const closed = (event: Event): void => {
    event.preventDefault();
    onClose();
  };
  return (
    <dialog ref={dialog} class={wide ? 'dialog wide' : 'dialog'} aria-labelledby={id} onCancel={closed}>
      <div class="dialog-body">
        <h2 id={id}>{title}</h2>
        {children}
      </div>
      <div class="dialog-buttons buttons">{buttons}</div>
    </dialog>
  );
}
