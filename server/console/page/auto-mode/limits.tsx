import { useEffect, useState } from 'preact/hooks';
import type { HoursView } from '../../../../shared/api.ts';
import { useConsole } from '../context.ts';
import { hashOf } from '../place.ts';
import { useLoad } from '../use-load.ts';
import { CAPS, type Change, changeOf, draftOf, type FieldName, isEmpty, type LimitsDraft, MOST } from './change.ts';
import type { Known } from './data.ts';
import { Check, Group, NumberField } from './limit-fields.tsx';
import { openHours } from './open-hours.ts';
import { autoWords } from './words.ts';

/** What was typed and not saved; null: the fields show what is in force. */
let kept: LimitsDraft | null = null;

/** Numbers that apply to everything; nothing is saved before the review. */
export function Limits({ settings, kinds, onChange }: Known & { onChange: (change: Change) => void }) {
  const { language, me } = useConsole();
  const { limits: words } = autoWords(language);
  const [typed, setTyped] = useState<LimitsDraft | null>(kept);
  const draft = typed ?? draftOf(settings);
  const { change, wrong } = changeOf(settings, draft);
  const changed = !isEmpty(change) || wrong.length > 0;
  const edit = (part: Partial<LimitsDraft>): void => put({ ...draft, ...part });
  const put = (to: LimitsDraft | null): void => {
    kept = to;
    setTyped(to);
  };
  // Saved, or written back to what it was: from here on the fields follow what is in force.
  useEffect(() => {
    if (typed && !changed) put(null);
  }, [typed, changed]);
  const isWrong = (name: FieldName): boolean => wrong.includes(name);
  return (
    <section class="section">
      <h2>{words.title}</h2>
      <form
        class="card limits"
        onSubmit={(event) => {
          event.preventDefault();
          if (wrong.length === 0 && !isEmpty(change)) onChange(change);
        }}
      >
        <fieldset disabled={me.role !== 'admin'} class="form">
          <div class="columns">
            <NumberField
              label={words.threshold}
              hint={words.thresholdHint}
              unit={words.percent}
              value={draft.threshold}
              wrong={isWrong('threshold')}
              most={MOST.percent}
              onInput={(threshold) => edit({ threshold })}
            />
            <NumberField
              label={words.hold}
              hint={words.holdHint}
              unit={words.minutes}
              value={draft.holdMinutes}
              wrong={isWrong('holdMinutes')}
              most={MOST.holdMinutes}
              onInput={(holdMinutes) => edit({ holdMinutes })}
            />
          </div>
          <Check
            label={words.openHours}
            checked={draft.holdInOpenHours}
            onChange={(holdInOpenHours) => edit({ holdInOpenHours })}
          >
            {words.openHoursHint} <OpenHours />
          </Check>
          <Group title={words.caps} hint={words.capsHint}>
            {CAPS.map((name) => (
              <NumberField
                key={name}
                label={words.cap[name]}
                value={draft.caps[name]}
                wrong={isWrong(name)}
                most={MOST.cap}
                whole
                onInput={(value) => edit({ caps: { ...draft.caps, [name]: value } })}
              />
            ))}
          </Group>
          <Group title={words.perCategory} hint={words.perCategoryHint}>
            {kinds.map(({ id, name }) => (
              <NumberField
                key={id}
                label={name}
                unit={words.percent}
                placeholder={draft.threshold}
                value={draft.perCategory[id] ?? ''}
                wrong={isWrong(`category.${id}`)}
                most={MOST.percent}
                onInput={(value) => edit({ perCategory: { ...draft.perCategory, [id]: value } })}
              />
            ))}
          </Group>
          <Check label={words.offline} checked={draft.offlineMaySend} onChange={(offlineMaySend) => edit({ offlineMaySend })}>
            {words.offlineHint}
          </Check>
          <div class="buttons limits-buttons">
            <button type="submit" class="button primary" disabled={isEmpty(change) || wrong.length > 0}>
              {words.check}
            </button>
            {changed && (
              <>
                <button type="button" class="button" onClick={() => put(null)}>
                  {words.reset}
                </button>
                <span class="quiet" role="status">
                  {words.unsaved}
                </span>
              </>
            )}
          </div>
        </fieldset>
      </form>
    </section>
  );
}

/** Where they are set, and what they are. */
function OpenHours() {
  const { language } = useConsole();
  const { limits: words } = autoWords(language);
  const hours = useLoad<HoursView>('/api/hours');
  const said = hours.data ? openHours(hours.data.weekly, language) : [];
  return (
    <>
      <a href={hashOf('hours')}>{words.hoursLink}</a>
      {said.length > 0 && <span class="open-hours">{said.join(' · ')}</span>}
    </>
  );
}
