import type { SettingsView } from '../../../../shared/api.ts';
import { useConsole } from '../context.ts';
import { Table } from '../ui/table.tsx';
import { daysText, personalDataWords } from './words.ts';

/** What is kept, why, and for how long (docs/privacy.md). */
export function Kept({ retention }: { retention: SettingsView['retention'] }) {
  const { language } = useConsole();
  const words = personalDataWords(language);
  const { what, why, long } = words.keptColumns;
  const rows = words.keptRows(daysText(retention.bodyDays, language), daysText(retention.recordDays, language));
  return (
    <Table caption={words.kept} columns={[what, why, long]} class="kept">
      {rows.map(([name, reason, time]) => (
        <tr key={name}>
          <td>{name}</td>
          <td class="quiet">{reason}</td>
          <td>{time}</td>
        </tr>
      ))}
    </Table>
  );
}
