import { MAX_BULK } from '../../../../shared/limits.ts';
import { useConsole } from '../context.ts';
import type { BulkAction } from './bulk-run.ts';
import { mailsWords } from './words.ts';

interface BarProps {
  count: number;
  onAction: (action: BulkAction) => void;
  onClear: () => void;
}

const ACTIONS = ['send', 'done', 'assign'] as const;

/** Stands at the lower edge as long as something is selected. */
export function BulkBar({ count, onAction, onClear }: BarProps) {
  const { bulk } = mailsWords(useConsole().language);
  return (
    <section class="bulk-bar" aria-label={bulk.label}>
      <p role="status">
        <strong>{bulk.chosen(count)}</strong>
        {count >= MAX_BULK && <span class="quiet"> {bulk.atMost}</span>}
      </p>
      <div class="buttons">
        <button type="button" class="button" onClick={onClear}>
          {bulk.clear}
        </button>
        {ACTIONS.toReversed().map((action) => (
          <button
            key={action}
            type="button"
            class={action === 'send' ? 'button primary' : 'button'}
            onClick={() => onAction(action)}
          >
            {bulk.actions[action]}
          </button>
        ))}
      </div>
    </section>
  );
}
