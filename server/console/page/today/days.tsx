import { useMemo, useState } from 'preact/hooks';
import { SUM_FILTERS } from '../../../../shared/figures.ts';
import { useConsole } from '../context.ts';
import { dayText, hourText, numberText, usdText } from '../format.ts';
import { go } from '../place.ts';
import { MailCount } from '../ui/mail-count.tsx';
import { Table } from '../ui/table.tsx';
import { CostCell } from './cost-cell.tsx';
import { type Column, columnsOfFigures, type Figures, PARTS } from './data.ts';
import { Plot } from './plot.tsx';
import { todayWords } from './words.ts';

/** The plot of a period, what its colours mean, and the same figures as a table. */
export function Days({ figures }: { figures: Figures }) {
  const { language } = useConsole();
  const words = todayWords(language);
  const columns = useMemo(() => columnsOfFigures(figures), [figures]);
  const [pointed, point] = useState<number | null>(null);
  const step = figures.hours.length > 0 ? 'hour' : columns.length < figures.days.length ? 'week' : 'day';
  const shown = pointed === null ? undefined : columns[pointed];
  const title = words.days.titles[step];
  return (
    <section class="card days">
      <div class="card-head">
        <h2>{title}</h2>
        <p class="quiet">{shown ? pointedAt(shown) : words.days.hint}</p>
      </div>
      <Plot
        columns={columns}
        label={({ hour, from }) => (hour === undefined ? dayText(from, language, 'short') : hourText(hour, language))}
        onPoint={point}
        onChoose={(column) => go('mails', [], column.filter)}
      />
      <ul class="legend" aria-hidden="true">
        {PARTS.map((part) => (
          <li key={part}>
            <span class="swatch" data-part={part} /> {words.parts[part]}
            <span class="number legend-value">
              {numberText(shown ? shown[part] : columns.reduce((sum, column) => sum + column[part], 0), language)}
            </span>
          </li>
        ))}
      </ul>
      <details>
        <summary>{words.days.table}</summary>
        <ColumnTable columns={columns} step={step} title={title} name={nameOf} />
      </details>
    </section>
  );

  function pointedAt(column: Column): string {
    const cost = column.costUsd === null ? [] : [`${words.cost.column} ${usdText(column.costUsd, language)}`];
    return [nameOf(column), ...cost].join(' · ');
  }

  function nameOf({ from, hour }: Column): string {
    if (hour !== undefined) return words.days.hour(hourText(hour, language), hourText(hour + 1, language));
    return step === 'week' ? `${words.days.columns.week} ${dayText(from, language, 'short')}` : dayText(from, language);
  }
}

interface ColumnTableProps {
  columns: readonly Column[];
  step: 'hour' | 'day' | 'week';
  title: string;
  name: (column: Column) => string;
}

function ColumnTable({ columns, step, title, name }: ColumnTableProps) {
  const { language } = useConsole();
  const words = todayWords(language);
  const priced = columns.some(({ costUsd }) => costUsd !== null);
  const parts = PARTS.map((part) => words.parts[part]);
  return (
    <Table
      caption={title}
      columns={[words.days.columns[step]]}
      numbers={[words.received, ...parts, ...(priced ? [words.cost.column] : [])]}
    >
      {columns.map((column) => (
        <tr key={`${column.from} ${column.hour ?? ''}`}>
          <th scope="row">{step === 'week' ? dayText(column.from, language) : name(column)}</th>
          <MailCount count={column.received} filter={column.filter} />
          {PARTS.map((part) => (
            <MailCount key={part} count={column[part]} filter={{ ...column.filter, ...SUM_FILTERS[part] }} />
          ))}
          {priced && <CostCell usd={column.costUsd} />}
        </tr>
      ))}
    </Table>
  );
}
