import type { SettingsAnswer } from '../../../../shared/api.ts';
import { useConsole } from '../context.ts';
import { momentText } from '../format.ts';
import { hashOf } from '../place.ts';

import { autoWords } from './words.ts';

/** What a switch took back, and what it came too late for. */
export function Result({ answer }: { answer: SettingsAnswer }) {
  const { language, timeZone } = useConsole();
  const { result: words } = autoWords(language);
  const { withdrawn, left } = answer;
  return (
    <>
      <p role="status">{withdrawn.length === 0 ? words.none : words.withdrawn(withdrawn.length)}</p>
      {withdrawn.length > 0 && (
        <p>
          <a href={hashOf('mails', [], { waiting: 'true' })}>{words.seeWithdrawn}</a>
        </p>
      )}
      <p>{left.length === 0 ? words.noneLeft : words.left(left.length)}</p>
      {left.length > 0 && (
        <ul class="what-if-mails">
          {left.map(({ mailId, state, at }) => (
            <li key={mailId}>
              <a href={hashOf('mails', [mailId])}>{momentText(at, language, timeZone)}</a>
              <span class="quiet">{words.state[state]}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
