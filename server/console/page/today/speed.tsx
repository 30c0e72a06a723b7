import { useConsole } from '../context.ts';
import { numberText, spanText, waitedText } from '../format.ts';
import { hashOf } from '../place.ts';
import type { Figures } from './data.ts';
import { todayWords } from './words.ts';

const ROWS = ['automaticTook', 'staffTook', 'decidedIn', 'waited'] as const;

/** How long things take. Each line leads to the mails that it is told of. */
export function Speed({ figures }: { figures: Figures }) {
  const { language } = useConsole();
  const { speed, speedHint, speedColumns, speedRows } = todayWords(language);
  const text = (name: (typeof ROWS)[number], ms: number | null): string => {
    if (ms === null) return '–';
    return name === 'waited' ? waitedText(ms, language) : spanText(ms, language);
  };
  return (
    <section class="section">
      <h2>{speed}</h2>
      <div class="table cards">
        <table class="speed">
          <caption class="unseen">{speed}</caption>
          <thead>
            <tr>
              <th scope="col">{speedColumns.what}</th>
              <th scope="col" class="number">
                {speedColumns.median}
              </th>
              <th scope="col" class="number">
                {speedColumns.most}
              </th>
              <th scope="col" class="number">
                {speedColumns.count}
              </th>
            </tr>
          </thead>
          <tbody>
            {ROWS.map((name) => {
              const { medianMs, p90Ms, count, filter } = figures[name];
              return (
                <tr key={name}>
                  <th scope="row">{speedRows[name]}</th>
                  <td class="number" data-label={speedColumns.median}>
                    {text(name, medianMs)}
                  </td>
                  <td class="number" data-label={speedColumns.most}>
                    {text(name, p90Ms)}
                  </td>
                  <td class="number" data-label={speedColumns.count}>
                    {count === 0 ? (
                      <span class="quiet">0</span>
                    ) : (
                      <a href={hashOf('mails', [], filter)}>{numberText(count, language)}</a>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p class="quiet today-note">{speedHint}</p>
    </section>
  );
}
