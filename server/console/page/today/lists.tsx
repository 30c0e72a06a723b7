import { useConsole } from '../context.ts';
import { numberText } from '../format.ts';
import { hashOf } from '../place.ts';
import type { Figures } from './data.ts';
import { todayWords } from './words.ts';

interface LineProps {
  label: string;
  value: number;
  /** What the bar is a share of. */
  of: number;
  filter: Readonly<Record<string, string>>;
}

function Line({ label, value, of, filter }: LineProps) {
  const { language } = useConsole();
  return (
    <li class="today-line">
      {value > 0 ? <a href={hashOf('mails', [], filter)}>{label}</a> : <span>{label}</span>}
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
  const rows = ['bounced', 'wrong', 'corrected', 'rehearsed', 'asWas', 'adapted', 'edited', 'replaced'] as const;
  return (
    <section class="card">
      <h2>{words.quality}</h2>
      <ul>
        {rows.map((name) => (
          <Line key={name} label={words.qualityRows[name]} {...figures[name]} of={figures.received.value} />
        ))}
      </ul>
    </section>
  );
}
