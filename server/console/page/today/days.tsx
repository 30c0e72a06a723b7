import { useMemo, useState } from 'preact/hooks';
import { useConsole } from '../context.ts';
import { dayText, hourText, numberText, usdText } from '../format.ts';
import { go, hashOf } from '../place.ts';
import { type Column, columnsOfFigures, type Figures, PART_FILTERS, PARTS } from './data.ts';
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
        <Table columns={columns} step={step} title={title} name={nameOf} />
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

interface TableProps {
  columns: readonly Column[];
  step: 'hour' | 'day' | 'week';
  title: string;
  name: (column: Column) => string;
}

function Table({ columns, step, title, name }: TableProps) {
  const { language } = useConsole();
  const words = todayWords(language);
  const priced = columns.some(({ costUsd }) => costUsd !== null);
  return (
    <div class="table">
      <table>
        <caption class="unseen">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{words.days.columns[step]}</th>
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
            <tr key={`${column.from} ${column.hour ?? ''}`}>
              <th scope="row">{step === 'week' ? dayText(column.from, language) : name(column)}</th>
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
