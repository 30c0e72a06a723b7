import { useConsole } from '../context.ts';
import { spanText, waitedText } from '../format.ts';
import { MailCount } from '../ui/mail-count.tsx';
import { Table } from '../ui/table.tsx';
import type { Figures } from './data.ts';
import { todayWords } from './words.ts';

const ROWS = ['automaticTook', 'staffTook', 'decidedIn', 'waited'] as const;

/** How long things take. Each line leads to the mails that it is told of. */
export function Speed({ figures }: { figures: Figures }) {
  const { language } = useConsole();
  const { speed, speedHint, speedColumns: columns, speedRows } = todayWords(language);
  const text = (name: (typeof ROWS)[number], ms: number | null): string => {
    if (ms === null) return '–';
    return name === 'waited' ? waitedText(ms, language) : spanText(ms, language);
  };
  return (
    <section class="section">
      <h2>{speed}</h2>
      <Table caption={speed} columns={[columns.what]} numbers={[columns.median, columns.most, columns.count]} class="cards speed">
        {ROWS.map((name) => {
          const { medianMs, p90Ms, count, filter } = figures[name];
          return (
            <tr key={name}>
              <th scope="row">{speedRows[name]}</th>
              <td class="number" data-label={columns.median}>
                {text(name, medianMs)}
              </td>
              <td class="number" data-label={columns.most}>
                {text(name, p90Ms)}
              </td>
              <MailCount count={count} filter={filter} label={columns.count} />
            </tr>
          );
        })}
      </Table>
      <p class="quiet today-note">{speedHint}</p>
    </section>
  );
}
