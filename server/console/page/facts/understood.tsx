import { useConsole } from '../context.ts';
import { longDateText, weekdayName } from '../policy/texts.ts';
import { Table } from '../ui/table.tsx';
import type { Imported } from './data.ts';
import { factWords } from './words.ts';

interface UnderstoodProps {
  read: Imported;
  /** A fact of that key and period stands there, and would be replaced. */
  replaces: boolean;
  busy: boolean;
  onApply: () => void;
}

/** What was understood of a file, and every line that was not, with the reason. */
export function Understood({ read, replaces, busy, onApply }: UnderstoodProps) {
  const { language } = useConsole();
  const words = factWords(language).import;
  const { rows, refused } = read;
  return (
    <section class="card understood" aria-live="polite">
      <h2>{words.understood(rows.length, refused.length)}</h2>
      {refused.length > 0 && (
        <div class="refused">
          <p>{words.refused}</p>
          <ul class="points">
            {refused.map(({ line, code, message }) => (
              <li key={`${line} ${code}`}>
                <strong>{words.line(line)}</strong> {message}
              </li>
            ))}
          </ul>
        </div>
      )}
      {rows.length > 0 && (
        <Table
          caption={words.rows}
          columns={[words.columns.line, words.columns.what, words.columns.when, words.columns.hours]}
          class="scrolls"
        >
          {rows.map(({ line, label, weekday, day, from, until }) => (
            <tr key={`${line} ${day} ${weekday} ${from}`}>
              <td class="quiet">{line}</td>
              <td>
                {label.fr}
                {label.en !== label.fr && <div class="quiet">{label.en}</div>}
              </td>
              <td>{day ? longDateText(day, language) : weekday ? weekdayName(weekday, language) : ''}</td>
              <td>{from && (until ? `${from}–${until}` : from)}</td>
            </tr>
          ))}
        </Table>
      )}
      {rows.length > 0 && <p>{replaces ? words.replaces : words.adds}</p>}
      {rows.length > 0 && (
        <div class="buttons">
          <button type="button" class="button primary" disabled={busy} onClick={onApply}>
            {words.apply(rows.length)}
          </button>
        </div>
      )}
    </section>
  );
}
