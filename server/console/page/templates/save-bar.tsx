import { useConsole } from '../context.ts';
import { Refused } from '../policy/refused.tsx';
import type { Saving } from '../policy/use-save.ts';
import { templateWords } from './words.ts';

interface SaveBarProps {
  saving: Saving;
  dirty: boolean;
  isNew: boolean;
  /** What is saved is a draft: it may be put to use as it is. */
  isDraft: boolean;
  broken: boolean;
  onSave: (published: boolean) => void;
  onTest: () => void;
  onRevert: () => void;
}

export function SaveBar({ saving, dirty, isNew, isDraft, broken, onSave, onTest, onRevert }: SaveBarProps) {
  const words = templateWords(useConsole().language).editor;
  const { busy, error } = saving;
  return (
    <div class="save-bar">
      <p class={dirty ? 'unsaved' : 'quiet'}>{dirty ? words.dirty : isNew ? '' : words.noChange}</p>
      {broken && <p>{words.fixFirst}</p>}
      {error && !error.problem.problems && <Refused error={error} />}
      <div class="buttons">
        <button
          type="button"
          class="button primary"
          disabled={busy || broken || !(dirty || isDraft)}
          onClick={() => onSave(true)}
        >
          {words.publish}
        </button>
        <button type="button" class="button" disabled={busy || !dirty} onClick={() => onSave(false)}>
          {words.draft}
        </button>
        <button type="button" class="button" disabled={busy || broken} onClick={onTest}>
          {words.test}
        </button>
        {dirty && !isNew && (
          <button type="button" class="button" onClick={onRevert}>
            {words.revert}
          </button>
        )}
      </div>
    </div>
  );
}
