import { useConsole } from '../context.ts';
import { numberText, usdText } from '../format.ts';
import { hashOf } from '../place.ts';
import { CATEGORY_COLUMNS, CATEGORY_FILTERS, type Figures } from './data.ts';
import { todayWords } from './words.ts';

export function Categories({ figures }: { figures: Figures }) {
  const { language } = useConsole();
  const { categories, categoryColumns: columns } = todayWords(language);
  const rows = figures.categories.toSorted((a, b) => b.received - a.received);
  const priced = rows.some(({ costUsd }) => costUsd !== null);
  return (
    <section class="section">
      <h2>{categories}</h2>
      <div class="table">
        <table class="by-category">
          <caption class="unseen">{categories}</caption>
          <thead>
            <tr>
              <th scope="col">{columns.name}</th>
              {CATEGORY_COLUMNS.map((name) => (
                <th key={name} scope="col" class="number">
                  {columns[name]}
                </th>
              ))}
              {priced && (
                <th scope="col" class="number">
                  {columns.cost}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{row.name}</th>
                {CATEGORY_COLUMNS.map((name) => (
                  <td key={name} class="number">
                    {row[name] === 0 ? (
                      <span class="quiet">0</span>
                    ) : (
                      <a href={hashOf('mails', [], { ...row.filter, ...CATEGORY_FILTERS[name] })}>
                        {numberText(row[name], language)}
                      </a>
                    )}
                  </td>
                ))}
                {priced && <td class="number">{row.costUsd === null ? '–' : usdText(row.costUsd, language)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
