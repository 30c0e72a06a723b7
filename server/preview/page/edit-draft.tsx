import { useEffect, useState } from 'preact/hooks';
import { Clip } from '../../page-kit/icons.tsx';
import type { DraftView } from '../page-api.ts';
import { CallError, discardDraft, editDraft, readDraft, sendDraft } from './api.ts';
import { Composer } from './composer.tsx';
import { nameOf } from './conversations.ts';
import type { Words } from './words/words.ts';

interface EditProps {
  words: Words;
  draftId: string;
  onDone: (said: string) => void;
  onClose: () => void;
}

/** A draft of the shared mailbox, in the hands of whoever opened it. Closing keeps what was written. */
export function EditDraft({ words, draftId, onDone, onClose }: EditProps) {
  const labels = words.composer;
  const [draft, setDraft] = useState<DraftView | null>(null);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    readDraft(draftId).then(
      (read) => {
        setText(read.text);
        setDraft(read);
      },
      () => setProblem(words.gone),
    );
  }, [draftId]);
  const changed = draft !== null && text !== draft.text;

  const doing = async (work: () => Promise<unknown>, said: string): Promise<void> => {
    setBusy(true);
    try {
      await work();
      onDone(said);
    } catch (error) {
      setProblem(error instanceof CallError && error.status === 404 ? words.gone : words.failed);
      setBusy(false);
    }
  };
  const send = () => doing(() => sendDraft(draftId, changed ? text : undefined), labels.sent);
  const discard = () => doing(() => discardDraft(draftId), labels.discarded);
  const close = (): void => {
    // Nothing was written: as in Gmail, nothing is kept.
    if (draft !== null && text.trim() === '') void discard();
    else if (changed) void doing(() => editDraft(draftId, text), labels.saved);
    else onClose();
  };
  return (
    <Composer words={words} title={draft?.subject || labels.draftTitle} problem={problem} ready={draft !== null} onClose={close}>
      {draft === null ? (
        <p class="quiet pad">{problem === '' && words.loading}</p>
      ) : (
        <form
          class="fields"
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <p class="quiet" dir="auto">
            {words.to(draft.to.map(nameOf).join(', '))}
          </p>
          <label class="grow">
            {labels.text}
            <textarea
              data-first
              rows={14}
              maxLength={100_000}
              value={text}
              disabled={busy}
              onInput={({ currentTarget }) => setText(currentTarget.value)}
            />
          </label>
          <Files words={words} files={draft.attachments} />
          <p class="buttons">
            <button type="submit" class="button primary" disabled={busy || text.trim() === ''}>
              {labels.send}
            </button>
            <button type="button" class="button" disabled={busy} onClick={close}>
              {changed && text.trim() !== '' ? labels.saveAndClose : labels.close}
            </button>
            <button type="button" class="button danger" disabled={busy} onClick={() => void discard()}>
              {labels.discard}
            </button>
          </p>
        </form>
      )}
    </Composer>
  );
}

function Files({ words, files }: { words: Words; files: DraftView['attachments'] }) {
  if (files.length === 0) return null;
  return (
    <ul class="files" aria-label={words.files}>
      {files.map(({ name }, index) => (
        // Two may have the same name.
        <li key={index}>
          <Clip /> <bdi>{name}</bdi>
        </li>
      ))}
    </ul>
  );
}
