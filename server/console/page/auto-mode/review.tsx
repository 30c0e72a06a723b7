import { useMemo, useRef, useState } from 'preact/hooks';
import type { SettingsAnswer } from '../../../../shared/api.ts';
import { modeOf } from '../../../../shared/policy.ts';
import { CallError, call } from '../api.ts';
import { useConsole } from '../context.ts';
import { Dialog } from '../ui/dialog.tsx';
import { failureText } from '../ui/states.tsx';
import { wordsOf } from '../words/words.ts';
import { type Change, decidesOtherwise, isEmpty, stillChanges, takenBack } from './change.ts';
import type { Known } from './data.ts';
import { describeChange } from './describe.ts';
import { evidenceSentences } from './evidence.ts';
import { Result } from './result.tsx';
import { useWhatIf } from './use-what-if.ts';
import { WhatIfResult } from './what-if.tsx';
import { autoWords } from './words.ts';

interface ReviewProps extends Known {
  change: Change;
  onClose: () => void;
}

/** Says what a change does, tries it on what there was, makes it, and says what had left already. */
export function Review({ change: asked, settings, setSettings, home, kinds, evidence, onChanged, onClose }: ReviewProps) {
  const { language, say } = useConsole();
  const words = autoWords(language);
  const { review } = words;
  const [error, setError] = useState('');
  const [done, setDone] = useState<SettingsAnswer | null>(null);
  const [busy, setBusy] = useState(false);
  const saving = useRef(false);
  const change = useMemo(() => stillChanges(settings, asked), [settings, asked]);
  // What it would have done with auto-mode off is nothing: it is tried as it will be when auto-mode is on.
  const off = !settings.autoMode && asked.autoMode === undefined;
  const trying = done === null && decidesOtherwise(change) && asked.autoMode !== false;
  const tried = useWhatIf(trying ? { ...change, ...(off && { autoMode: true }) } : null);
  const lines = describeChange(settings, change, kinds, language);
  const held = {
    total: home?.held ?? 0,
    byCategory: Object.fromEntries((home?.categories ?? []).map((category) => [category.id, category.held])),
  };
  const stops = change.autoMode === false || Object.values(change.modes ?? {}).some((mode) => mode !== 'automatic');
  const taken = takenBack(change, held);

  const save = async (): Promise<void> => {
    if (saving.current) return;
    saving.current = true;
    setBusy(true);
    setError('');
    try {
      const answer = await call<SettingsAnswer>('PATCH', '/api/settings', { revision: settings.revision, ...change });
      setSettings(answer.settings);
      onChanged();
      if (stops) setDone(answer);
      else {
        say(wordsOf(language).saved);
        onClose();
      }
    } catch (failure) {
      const told = failure instanceof CallError ? failure : new CallError(0, {});
      if (told.problem.settings) setSettings(told.problem.settings);
      setError(`${failureText(told, language)}${told.problem.settings ? ` ${review.changedMeanwhile}` : ''}`);
    } finally {
      saving.current = false;
      setBusy(false);
    }
  };

  if (done) {
    const close = (
      <button type="button" class="button primary" onClick={onClose}>
        {wordsOf(language).close}
      </button>
    );
    return (
      <Dialog title={words.result.title} buttons={close} onClose={onClose}>
        <Result answer={done} />
      </Dialog>
    );
  }
  const verb = asked.autoMode === true ? review.turnOn : asked.autoMode === false ? review.turnOff : review.save;
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
  const becoming = Object.entries(change.modes ?? {});
  const automatic = kinds.filter(({ id }) => modeOf(settings, id) === 'automatic');
  return (
    <Dialog wide title={titleOf()} buttons={buttons} onClose={onClose}>
      {error !== '' && (
        <p class="failure" role="alert">
          {error}
        </p>
      )}
      {lines.length === 0 && <p>{review.unchanged}</p>}
      {lines.length > 0 && (
        <ul class="change-lines">
          {lines.map(({ what, before, after }) => (
            <li key={what}>
              <span>{what}</span>
              <strong>{review.from(before, after)}</strong>
            </li>
          ))}
        </ul>
      )}
      {becoming.map(([id, mode]) => (
        <p key={id}>{words.modeTells[mode]}</p>
      ))}
      {asked.autoMode === true && <p>{automatic.length === 0 ? review.noAutomatic : review.onTells}</p>}
      {stops && home && (
        <p>
          {taken === 0 ? review.noneHeld : review.taken(taken)} {review.cannotRecall}
        </p>
      )}
      {becoming
        .filter(([, mode]) => mode === 'automatic')
        .map(([id]) => (
          <p key={id} class="evidence-said">
            {evidenceSentences(evidence.find((one) => one.id === id) ?? NO_EVIDENCE, language).join(' ')}
          </p>
        ))}
      {trying && off && <p class="quiet">{review.offMeanwhile}</p>}
      {trying && <WhatIfResult tried={tried} />}
      {!trying && !isEmpty(change) && !stops && <p class="quiet">{words.whatIf.holdOnly}</p>}
    </Dialog>
  );

  function titleOf(): string {
    if (asked.autoMode !== undefined) return asked.autoMode ? review.titleOn : review.titleOff;
    const [only, ...others] = Object.entries(asked.modes ?? {});
    if (!only || others.length > 0) return review.title;
    const [id, mode] = only;
    return review.titleMode(kinds.find((kind) => kind.id === id)?.name ?? id, words.modes[mode]);
  }
}

const NO_EVIDENCE = { judged: 0, right: 0, low: 0, high: 1, open: 0 };
