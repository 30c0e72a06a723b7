import { useConsole } from '../context.ts';
import { hashOf } from '../place.ts';
import { periodText } from '../policy/texts.ts';
import { policyWords } from '../policy/words.ts';
import { Table } from '../ui/table.tsx';
import type { NewTerm } from './data.ts';
import { contentLines } from './fact-text.ts';
import { factWords } from './words.ts';

/** What a new term copies, what it leaves alone and why, and what somebody has to look at. */
export function TermPlan({ plan, busy, onApply }: { plan: NewTerm; busy: boolean; onApply: () => void }) {
  const { language } = useConsole();
  const words = factWords(language);
  const { copied, skipped, review, templates, published } = plan;
  return (
    <section class="card understood" aria-live="polite">
      <h2>{published ? words.term.done(copied.length) : words.term.would(copied.length)}</h2>
      {copied.length > 0 && (
        <Table caption={words.term.copied} columns={[words.columns.name, words.columns.says, words.columns.period]} class="cards">
          {copied.map((fact) => (
            <tr key={fact.key}>
              <th scope="row">
                {published ? (
                  <a href={hashOf('facts', [], { key: fact.key })}>{fact.label[language] || fact.key}</a>
                ) : (
                  fact.label[language] || fact.key
                )}{' '}
                {review.includes(fact.key) && <span class="chip warn">{words.term.review}</span>}
              </th>
              <td>{contentLines(fact, language).slice(0, 3).join(' · ') || <span class="quiet">{words.empty}</span>}</td>
              <td>{periodText(fact.validFrom, fact.validUntil, language)}</td>
            </tr>
          ))}
        </Table>
      )}
      {skipped.length > 0 && (
        <details>
          <summary>{words.term.skipped(skipped.length)}</summary>
          <ul class="points">
            {skipped.map(({ key, why }) => (
              <li key={key}>
                <code>{key}</code> {words.term.why[why]}
              </li>
            ))}
          </ul>
        </details>
      )}
      {published && templates.length > 0 && (
        <div>
          <p>{words.term.templates}</p>
          <ul class="points">
            {templates.map(({ id, subject, language: written }) => (
              <li key={id}>
                <a href={hashOf('templates', [id])}>{`${subject} (${policyWords(language).languages[written]})`}</a>
              </li>
            ))}
          </ul>
        </div>
      )}
      {!published && (
        <div class="buttons">
          <button type="button" class="button primary" disabled={busy} onClick={onApply}>
            {words.term.apply}
          </button>
        </div>
      )}
    </section>
  );
}
