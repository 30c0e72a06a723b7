import type { PolicyNow } from '../../../../shared/api.ts';
import { useConsole } from '../context.ts';
import { momentText } from '../format.ts';
import { Dialog } from '../ui/dialog.tsx';
import { wordsOf } from '../words/words.ts';
import { differences } from './diff-rows.ts';
import { DiffView } from './diff-view.tsx';
import { policyWords } from './words.ts';

interface ConflictProps {
  conflict: PolicyNow;
  /** The same thing as text: what both started from, what stands there now, and what was typed here. */
  before: string;
  now: string;
  mine: string;
  onTake: () => void;
  onKeep: () => void;
}

/** Two people changed the same. The second sees the first's change beside their own and decides; nothing was lost. */
export function Conflict({ conflict, before, now, mine, onTake, onKeep }: ConflictProps) {
  const { language, timeZone } = useConsole();
  const shell = wordsOf(language).conflict;
  const words = policyWords(language).conflict;
  const { by } = conflict;
  const buttons = (
    <>
      <button type="button" class="button" onClick={onTake}>
        {shell.take}
      </button>
      <button type="button" class="button primary" onClick={onKeep}>
        {shell.keep}
      </button>
    </>
  );
  return (
    <Dialog title={shell.title} wide buttons={buttons} onClose={onKeep}>
      <p>{by ? words.by(by.name, momentText(by.at, language, timeZone)) : words.somebody}</p>
      <p>{shell.text}</p>
      <div class="columns">
        <section class="conflict-side">
          <h3>{words.theirs}</h3>
          <DiffView parts={differences(before, now || words.gone)} label={words.theirs} />
        </section>
        <section class="conflict-side">
          <h3>{words.mine}</h3>
          <DiffView parts={differences(before, mine)} label={words.mine} />
        </section>
      </div>
      <details>
        <summary>{shell.theirs}</summary>
        <p class="text whole">{now || words.gone}</p>
      </details>
      <details>
        <summary>{shell.mine}</summary>
        <p class="text whole">{mine}</p>
      </details>
      <p class="quiet">{words.keepHint}</p>
    </Dialog>
  );
}
