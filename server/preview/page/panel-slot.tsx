import { Back } from './icons.tsx';
import type { PanelProps } from './panel-props.ts';
import type { Words } from './words/words.ts';

/** The add-on's place at the right, as wide as Gmail's. */
export function PanelSlot({ words, onBack, ...panel }: PanelProps & { words: Words; onBack: () => void }) {
  return (
    <>
      <div class="thread-top">
        <button type="button" class="button icon-button back" onClick={onBack}>
          <Back /> <span>{panel.message ? words.backToMail : words.back}</span>
        </button>
      </div>
      <p class="quiet pad">{panel.message?.id ?? ''}</p>
    </>
  );
}
