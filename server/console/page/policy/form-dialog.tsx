import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { useConsole } from '../context.ts';
import { Dialog } from '../ui/dialog.tsx';
import { wordsOf } from '../words/words.ts';
import { Refused } from './refused.tsx';
import type { Saving } from './use-save.ts';
import { useUnsaved } from './use-unsaved.ts';
import { policyWords } from './words.ts';

interface FormDialogProps {
  title: string;
  children: ComponentChildren;
  saving: Pick<Saving, 'busy' | 'error'>;
  /** Something was typed that closing would lose. */
  dirty: boolean;
  action?: string;
  wide?: boolean;
  onSave: () => void;
  onClose: () => void;
}

/** A form in a dialog: Enter saves, and Escape asks before it throws away what was written. */
export function FormDialog({ title, children, saving, dirty, action, wide = false, onSave, onClose }: FormDialogProps) {
  const { language } = useConsole();
  const shell = wordsOf(language);
  const { discard } = policyWords(language);
  const [asking, setAsking] = useState(false);
  useUnsaved(dirty);
  const id = useId();
  const close = (): void => (dirty ? setAsking(true) : onClose());
  const buttons = asking ? (
    <>
      <span role="alert">{discard.question}</span>
      <button type="button" class="button danger" onClick={onClose}>
        {discard.yes}
      </button>
      <button type="button" class="button primary" onClick={() => setAsking(false)}>
        {discard.no}
      </button>
    </>
  ) : (
    <>
      <button type="button" class="button" onClick={close}>
        {shell.cancel}
      </button>
      <button type="submit" form={id} class="button primary" disabled={saving.busy}>
        {action ?? shell.save}
      </button>
    </>
  );
  return (
    <Dialog title={title} wide={wide} buttons={buttons} onClose={close}>
      <form
        id={id}
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          onSave();
        }}
      >
        {children}
      </form>
      <Refused error={saving.error} />
    </Dialog>
  );
}
