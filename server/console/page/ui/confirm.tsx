import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useConsole } from '../context.ts';
import { wordsOf } from '../words/words.ts';
import { Dialog } from './dialog.tsx';

interface ConfirmProps {
  title: string;
  /** What will change, in a sentence or a list. */
  children: ComponentChildren;
  /** The verb. */
  action: string;
  danger?: boolean;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks before what cannot be taken back, or reaches far. A double click does it once. */
export function Confirm({ title, children, action, danger = false, onConfirm, onClose }: ConfirmProps) {
  const words = wordsOf(useConsole().language);
  const [busy, setBusy] = useState(false);
  const confirm = (): void => {
    if (busy) return;
    setBusy(true);
    void onConfirm().finally(() => setBusy(false));
  };
  const buttons = (
    <>
      <button type="button" class="button" onClick={onClose}>
        {words.cancel}
      </button>
      <button type="button" class={danger ? 'button danger' : 'button primary'} disabled={busy} onClick={confirm}>
        {action}
      </button>
    </>
  );
  return (
    <Dialog title={title} buttons={buttons} onClose={onClose}>
      {children}
    </Dialog>
  );
}
