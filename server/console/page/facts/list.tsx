import { useState } from 'preact/hooks';
import type { FactList } from '../../../../shared/api.ts';
import { addDays } from '../../../../shared/local-time.ts';
import { useConsole } from '../context.ts';
import { hashOf } from '../place.ts';
import { Text } from '../policy/fields.tsx';
import { useMayChange } from '../policy/parts.tsx';
import { periodText, todayIn } from '../policy/texts.ts';
import { policyWords } from '../policy/words.ts';
import { Empty } from '../ui/states.tsx';
import { Table } from '../ui/table.tsx';
import type { Fact } from './data.ts';
import { EndFact } from './end-fact.tsx';
import { FactForm } from './fact-form.tsx';
import { sortedFacts, stateOf } from './fact-state.ts';
import { contentLines } from './fact-text.ts';
import { factWords } from './words.ts';

type Doing = { what: 'new' } | { what: 'edit' | 'next' | 'end'; fact: Fact };

interface ListProps {
  facts: FactList;
  /** A key that the list is narrowed to: somebody came from an announcement. */
  open: string;
  onChanged: () => void;
}

export function List({ facts, open, onChanged }: ListProps) {
  const { language, timeZone } = useConsole();
  const words = factWords(language);
  const mayChange = useMayChange();
  const today = todayIn(timeZone);
  const [query, setQuery] = useState('');
  const [past, setPast] = useState(false);
  const [doing, setDoing] = useState<Doing | null>(null);
  const wanted = query.trim().toLowerCase();
  const shown = sortedFacts(facts.items, language).filter((fact) => {
    if (open !== '') return fact.key === open;
    const said = `${fact.key} ${fact.label.fr} ${fact.label.en} ${contentLines(fact, language).join(' ')}`.toLowerCase();
    return said.includes(wanted) && (past || stateOf(fact, today) !== 'over');
  });
  const close = (): void => setDoing(null);
  const changed = (): void => {
    close();
    onChanged();
  };
  return (
    <>
      {open === '' ? (
        <div class="filters">
          <Text label={words.search} value={query} onChange={setQuery} />
          <label class="check">
            <input type="checkbox" checked={past} onChange={({ currentTarget }) => setPast(currentTarget.checked)} />
            {words.past}
          </label>
          {mayChange && (
            <button type="button" class="button primary end" onClick={() => setDoing({ what: 'new' })}>
              {words.create}
            </button>
          )}
        </div>
      ) : (
        <p class="back">
          <a href={hashOf('facts')}>{words.all}</a>
        </p>
      )}
      {shown.length === 0 ? (
        <Empty title={words.nothing} />
      ) : (
        <Table
          caption={words.tabs.facts}
          columns={[words.columns.name, words.columns.says, words.columns.period]}
          actions={mayChange && policyWords(language).actions}
          class="cards"
        >
          {shown.map((fact) => (
            <Line
              key={`${fact.key} ${fact.validFrom} ${fact.validUntil}`}
              fact={fact}
              today={today}
              onDo={mayChange ? setDoing : null}
            />
          ))}
        </Table>
      )}
      {doing?.what === 'new' && <FactForm facts={facts} fact={null} onSaved={changed} onClose={close} />}
      {doing?.what === 'edit' && <FactForm facts={facts} fact={doing.fact} onSaved={changed} onClose={close} />}
      {doing?.what === 'next' && (
        <FactForm facts={facts} fact={null} like={followOn(doing.fact)} onSaved={changed} onClose={close} />
      )}
      {doing?.what === 'end' && <EndFact facts={facts} fact={doing.fact} onSaved={changed} onClose={close} />}
    </>
  );
}

/** The same once more, from the day after it ends. */
function followOn(fact: Fact): Fact {
  return { ...fact, validFrom: fact.validUntil && addDays(fact.validUntil, 1), validUntil: null };
}

const SHOWN_LINES = 4;

function Line({ fact, today, onDo }: { fact: Fact; today: string; onDo: ((doing: Doing) => void) | null }) {
  const { language } = useConsole();
  const words = factWords(language);
  const lines = contentLines(fact, language);
  const state = stateOf(fact, today);
  const name = fact.label[language] || fact.key;
  return (
    <tr>
      <th scope="row">
        {name}
        <span class="row-note">
          <br />
          <code>{fact.key}</code>, {words.kinds[fact.kind]}
        </span>
      </th>
      <td class="says">
        {lines.slice(0, SHOWN_LINES).map((line) => (
          <div key={line}>{/^https?:\/\//.test(line) ? <Link address={line} /> : line || <Untranslated />}</div>
        ))}
        {lines.length > SHOWN_LINES && <div class="quiet">{words.moreLines(lines.length - SHOWN_LINES)}</div>}
        {lines.length === 0 && <span class="quiet">{words.empty}</span>}
      </td>
      <td>
        {periodText(fact.validFrom, fact.validUntil, language)}{' '}
        {state !== 'now' && <span class={state === 'later' ? 'chip' : 'chip warn'}>{words.state[state]}</span>}
      </td>
      {onDo && (
        <td>
          <div class="buttons">
            {(['edit', 'next', 'end'] as const).map((what) => (
              <button
                key={what}
                type="button"
                class="button small"
                aria-label={`${words.do[what]}: ${name}`}
                onClick={() => onDo({ what, fact })}
              >
                {words.do[what]}
              </button>
            ))}
          </div>
        </td>
      )}
    </tr>
  );
}

function Link({ address }: { address: string }) {
  return (
    <a href={address} target="_blank" rel="noreferrer noopener">
      {address}
    </a>
  );
}

function Untranslated() {
  return <span class="quiet">{factWords(useConsole().language).empty}</span>;
}
