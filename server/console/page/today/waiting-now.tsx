import type { HomeView } from '../../../../shared/api.ts';
import { MINUTE_MS } from '../../../../shared/durations.ts';
import { useConsole } from '../context.ts';
import { numberText, spanText } from '../format.ts';
import { hashOf } from '../place.ts';
import { todayWords } from './words.ts';

const SHOWN = 4;

/** What a person has to look at, of this moment. */
export function WaitingNow({ home }: { home: HomeView }) {
  const { language } = useConsole();
  const words = todayWords(language);
  const { total, items } = home.waiting;
  return (
    <section class="card waiting-now">
      <div class="card-head">
        <h2>
          {words.waitingNow} <span class="count">{numberText(total, language)}</span>
        </h2>
        <div class="chips">
          <a class="chip" href={hashOf('auto-mode')}>
            {home.autoMode ? words.autoMode.on : words.autoMode.off}
          </a>
          {home.held > 0 && (
            <a class="chip" href={hashOf('mails', [], { status: 'held' })}>
              {words.heldNow(home.held)}
            </a>
          )}
        </div>
      </div>
      {total === 0 ? (
        <p class="quiet">{words.nothingWaits}</p>
      ) : (
        <ul class="waiting-list">
          {items.slice(0, SHOWN).map((mail) => (
            <li key={mail.id}>
              <a href={hashOf('mails', [mail.id])}>
                <span class="waiting-subject">{mail.subject || words.noSubject}</span>
                <span class="waiting-from">{mail.from.name || mail.from.address}</span>
                <span class="waiting-for">
                  {words.waitingSince(spanText(Math.max(MINUTE_MS, home.at - mail.receivedAt), language))}
                </span>
              </a>
              {mail.followsUp && <span class="chip">{words.followsUp}</span>}
            </li>
          ))}
        </ul>
      )}
      {total > Math.min(items.length, SHOWN) && (
        <a class="button small" href={hashOf('mails', [], { waiting: 'true' })}>
          {words.waitingAll(numberText(total, language))}
        </a>
      )}
    </section>
  );
}
