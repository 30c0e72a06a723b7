import { useState } from 'preact/hooks';
import { WEEKDAYS, type Weekday } from '../../../../shared/policy.ts';
import { call } from '../api.ts';
import { useConsole } from '../context.ts';
import { Conflict } from '../policy/conflict.tsx';
import { useMayChange } from '../policy/parts.tsx';
import { Refused } from '../policy/refused.tsx';
import { weekdayName } from '../policy/texts.ts';
import { useSave } from '../policy/use-save.ts';
import { useTold } from '../policy/use-told.ts';
import { useUnsaved } from '../policy/use-unsaved.ts';
import { wordsOf } from '../words/words.ts';
import type { Answer, Hours, Weekly } from './data.ts';
import { changedDays, dayText, faultOf, oneMore, type Stretch, weekText } from './stretches.ts';
import { hoursWords } from './words.ts';

/** The hours of each weekday; what was changed is saved together. */
export function Week({ hours, onChanged }: { hours: Hours; onChanged: () => void }) {
  const { language } = useConsole();
  const words = hoursWords(language);
  const mayChange = useMayChange();
  const told = useTold();
  const saving = useSave(hours.policyVersion);
  const [weekly, set] = useState<Weekly>(hours.weekly);
  // A closure that is saved beside does not touch what is being typed here.
  const [base, setBase] = useState<Weekly>(hours.weekly);
  const changes = changedDays(base, weekly);
  const dirty = Object.keys(changes).length > 0;
  useUnsaved(dirty);
  const wrong = WEEKDAYS.some((day) => faultOf(weekly[day]) !== null);
  const taken = (now: Weekly | undefined): void => {
    if (!now) return;
    setBase(now);
    set(now);
  };
  const save = async (): Promise<void> => {
    const answer = await saving.save((revision) => call<Answer>('PATCH', '/api/hours', { revision, weekly: changes }));
    if (!answer) return;
    told(answer);
    taken(answer.now.hours?.weekly);
    onChanged();
  };
  const { conflict } = saving;
  const asText = (week: Weekly | undefined): string => (week ? weekText(week, language, words.closed) : '');
  const settle = (take: boolean): void => {
    const now = conflict?.now.hours?.weekly;
    if (take) taken(now);
    else if (now) setBase(now);
    saving.settle();
  };
  return (
    <section class="card week">
      <h2>{words.weekly}</h2>
      <p class="quiet">{words.weeklyHint(hours.timezone)}</p>
      <ul class="weekdays">
        {WEEKDAYS.map((day) => (
          <Day
            key={day}
            day={day}
            stretches={weekly[day]}
            mayChange={mayChange}
            onChange={(stretches) => set({ ...weekly, [day]: stretches })}
          />
        ))}
      </ul>
      <Refused error={saving.error} />
      {mayChange && (
        <div class="buttons">
          <button type="button" class="button primary" disabled={!dirty || wrong || saving.busy} onClick={() => void save()}>
            {wordsOf(language).save}
          </button>
          {dirty && (
            <button type="button" class="button" onClick={() => set(base)}>
              {wordsOf(language).cancel}
            </button>
          )}
        </div>
      )}
      {conflict && (
        <Conflict
          conflict={conflict}
          before={asText(conflict.before.hours?.weekly)}
          now={asText(conflict.now.hours?.weekly)}
          mine={asText(weekly)}
          onTake={() => settle(true)}
          onKeep={() => settle(false)}
        />
      )}
    </section>
  );
}

interface DayProps {
  day: Weekday;
  stretches: readonly Stretch[];
  mayChange: boolean;
  onChange: (stretches: Stretch[]) => void;
}

function Day({ day, stretches, mayChange, onChange }: DayProps) {
  const { language } = useConsole();
  const words = hoursWords(language);
  const name = weekdayName(day, language);
  const fault = faultOf(stretches);
  const change = (at: number, stretch: Stretch): void => onChange(stretches.map((one, i) => (i === at ? stretch : one)));
  return (
    <li class="weekday">
      <span class="weekday-name">{name}</span>
      {!mayChange && <span>{dayText(stretches, words.closed)}</span>}
      {mayChange && (
        <span class="stretches">
          {stretches.length === 0 && <span class="quiet">{words.closed}</span>}
          {stretches.map(([from, until], i) => (
            <span key={`${day} ${i}`} class="stretch">
              <input
                type="time"
                aria-label={words.stretch.from(name)}
                value={from}
                onInput={({ currentTarget }) => change(i, [currentTarget.value, until])}
              />
              <span aria-hidden="true">–</span>
              <input
                type="time"
                aria-label={words.stretch.until(name)}
                value={until}
                onInput={({ currentTarget }) => change(i, [from, currentTarget.value])}
              />
              <button
                type="button"
                class="button small"
                aria-label={words.stretch.remove(name.toLowerCase())}
                onClick={() => onChange(stretches.filter((_, other) => other !== i))}
              >
                ×
              </button>
            </span>
          ))}
          <button
            type="button"
            class="button small"
            aria-label={words.addStretch(name.toLowerCase())}
            onClick={() => onChange(oneMore(stretches))}
          >
            +
          </button>
        </span>
      )}
      {fault && <span class="wrong-text">{words.faults[fault]}</span>}
    </li>
  );
}
