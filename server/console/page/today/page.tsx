import type { HomeView } from '../../../../shared/api.ts';
import { Choice } from '../../../page-kit/choice.tsx';
import { useConsole } from '../context.ts';
import { clockText } from '../format.ts';
import { filter, type Place } from '../place.ts';
import { Empty, Ready } from '../ui/states.tsx';
import { useLive } from '../use-events.ts';
import { useLoad } from '../use-load.ts';
import { Categories } from './categories.tsx';
import { Cost } from './cost.tsx';
import { type Figures, PERIODS } from './data.ts';
import { Days } from './days.tsx';
import { KeyFigures } from './key-figures.tsx';
import { Quality, Who } from './lists.tsx';
import { Speed } from './speed.tsx';
import { WaitingNow } from './waiting-now.tsx';
import { todayWords } from './words.ts';

/** What came in, what became of it, and what waits. Every figure leads to its mails. */
export function Page({ place }: { place: Place }) {
  const { language, timeZone } = useConsole();
  const words = todayWords(language);
  const period = PERIODS.find((known) => known === place.query.period) ?? 'week';
  const category = place.query.category ?? '';
  const figures = useLoad<Figures>(`/api/figures?${new URLSearchParams({ period, ...(category && { category }) })}`);
  const home = useLoad<HomeView>('/api/home');
  useLive(() => {
    figures.reload();
    home.reload();
  });
  const asOf = figures.data?.asOf ?? 0;
  return (
    <div class="today">
      <div class="page-head">
        <h1>{words.title}</h1>
        <p class="quiet">{asOf > 0 && words.asOf(clockText(asOf, language, timeZone))}</p>
      </div>
      <Ready from={home}>{(now) => <WaitingNow home={now} />}</Ready>
      <div class="filters">
        <Choice
          label={words.period.label}
          name="period"
          value={period}
          options={PERIODS.map((known) => [known, words.period[known]] as const)}
          onChange={(value) => filter(place, { period: value })}
        />
        <select
          aria-label={words.category}
          value={category}
          onChange={({ currentTarget }) => filter(place, { category: currentTarget.value })}
        >
          <option value="">{words.everything}</option>
          {(home.data?.categories ?? []).map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <Ready from={figures}>
        {(shown) =>
          shown.received.value === 0 ? (
            <Nothing figures={shown} place={place} mailbox={home.data?.mailbox ?? ''} />
          ) : (
            <>
              <KeyFigures figures={shown} />
              <Days figures={shown} />
              <div class="columns">
                <Who figures={shown} />
                <Quality figures={shown} />
              </div>
              {category === '' && <Categories figures={shown} />}
              <Speed figures={shown} />
              <Cost figures={shown} />
            </>
          )
        }
      </Ready>
    </div>
  );
}

function Nothing({ figures, place, mailbox }: { figures: Figures; place: Place; mailbox: string }) {
  const words = todayWords(useConsole().language);
  const all = useLoad<Figures>('/api/figures?period=term');
  if (figures.asOf === 0) return <Empty title={words.counting} />;
  if (all.data?.received.value === 0) {
    return (
      <Empty title={words.emptyTerm(mailbox)}>
        <p>{words.emptyTermHint}</p>
      </Empty>
    );
  }
  return (
    <Empty title={words.emptyPeriod}>
      <p>{words.emptyHint}</p>
      <button type="button" class="button" onClick={() => filter(place, { period: 'term', category: '' })}>
        {words.wider}
      </button>
    </Empty>
  );
}
