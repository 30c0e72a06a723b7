import { useState } from 'preact/hooks';
import { MODES, modeOf } from '../../../../shared/policy.ts';
import { OUTCOMES } from '../../../../shared/rehearsal.ts';
import { Choice } from '../../../page-kit/choice.tsx';
import { useConsole } from '../context.ts';
import { numberText } from '../format.ts';
import { Empty, Ready } from '../ui/states.tsx';
import { useLoad } from '../use-load.ts';
import { wordsOf } from '../words/words.ts';
import type { Change } from './change.ts';
import type { Evidence, Known, Rehearsal, SideBySide } from './data.ts';
import { Pair } from './pair.tsx';
import { Review } from './review.tsx';
import { EvidenceScale } from './scale.tsx';
import { autoWords } from './words.ts';

const PAGE = 10;

/** One category: what would have been sent beside what staff did, and what that says. */
export function RehearsalOf({ category, ...known }: Known & { category: string }) {
  const { language, me } = useConsole();
  const words = autoWords(language);
  const { rehearsal: own } = words;
  // Pages that were shown before the one that is loaded now.
  const [before, setBefore] = useState<readonly SideBySide[]>([]);
  const [change, setChange] = useState<Change | null>(null);
  const loaded = useLoad<Rehearsal>(
    `/api/rehearsal?${new URLSearchParams({ category, limit: `${PAGE}`, offset: `${before.length}` })}`,
  );
  const { settings, kinds } = known;
  const mode = modeOf(settings, category);
  if (!kinds.some(({ id }) => id === category)) return <Empty title={own.unknown} />;
  return (
    <>
      <div class="rehearsal-mode">
        <Choice
          label={words.categories.columns.mode}
          name="mode"
          value={change?.modes?.[category] ?? mode}
          disabled={me.role !== 'admin'}
          options={MODES.map((one) => [one, words.modes[one]] as const)}
          onChange={(chosen) => chosen !== mode && setChange({ modes: { [category]: chosen } })}
        />
        <p class="quiet">{words.modeTells[mode]}</p>
      </div>
      <Ready from={loaded}>
        {(data) => {
          const evidence = data.items.find(({ id }) => id === category);
          if (!evidence || evidence.rehearsed === 0) {
            return (
              <Empty title={own.emptyTitle}>
                <p>{own.empty}</p>
              </Empty>
            );
          }
          // Until the next page is there the one before still stands in its place.
          const mails = [...new Map([...before, ...data.mails].map((mail) => [mail.id, mail])).values()];
          return (
            <>
              <div class="columns">
                <section class="card">
                  <h2>{words.categories.columns.evidence}</h2>
                  <EvidenceScale evidence={evidence} />
                  <p class="quiet">{words.evidence.meaning}</p>
                </section>
                <Outcomes evidence={evidence} />
              </div>
              <section class="section">
                <h2>{own.sideTitle}</h2>
                <p class="quiet">{own.sideTells}</p>
                <ul class="all-rehearsed">
                  {mails.map((mail) => (
                    <Pair key={mail.id} mail={mail} />
                  ))}
                </ul>
                {mails.length < data.total && (loaded.loading || data.mails.length > 0) && (
                  <p class="mails-more">
                    <button type="button" class="button" disabled={loaded.loading} onClick={() => setBefore(mails)}>
                      {wordsOf(language).more}
                    </button>
                  </p>
                )}
              </section>
            </>
          );
        }}
      </Ready>
      {change && <Review {...known} change={change} onClose={() => setChange(null)} />}
    </>
  );
}

function Outcomes({ evidence }: { evidence: Evidence }) {
  const { language } = useConsole();
  const { rehearsal: words } = autoWords(language);
  const shown = OUTCOMES.filter((name) => evidence[name] > 0);
  const uncounted = evidence.outside + evidence.open > 0;
  return (
    <section class="card">
      <h2>{words.outcomeTitle}</h2>
      <p class="quiet">{words.rehearsed(numberText(evidence.rehearsed, language))}</p>
      <ul class="outcomes">
        {shown.map((name) => (
          <li key={name}>
            <span>
              {words.outcomes[name]}
              {(name === 'outside' || name === 'open') && '*'}
            </span>
            <span class="outcome-bar" aria-hidden="true">
              <span style={{ width: `${(100 * evidence[name]) / evidence.rehearsed}%` }} />
            </span>
            <span class="number">{numberText(evidence[name], language)}</span>
          </li>
        ))}
      </ul>
      {uncounted && <p class="quiet">* {words.notCounted}</p>}
    </section>
  );
}
