import { dayIn } from '../../../../shared/local-time.ts';
import { type CategoryMode, MODES, modeOf } from '../../../../shared/policy.ts';
import { Choice } from '../../../page-kit/choice.tsx';
import { useConsole } from '../context.ts';
import { dayText } from '../format.ts';
import { hashOf } from '../place.ts';
import { MailCount } from '../ui/mail-count.tsx';
import { Table } from '../ui/table.tsx';
import type { Change } from './change.ts';
import type { Evidence, Known } from './data.ts';
import { shortEvidence } from './evidence.ts';
import type { Kind } from './use-kinds.ts';
import { autoWords } from './words.ts';

interface CategoriesProps extends Known {
  /** Chosen, and not made yet. */
  pending: Readonly<Record<string, CategoryMode>>;
  onChange: (change: Change) => void;
}

export function Categories({ settings, home, kinds, evidence, pending, onChange }: CategoriesProps) {
  const { categories: words } = autoWords(useConsole().language);
  const { name, mode, evidence: right, held } = words.columns;
  return (
    <section class="section">
      <h2>{words.title}</h2>
      <p class="quiet">{words.tells}</p>
      <Table caption={words.title} columns={[name, mode, right]} numbers={[held]} class="modes">
        {kinds.map((kind) => (
          <Row
            key={kind.id}
            kind={kind}
            mode={modeOf(settings, kind.id)}
            chosen={pending[kind.id]}
            since={settings.modes[kind.id]?.since ?? 0}
            evidence={evidence.find(({ id }) => id === kind.id)}
            held={home?.categories.find(({ id }) => id === kind.id)?.held ?? 0}
            onChoose={(chosen) => onChange({ modes: { [kind.id]: chosen } })}
          />
        ))}
      </Table>
    </section>
  );
}

interface RowProps {
  kind: Kind;
  mode: CategoryMode;
  chosen: CategoryMode | undefined;
  /** When the mode was set, ms since the epoch; 0: never. */
  since: number;
  evidence: Evidence | undefined;
  held: number;
  onChoose: (mode: CategoryMode) => void;
}

function Row({ kind: { id, name, handling }, mode, chosen, since, evidence, held, onChoose }: RowProps) {
  const { language, me, timeZone } = useConsole();
  const words = autoWords(language);
  const { categories: own } = words;
  return (
    <tr>
      <th scope="row">
        {name}
        {handling === 'route' && <span class="below">{own.route}</span>}
      </th>
      <td>
        <Choice
          label={`${own.columns.mode}, ${name}`}
          name={`mode-${id}`}
          value={chosen ?? mode}
          disabled={me.role !== 'admin'}
          options={MODES.map((one) => [one, words.modes[one]] as const)}
          onChange={(one) => one !== mode && onChoose(one)}
        />
        {since > 0 && <span class="below">{own.since(dayText(dayIn(timeZone, since), language, 'short'))}</span>}
      </td>
      <td>
        {evidence && evidence.rehearsed > 0 ? (
          <>
            {shortEvidence(evidence, language)}
            <a class="below" href={hashOf('auto-mode', [id])} aria-label={own.compareOf(name)}>
              {own.compare}
            </a>
          </>
        ) : (
          <span class="quiet">{words.evidence.none}</span>
        )}
      </td>
      <MailCount count={held} filter={{ status: 'held', category: id }} />
    </tr>
  );
}
