import { useConsole } from '../context.ts';
import { percentText } from '../format.ts';
import { Table } from '../ui/table.tsx';
import type { Detail } from './shown.ts';
import { mailsWords } from './words.ts';

type Reading = NonNullable<Detail['reading']>;

/** More are there when somebody asks. */
const SHOWN = 4;

export function ReadStep({ reading, chosen }: { reading: Reading; chosen: string | null }) {
  const { language } = useConsole();
  const { steps: words, one } = mailsWords(language);
  const { scores, slots, brain } = reading;
  const rest = scores.slice(SHOWN);
  return (
    <>
      <p>
        {words.readBy(brain)}
        <span class="quiet"> · {one.language(languageName(reading.language, language))}</span>
      </p>
      <p>{words.confidence(percentText(reading.confidence, language))}</p>
      <h4>{words.scores}</h4>
      <Scores scores={scores.slice(0, SHOWN)} chosen={chosen} />
      {rest.length > 0 && (
        <details>
          <summary>{words.moreScores(rest.length)}</summary>
          <Scores scores={rest} chosen={chosen} />
        </details>
      )}
      <h4>{words.slots}</h4>
      {slots.length === 0 ? (
        <p class="quiet">{words.noSlots}</p>
      ) : (
        <Table
          caption={words.slots}
          columns={[words.slotColumns.what, words.slotColumns.value, words.slotColumns.words]}
          class="slots"
        >
          {slots.map(({ name, label, value, quote }) => (
            <tr key={name}>
              <th scope="row">{label}</th>
              <td>{value}</td>
              <td>
                <q>{quote}</q>
              </td>
            </tr>
          ))}
        </Table>
      )}
    </>
  );
}

function Scores({ scores, chosen }: { scores: Reading['scores']; chosen: string | null }) {
  const { language } = useConsole();
  return (
    <ul class="scores">
      {scores.map(({ id, name, score }) => (
        <li key={id} class={id === chosen ? 'chosen' : undefined}>
          <span>{name}</span>
          <span class="score-bar" aria-hidden="true">
            <span style={{ width: `${100 * Math.min(1, Math.max(0, score))}%` }} />
          </span>
          <span class="number">{percentText(score, language)}</span>
        </li>
      ))}
    </ul>
  );
}

/** 'und', and what is no language code, is shown as it stands. */
function languageName(code: string, language: 'fr' | 'en'): string {
  try {
    return new Intl.DisplayNames(language, { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
