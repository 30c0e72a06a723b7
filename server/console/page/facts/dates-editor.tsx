import { addDays } from '../../../../shared/local-time.ts';
import { useConsole } from '../context.ts';
import { longDateText, todayIn } from '../policy/texts.ts';
import { policyWords } from '../policy/words.ts';
import { replaced, without } from './rows.ts';
import { factWords } from './words.ts';

/** Days, one after another. */
export function Dates({ dates, onChange }: { dates: readonly string[]; onChange: (dates: string[]) => void }) {
  const { language, timeZone } = useConsole();
  const words = factWords(language).form;
  const next = (): string => {
    const last = dates.at(-1);
    return last ? addDays(last, 7) : todayIn(timeZone);
  };
  return (
    <fieldset class="list-editor">
      <legend class="label">{words.dates}</legend>
      {dates.map((day, i) => (
        <div key={i} class="form-row">
          <div class="field">
            <input
              type="date"
              aria-label={words.day(i + 1)}
              required
              value={day}
              onInput={({ currentTarget }) => onChange(replaced(dates, i, currentTarget.value))}
            />
          </div>
          <span class="quiet">{longDateText(day, language)}</span>
          <button
            type="button"
            class="button small"
            aria-label={`${policyWords(language).remove}: ${words.day(i + 1)}`}
            onClick={() => onChange(without(dates, i))}
          >
            {policyWords(language).remove}
          </button>
        </div>
      ))}
      <button type="button" class="button" onClick={() => onChange([...dates, next()])}>
        {words.addDay}
      </button>
    </fieldset>
  );
}
