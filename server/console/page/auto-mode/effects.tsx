import { modeOf } from '../../../../shared/policy.ts';
import { useConsole } from '../context.ts';
import { type Change, takenBack } from './change.ts';
import type { Known } from './data.ts';
import { describeChange } from './describe.ts';
import { evidenceSentences } from './evidence.ts';
import { autoWords } from './words.ts';

interface EffectsProps extends Pick<Known, 'settings' | 'home' | 'kinds' | 'evidence'> {
  change: Change;
  /** Whether it takes back something that is held. */
  stops: boolean;
}

/** From what to what a change goes, what it takes back, and what the rehearsal says of what becomes automatic. */
export function Effects({ change, stops, settings, home, kinds, evidence }: EffectsProps) {
  const { language } = useConsole();
  const words = autoWords(language);
  const { review } = words;
  const lines = describeChange(settings, change, kinds, language);
  const modes = Object.entries(change.modes ?? {});
  const becoming = modes.filter(([, mode]) => mode === 'automatic');
  const automatic = kinds.some(({ id }) => modeOf(settings, id) === 'automatic');
  const held = {
    total: home?.held ?? 0,
    byCategory: Object.fromEntries((home?.categories ?? []).map((category) => [category.id, category.held])),
  };
  const taken = takenBack(change, held);
  return (
    <>
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
      {modes.map(([id, mode]) => (
        <p key={id}>{words.modeTells[mode]}</p>
      ))}
      {change.autoMode === true && <p>{automatic ? review.onTells : review.noAutomatic}</p>}
      {stops && home && (
        <p>
          {taken === 0 ? review.noneHeld : review.taken(taken)} {review.cannotRecall}
        </p>
      )}
      {becoming.map(([id]) => (
        <p key={id} class="evidence-said">
          {evidenceSentences(evidence.find((one) => one.id === id) ?? NO_EVIDENCE, language).join(' ')}
        </p>
      ))}
    </>
  );
}

const NO_EVIDENCE = { judged: 0, right: 0, low: 0, high: 1, open: 0 };
