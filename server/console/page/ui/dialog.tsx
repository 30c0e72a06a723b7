import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

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
  // Not a moment later: what is typed meanwhile must not go to the page beneath, or nowhere.
  useLayoutEffect(() => {
    const before = document.activeElement;
    const shown = dialog.current;
    shown?.showModal();
    return () => {
      // The browser gives the focus back; to nobody where the dialog was taken out of the page before it could be closed.
      shown?.close();
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
