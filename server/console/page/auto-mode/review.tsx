import { useMemo, useState } from 'preact/hooks';
import type { SettingsAnswer } from '../../../../shared/api.ts';
import { useConsole } from '../context.ts';
import type { Language } from '../preferences.ts';
import { Dialog } from '../ui/dialog.tsx';
import { wordsOf } from '../words/words.ts';
import { type Change, decidesOtherwise, isEmpty, stillChanges } from './change.ts';
import type { Known } from './data.ts';
import { Effects } from './effects.tsx';
import { Result } from './result.tsx';
import { useMake } from './use-make.ts';
import { useWhatIf } from './use-what-if.ts';
import { WhatIfResult } from './what-if.tsx';
import { autoWords } from './words.ts';

interface ReviewProps extends Known {
  change: Change;
  onClose: () => void;
}

/** Says what a change does, tries it on what there was, makes it, and says what had left already. */
export function Review({ change: asked, onClose, ...known }: ReviewProps) {
  const { language, say } = useConsole();
  const { review, whatIf, result } = autoWords(language);
  const { settings, home, kinds, onChanged } = known;
  const [done, setDone] = useState<SettingsAnswer | null>(null);
  const { busy, error, make } = useMake(known);
  const change = useMemo(() => stillChanges(settings, asked), [settings, asked]);
  // What it would have done with auto-mode off is nothing: it is tried as it will be when auto-mode is on.
  const off = !settings.autoMode && asked.autoMode === undefined;
  const trying = done === null && decidesOtherwise(change) && asked.autoMode !== false;
  const tried = useWhatIf(trying ? { ...change, ...(off && { autoMode: true }) } : null);
  const stops = change.autoMode === false || Object.values(change.modes ?? {}).some((mode) => mode !== 'automatic');

  const save = async (): Promise<void> => {
    const answer = await make(change);
    if (!answer) return;
    onChanged();
    if (stops) return setDone(answer);
    say(wordsOf(language).saved);
    onClose();
  };

  if (done) {
    const close = (
      <button type="button" class="button primary" onClick={onClose}>
        {wordsOf(language).close}
      </button>
    );
    return (
      <Dialog title={result.title} buttons={close} onClose={onClose}>
        <Result answer={done} />
      </Dialog>
    );
  }
  const verb = asked.autoMode === undefined ? review.save : asked.autoMode ? review.turnOn : review.turnOff;
  const buttons = (
    <>
      <button type="button" class="button" onClick={onClose}>
        {wordsOf(language).cancel}
      </button>
      <button
        type="button"
        class="button primary"
        disabled={busy || isEmpty(change) || (stops && !home)}
        onClick={() => void save()}
      >
        {verb}
      </button>
    </>
  );
  const nameOf = (id: string): string => kinds.find((kind) => kind.id === id)?.name ?? id;
  return (
    <Dialog wide title={titleOf(asked, nameOf, language)} buttons={buttons} onClose={onClose}>
      {error !== '' && (
        <p class="failure" role="alert">
          {error}
        </p>
      )}
      <Effects {...known} change={change} stops={stops} />
      {trying && off && <p class="quiet">{review.offMeanwhile}</p>}
      {trying && <WhatIfResult tried={tried} />}
      {!trying && !isEmpty(change) && !stops && <p class="quiet">{whatIf.holdOnly}</p>}
    </Dialog>
  );
}

function titleOf({ autoMode, modes }: Change, nameOf: (id: string) => string, language: Language): string {
  const { review, modes: modeNames } = autoWords(language);
  if (autoMode !== undefined) return autoMode ? review.titleOn : review.titleOff;
  const [only, ...others] = Object.entries(modes ?? {});
  if (!only || others.length > 0) return review.title;
  const [id, mode] = only;
  return review.titleMode(nameOf(id), modeNames[mode]);
}
