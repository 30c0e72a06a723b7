import { Choice } from '../../../page-kit/choice.tsx';
import { useConsole } from '../context.ts';
import { dayText, numberText } from '../format.ts';
import { hashOf } from '../place.ts';
import { type Change, modeOf } from './change.ts';
import { MODES, type Mode } from './data.ts';
import { shortEvidence } from './evidence.ts';
import type { Known } from './overview.tsx';
import { autoWords } from './words.ts';

interface CategoriesProps extends Known {
  /** Chosen, and not made yet. */
  pending: Readonly<Record<string, Mode>>;
  onChange: (change: Change) => void;
}

export function Categories({ settings, home, kinds, evidence, pending, onChange }: CategoriesProps) {
  const { language, me, timeZone } = useConsole();
  const words = autoWords(language);
  const { categories: own } = words;
  const isoDay = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone });
  return (
    <section class="section">
      <h2>{own.title}</h2>
      <p class="quiet">{own.tells}</p>
      <div class="table modes">
        <table>
          <caption class="unseen">{own.title}</caption>
          <thead>
            <tr>
              <th scope="col">{own.columns.name}</th>
              <th scope="col">{own.columns.mode}</th>
              <th scope="col">{own.columns.evidence}</th>
              <th scope="col" class="number">
                {own.columns.held}
              </th>
            </tr>
          </thead>
          <tbody>
            {kinds.map(({ id, name, handling }) => {
              const mode = modeOf(settings, id);
              const since = settings.modes[id]?.since ?? 0;
              const known = evidence.find((one) => one.id === id);
              const held = home?.categories.find((one) => one.id === id)?.held ?? 0;
              return (
                <tr key={id}>
                  <th scope="row">
                    {name}
                    {handling === 'route' && <span class="below">{own.route}</span>}
                  </th>
                  <td>
                    <Choice
                      label={`${own.columns.mode}, ${name}`}
                      name={`mode-${id}`}
                      value={pending[id] ?? mode}
                      disabled={me.role !== 'admin'}
                      options={MODES.map((one) => [one, words.modes[one]] as const)}
                      onChange={(chosen) => chosen !== mode && onChange({ modes: { [id]: chosen } })}
                    />
                    {since > 0 && <span class="below">{own.since(dayText(isoDay.format(since), language, 'short'))}</span>}
                  </td>
                  <td>
                    {known && known.rehearsed > 0 ? (
                      <>
                        {shortEvidence(known, language)}
                        <a class="below" href={hashOf('auto-mode', [id])} aria-label={own.compareOf(name)}>
                          {own.compare}
                        </a>
                      </>
                    ) : (
                      <span class="quiet">{words.evidence.none}</span>
                    )}
                  </td>
                  <td class="number">
                    {held === 0 ? (
                      <span class="quiet">0</span>
                    ) : (
                      <a href={hashOf('mails', [], { status: 'held', category: id })}>{numberText(held, language)}</a>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
