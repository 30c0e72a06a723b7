import { useConsole } from '../context.ts';
import { longDateText, weekdayName } from '../policy/texts.ts';
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
        <div class="table scrolls">
          <table>
            <caption class="unseen">{words.rows}</caption>
            <thead>
              <tr>
                <th scope="col" class="number">
                  {words.columns.line}
                </th>
                <th scope="col">{words.columns.what}</th>
                <th scope="col">{words.columns.when}</th>
                <th scope="col">{words.columns.hours}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ line, label, weekday, day, from, until }) => (
                <tr key={`${line} ${day} ${weekday} ${from}`}>
                  <td class="number quiet">{line}</td>
                  <td>
                    {label.fr}
                    {label.en !== label.fr && <div class="quiet">{label.en}</div>}
                  </td>
                  <td>{day ? longDateText(day, language) : weekday ? weekdayName(weekday, language) : ''}</td>
                  <td>{from && (until ? `${from}–${until}` : from)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rows.length > 0 && <p>{replaces ? words.replaces : words.adds}</p>}
      <div class="buttons">
        <button type="button" class="button primary" disabled={busy || rows.length === 0} onClick={onApply}>
          {words.apply(rows.length)}
        </button>
      </div>
    </section>
  );
}
