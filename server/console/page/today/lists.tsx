import { useConsole } from '../context.ts';
import { numberText, spanText, waitedText } from '../format.ts';
import { hashOf } from '../place.ts';
import type { Figures } from './data.ts';
import { todayWords } from './words.ts';

interface LineProps {
  label: string;
  value: number;
  /** What the bar is a share of. */
  of: number;
  /** Null: the mails cannot be listed by it. */
  filter: Readonly<Record<string, string>> | null;
}

function Line({ label, value, of, filter }: LineProps) {
  const { language } = useConsole();
  return (
    <li class="today-line">
      {filter && value > 0 ? <a href={hashOf('mails', [], filter)}>{label}</a> : <span>{label}</span>}
      <span class="today-bar" aria-hidden="true">
        <span style={{ width: `${of === 0 ? 0 : (100 * value) / of}%` }} />
      </span>
      <span class="number">{numberText(value, language)}</span>
    </li>
  );
}

export function Who({ figures }: { figures: Figures }) {
  const words = todayWords(useConsole().language);
  const rows = ['automatic', 'staff', 'outside', 'passedOn', 'routed', 'held', 'ignored', 'failed'] as const;
  return (
    <section class="card">
      <h2>{words.who}</h2>
      <ul>
        {rows.map((name) => (
          <Line key={name} label={words.whoRows[name]} {...figures[name]} of={figures.received.value} />
        ))}
      </ul>
    </section>
  );
}

export function Quality({ figures }: { figures: Figures }) {
  const words = todayWords(useConsole().language);
  const listed = ['bounced', 'wrong', 'corrected', 'rehearsed'] as const;
  const counted = ['asWas', 'adapted', 'edited', 'replaced'] as const;
  return (
    <section class="card">
      <h2>{words.quality}</h2>
      <ul>
        {listed.map((name) => (
          <Line key={name} label={words.qualityRows[name]} {...figures[name]} of={figures.received.value} />
        ))}
        {counted.map((name) => (
          <Line key={name} label={words.qualityRows[name]} value={figures[name]} of={figures.received.value} filter={null} />
        ))}
      </ul>
    </section>
  );
}

/** How long it takes, and what the model took for it. */
export function Speed({ figures }: { figures: Figures }) {
  const { language } = useConsole();
  const words = todayWords(language);
  const { speedColumns, speedRows } = words;
  const rows = ['automaticTook', 'staffTook', 'decidedIn', 'waited'] as const;
  const text = (name: (typeof rows)[number], ms: number | null): string => {
    if (ms === null) return '–';
    return name === 'waited' ? waitedText(ms, language) : spanText(ms, language);
  };
  return (
    <section class="section">
      <h2>{words.speed}</h2>
      <div class="table">
        <table>
          <caption class="unseen">{words.speed}</caption>
          <thead>
            <tr>
              <th scope="col">{speedColumns.what}</th>
              <th scope="col" class="number">
                {speedColumns.median}
              </th>
              <th scope="col" class="number">
                {speedColumns.most}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((name) => (
              <tr key={name}>
                <td>{speedRows[name]}</td>
                <td class="number">{text(name, figures[name].medianMs)}</td>
                <td class="number">{text(name, figures[name].p90Ms)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="quiet cost">
        {figures.modelTokens === null ? (
          words.noModel
        ) : (
          <>
            {words.cost}
            {language === 'fr' ? '\u00A0' : ''}: <strong>{words.tokens(numberText(figures.modelTokens, language))}</strong>{' '}
            {words.tokensHint}
          </>
        )}
      </p>
    </section>
  );
}
