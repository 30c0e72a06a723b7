import { WEEKDAYS } from '../../../../shared/policy.ts';
import { useConsole } from '../context.ts';
import { Select, Text } from '../policy/fields.tsx';
import { todayIn, weekdayName } from '../policy/texts.ts';
import { policyWords } from '../policy/words.ts';
import type { Row } from './data.ts';
import { faultOf, followingRow, replaced, type When, whenOf, without, withTime, withWhen } from './rows.ts';
import { factWords } from './words.ts';

/** A timetable or a list of exams, line by line. */
export function Rows({ rows, onChange }: { rows: readonly Row[]; onChange: (rows: Row[]) => void }) {
  const words = factWords(useConsole().language).form;
  return (
    <fieldset class="list-editor">
      <legend class="label">{words.rows}</legend>
      {rows.map((row, i) => (
        <OneRow
          key={i}
          row={row}
          number={i + 1}
          onChange={(changed) => onChange(replaced(rows, i, changed))}
          onRemove={() => onChange(without(rows, i))}
        />
      ))}
      <button type="button" class="button" onClick={() => onChange([...rows, followingRow(rows)])}>
        {words.addRow}
      </button>
    </fieldset>
  );
}

interface OneRowProps {
  row: Row;
  number: number;
  onChange: (row: Row) => void;
  onRemove: () => void;
}

function OneRow({ row, number, onChange, onRemove }: OneRowProps) {
  const { language, timeZone } = useConsole();
  const words = factWords(language).form;
  const { languages, remove } = policyWords(language);
  const fault = faultOf(row);
  const whens: (readonly [When, string])[] = [
    ['none', words.noDay],
    ['day', words.onDay],
    ...WEEKDAYS.map((weekday) => [weekday, weekdayName(weekday, language)] as const),
  ];
  return (
    <fieldset class="form-row">
      <legend class="unseen">{words.row(number)}</legend>
      <Text
        label={`${words.what} (${languages.fr})`}
        value={row.label.fr}
        onChange={(fr) => onChange({ ...row, label: { ...row.label, fr } })}
      />
      <Text
        label={`${words.what} (${languages.en})`}
        value={row.label.en}
        onChange={(en) => onChange({ ...row, label: { ...row.label, en } })}
      />
      <Select
        label={words.when}
        value={whenOf(row)}
        options={whens}
        onChange={(when) => onChange(withWhen(row, when, todayIn(timeZone)))}
      />
      {row.day !== null && (
        <Text type="date" label={words.date} value={row.day} required onChange={(day) => onChange({ ...row, day })} />
      )}
      <Text type="time" label={words.from} value={row.from ?? ''} onChange={(time) => onChange(withTime(row, 'from', time))} />
      <Text
        type="time"
        label={words.until}
        value={row.until ?? ''}
        disabled={row.from === null}
        onChange={(time) => onChange(withTime(row, 'until', time))}
      />
      <button type="button" class="button small" aria-label={`${remove}: ${words.row(number)}`} onClick={onRemove}>
        {remove}
      </button>
      {fault && <p class="row-fault">{words.faults[fault]}</p>}
    </fieldset>
  );
}
