import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Drawing } from './icon.tsx';

export interface MenuItem {
  label: string;
  choose: () => void;
}

/** A button with a menu, by the keyboard pattern of the ARIA Authoring Practices: arrows, Home, End, Escape. */
export function Menu({ label, items, disabled }: { label: string; items: readonly MenuItem[]; disabled: boolean }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const entries = () => [...(root.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];

  useEffect(() => {
    if (!open) return;
    entries()[0]?.focus();
    const outside = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  const move = (event: KeyboardEvent) => {
    const all = entries();
    const at = document.activeElement instanceof HTMLElement ? all.indexOf(document.activeElement) : -1;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === 'Escape') close();
    else if (event.key === 'Tab') setOpen(false);
    else if (to !== undefined) all[to % all.length]?.focus();
    if (to !== undefined || event.key === 'Escape') event.preventDefault();
  };

  return (
    <div class="card-menu" ref={root}>
      <button
        ref={opener}
        type="button"
        class="card-icon-button"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={`${id}m`}
        onClick={() => setOpen(!open)}
      >
        <Drawing name="more_vert" />
      </button>
      {open && (
        <div id={`${id}m`} class="card-menu-list" role="menu" aria-label={label} onKeyDown={move}>
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              aria-disabled={disabled}
              onClick={() => {
                close();
                item.choose();
              }}
            >
              {item.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
