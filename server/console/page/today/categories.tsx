import { SUM_FILTERS } from '../../../../shared/figures.ts';
import { useConsole } from '../context.ts';
import { MailCount } from '../ui/mail-count.tsx';
import { Table } from '../ui/table.tsx';
import { CostCell } from './cost-cell.tsx';
import { CATEGORY_COLUMNS, type Figures } from './data.ts';
import { todayWords } from './words.ts';

export function Categories({ figures }: { figures: Figures }) {
  const { categories, categoryColumns: columns } = todayWords(useConsole().language);
  const rows = figures.categories.toSorted((a, b) => b.received - a.received);
  const priced = rows.some(({ costUsd }) => costUsd !== null);
  const counts = CATEGORY_COLUMNS.map((name) => columns[name]);
  return (
    <section class="section">
      <h2>{categories}</h2>
      <Table
        caption={categories}
        columns={[columns.name]}
        numbers={priced ? [...counts, columns.cost] : counts}
        class="by-category"
      >
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">{row.name}</th>
            {CATEGORY_COLUMNS.map((name) => (
              <MailCount key={name} count={row[name]} filter={{ ...row.filter, ...SUM_FILTERS[name] }} />
            ))}
            {priced && <CostCell usd={row.costUsd} />}
          </tr>
        ))}
      </Table>
    </section>
  );
}
