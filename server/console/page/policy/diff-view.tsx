import { useConsole } from '../context.ts';
import { type Difference, diffRows, shortened } from './diff-rows.ts';
import { policyWords } from './words.ts';

const SIGN = { added: '+', removed: '−', same: '' } as const;

/** What changed, line by line: a sign and a word beside the colour, so that it reads without any. */
export function DiffView({ parts, label }: { parts: readonly Difference[]; label: string }) {
  const { diff } = policyWords(useConsole().language);
  const rows = shortened(diffRows(parts));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section class="diff table" aria-label={label} tabIndex={0}>
      <table>
        <caption class="unseen">{label}</caption>
        <tbody>
          {rows.map((entry, i) =>
            'gap' in entry ? (
              <tr key={i} class="diff-gap">
                <td />
                <td>⋯ {entry.gap}</td>
              </tr>
            ) : (
              <tr key={i} data-kind={entry.row.kind}>
                <td class="diff-sign">
                  <span aria-hidden="true">{SIGN[entry.row.kind]}</span>
                  <span class="unseen">{diff[entry.row.kind]}</span>
                </td>
                <td>
                  <DiffText kind={entry.row.kind} text={entry.row.text} />
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </section>
  );
}

function DiffText({ kind, text }: { kind: Difference['kind']; text: string }) {
  if (kind === 'added') return <ins class="added">{text || ' '}</ins>;
  if (kind === 'removed') return <del class="removed">{text || ' '}</del>;
  return <span>{text || ' '}</span>;
}
