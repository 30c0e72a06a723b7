import type { SettingsView } from '../../../../shared/api.ts';
import { useConsole } from '../context.ts';
import { daysText, personalDataWords } from './words.ts';

/** What is kept, why, and for how long (docs/privacy.md). */
export function Kept({ retention }: { retention: SettingsView['retention'] }) {
  const { language } = useConsole();
  const words = personalDataWords(language);
  const { what, why, long } = words.keptColumns;
  const rows = words.keptRows(daysText(retention.bodyDays, language), daysText(retention.recordDays, language));
  return (
    <div class="table kept">
      <table>
        <caption class="unseen">{words.kept}</caption>
        <thead>
          <tr>
            {[what, why, long].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, reason, time]) => (
            <tr key={name}>
              <td>{name}</td>
              <td class="quiet">{reason}</td>
              <td>{time}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
