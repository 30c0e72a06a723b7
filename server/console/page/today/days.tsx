import { useMemo, useState } from 'preact/hooks';
import { useConsole } from '../context.ts';
import { dayText, numberText, usdText } from '../format.ts';
import { go, hashOf } from '../place.ts';
import { type Column, columnsOf, type Figures, PART_FILTERS, PARTS } from './data.ts';
import { Plot } from './plot.tsx';
import { todayWords } from './words.ts';

/** The plot of a period, what its colours mean, and the same figures as a table. */
export function Days({ figures }: { figures: Figures }) {
  const { language } = useConsole();
  const words = todayWords(language);
  const columns = useMemo(() => columnsOf(figures.days), [figures]);
  const [pointed, point] = useState<number | null>(null);
  const weekly = columns.length < figures.days.length;
  const shown = pointed === null ? undefined : columns[pointed];
  const title = weekly ? words.days.weeks : words.days.title;
  return (
    <section class="card days">
      <div class="card-head">
        <h2>{title}</h2>
        <p class="quiet">{shown ? nameOf(shown, weekly) : words.days.hint}</p>
      </div>
      <Plot
        columns={columns}
        label={(column) => dayText(column.from, language, 'short')}
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
        <Table columns={columns} weekly={weekly} title={title} />
      </details>
    </section>
  );

  function nameOf({ from }: Column, week: boolean): string {
    return week ? `${words.days.week} ${dayText(from, language, 'short')}` : dayText(from, language);
  }
}

function Table({ columns, weekly, title }: { columns: readonly Column[]; weekly: boolean; title: string }) {
  const { language } = useConsole();
  const words = todayWords(language);
  const priced = columns.some(({ costUsd }) => costUsd !== null);
  return (
    <div class="table">
      <table>
        <caption class="unseen">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{weekly ? words.days.week : words.days.day}</th>
            <th scope="col" class="number">
              {words.received}
            </th>
            {PARTS.map((part) => (
              <th key={part} scope="col" class="number">
                {words.parts[part]}
              </th>
            ))}
            {priced && (
              <th scope="col" class="number">
                {words.cost.column}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <tr key={column.from}>
              <th scope="row">{dayText(column.from, language)}</th>
              <Count value={column.received} filter={column.filter} />
              {PARTS.map((part) => (
                <Count key={part} value={column[part]} filter={{ ...column.filter, ...PART_FILTERS[part] }} />
              ))}
              {priced && <td class="number">{column.costUsd === null ? '–' : usdText(column.costUsd, language)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Count({ value, filter }: { value: number; filter: Readonly<Record<string, string>> }) {
  const { language } = useConsole();
  return (
    <td class="number">
      {value === 0 ? <span class="quiet">0</span> : <a href={hashOf('mails', [], filter)}>{numberText(value, language)}</a>}
    </td>
  );
}
