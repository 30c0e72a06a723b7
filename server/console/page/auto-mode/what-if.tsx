import { useConsole } from '../context.ts';
import { momentText, numberText } from '../format.ts';
import { hashOf } from '../place.ts';
import { Failure } from '../ui/states.tsx';
import { Table } from '../ui/table.tsx';
import { wordsOf } from '../words/words.ts';
import type { WhatIf } from './data.ts';
import type { Tried } from './use-what-if.ts';
import { autoWords } from './words.ts';

/** Before anything is saved: what the same change would have done to the mails there were. */
export function WhatIfResult({ tried }: { tried: Tried }) {
  const { language } = useConsole();
  const { whatIf: words } = autoWords(language);
  const { result, error, more, loading } = tried;
  const rest = result ? Math.max(left(result.more), left(result.less)) : 0;
  return (
    <div class="what-if" aria-busy={loading}>
      <h3>{words.title}</h3>
      {error && <Failure error={error} onRetry={more} />}
      {!result && !error && <p role="status">{words.working}</p>}
      {result && result.rows === 0 && <p>{words.nothing}</p>}
      {result && result.rows > 0 && (
        <>
          <p role="status">
            <strong>
              {result.more.count + result.less.count === 0
                ? words.same
                : words.numbers(numberText(result.before, language), numberText(result.after, language))}
            </strong>
          </p>
          <p class="quiet">{words.basis(numberText(result.rows, language))}</p>
          <Lacking result={result} />
          <Difference kind="more" difference={result.more} />
          <Difference kind="less" difference={result.less} />
          {rest > 0 && (
            <button type="button" class="button small" disabled={loading} onClick={more}>
              {wordsOf(language).more}
            </button>
          )}
          {result.categories.length > 1 && <PerCategory result={result} />}
        </>
      )}
    </div>
  );
}

/** What would keep such mails from leaving today, whatever the switches say. */
function Lacking({ result }: { result: WhatIf }) {
  const { language } = useConsole();
  const { whatIf: words } = autoWords(language);
  if (result.lacking.length === 0) return null;
  return (
    <div class="lacking">
      <p>
        <strong>{words.lacking}</strong>
      </p>
      <ul>
        {result.lacking.map(({ category, language: of, name, why }) => (
          <li key={`${category.id} ${of} ${name}`}>
            {category.name} ({words.languages[of]}): <code>{name}</code> {words.lacks[why]}
          </li>
        ))}
      </ul>
    </div>
  );
}

type Diff = WhatIf['more'];

function left({ count, mails }: Diff): number {
  return count - mails.length;
}

function Difference({ kind, difference }: { kind: 'more' | 'less'; difference: Diff }) {
  const { language } = useConsole();
  const { whatIf: words } = autoWords(language);
  const { count, corrected, mails } = difference;
  if (count === 0) return null;
  return (
    <section class="difference">
      <h4>
        {words[kind](numberText(count, language))}
        <span class={corrected > 0 && kind === 'more' ? 'told bad' : 'told quiet'}>
          {' '}
          · {corrected === 0 ? words.noneCorrected : words.corrected(corrected, numberText(corrected, language))}
        </span>
      </h4>
      <details>
        <summary>{words.which}</summary>
        <ul class="what-if-mails">
          {mails.map((mail, index) => (
            <DifferentMail key={mail.id || index} mail={mail} />
          ))}
        </ul>
      </details>
    </section>
  );
}

/** Without an id: its record is gone, the moment is all that stays. */
function DifferentMail({ mail: { id, receivedAt, subject, category, corrected } }: { mail: Diff['mails'][number] }) {
  const { language, timeZone } = useConsole();
  const { whatIf: words } = autoWords(language);
  const when = momentText(receivedAt, language, timeZone);
  return (
    <li>
      {id === '' ? (
        <span>
          {when} <span class="quiet">({words.purged})</span>
        </span>
      ) : (
        <a href={hashOf('mails', [id])} target="_blank" rel="noreferrer">
          {subject || words.noSubject}
        </a>
      )}
      <span class="quiet">
        {category.name}
        {id !== '' && ` · ${when}`}
      </span>
      {corrected && <span class="chip">{words.mark}</span>}
    </li>
  );
}

const COLUMNS = ['before', 'after', 'more', 'less', 'corrected'] as const;

function PerCategory({ result }: { result: WhatIf }) {
  const { language } = useConsole();
  const { whatIf: words } = autoWords(language);
  return (
    <details>
      <summary>{words.perCategory}</summary>
      <Table caption={words.perCategory} columns={[words.columns.name]} numbers={COLUMNS.map((name) => words.columns[name])}>
        {result.categories.map((row) => (
          <tr key={row.id}>
            <th scope="row">{row.name}</th>
            {COLUMNS.map((name) => (
              <td key={name} class="number">
                {numberText(row[name], language)}
              </td>
            ))}
          </tr>
        ))}
      </Table>
    </details>
  );
}
