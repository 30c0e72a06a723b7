import { diffWordsWithSpace } from 'diff';
import { useMemo } from 'preact/hooks';
import { useConsole } from '../context.ts';
import { momentText } from '../format.ts';
import { hashOf } from '../place.ts';
import type { SideBySide } from './data.ts';
import { autoWords } from './words.ts';

/** Edits looked for at most: past them the two have little in common, and marks would only confuse. */
const MOST_EDITS = 200;

/** Where the two texts differ, or there is one alone, reading them says more than the word above them. */
const SAYS_MORE: ReadonlySet<SideBySide['became']> = new Set(['edited', 'replaced', 'adapted', 'recategorised'] as const);

/** One mail: what would have been sent, and what staff sent, what differs marked on its side. */
export function Pair({ mail }: { mail: SideBySide }) {
  const { language, timeZone } = useConsole();
  const { rehearsal: words } = autoWords(language);
  const { id, subject, receivedAt, became, recategorised, wouldHave, staffSent } = mail;
  const parts = useMemo(
    () =>
      became === 'edited' && wouldHave !== null && staffSent !== null
        ? diffWordsWithSpace(wouldHave, staffSent, { maxEditLength: MOST_EDITS })
        : undefined,
    [became, wouldHave, staffSent],
  );
  return (
    <li class="card rehearsed">
      <h3>
        <a href={hashOf('mails', [id])}>{subject || words.noSubject}</a>
      </h3>
      <p class="chips">
        <span class="quiet">{momentText(receivedAt, language, timeZone)}</span>
        <span class="chip">{words.outcomes[became]}</span>
        {recategorised && <span class="chip">{words.recategorised(recategorised.name)}</span>}
      </p>
      <details open={SAYS_MORE.has(became)}>
        <summary>{words.texts}</summary>
        <div class="rehearsed-texts">
          <section>
            <h4>{words.wouldHave}</h4>
            {wouldHave === null ? (
              <p class="quiet">{words.notKept}</p>
            ) : (
              <p class="text rehearsed-text">
                {parts
                  ? parts.map(({ value, added, removed }, index) =>
                      added ? null : removed ? (
                        <del key={index} class="removed">
                          {value}
                        </del>
                      ) : (
                        value
                      ),
                    )
                  : wouldHave}
              </p>
            )}
          </section>
          <section>
            <h4>{words.staffSent}</h4>
            {staffSent === null ? (
              <p class="quiet">{words.nothingSent}</p>
            ) : (
              <p class="text rehearsed-text">
                {parts
                  ? parts.map(({ value, added, removed }, index) =>
                      removed ? null : added ? (
                        <ins key={index} class="added">
                          {value}
                        </ins>
                      ) : (
                        value
                      ),
                    )
                  : staffSent}
              </p>
            )}
          </section>
        </div>
      </details>
      {parts && <p class="quiet rehearsed-hint">{words.differences}</p>}
    </li>
  );
}
