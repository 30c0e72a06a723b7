import { useConsole } from '../context.ts';
import { numberText } from '../format.ts';
import { hashOf } from '../place.ts';
import type { Figures } from './data.ts';
import { todayWords } from './words.ts';

const COLUMNS = ['received', 'automatic', 'staff', 'waiting', 'corrected', 'wrong', 'bounced'] as const;
/** What the list of mails is narrowed by beside the category. */
const NARROWER: Readonly<Record<(typeof COLUMNS)[number], Readonly<Record<string, string>>>> = {
  received: {},
  automatic: { by: 'automatic' },
  staff: { by: 'staff' },
  waiting: { waiting: 'true' },
  corrected: { mark: 'corrected' },
  wrong: { mark: 'wrong' },
  bounced: { mark: 'bounced' },
};

export function Categories({ figures }: { figures: Figures }) {
  const { language } = useConsole();
  const { categories, categoryColumns: columns } = todayWords(language);
  const rows = figures.categories.toSorted((a, b) => b.received - a.received);
  return (
    <section class="section">
      <h2>{categories}</h2>
      <div class="table">
        <table class="by-category">
          <caption class="unseen">{categories}</caption>
          <thead>
            <tr>
              <th scope="col">{columns.name}</th>
              {COLUMNS.map((name) => (
                <th key={name} scope="col" class="number">
                  {columns[name]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{row.name}</th>
                {COLUMNS.map((name) => (
                  <td key={name} class="number">
                    {row[name] === 0 ? (
                      <span class="quiet">0</span>
                    ) : (
                      <a href={hashOf('mails', [], { ...row.filter, ...NARROWER[name] })}>{numberText(row[name], language)}</a>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
