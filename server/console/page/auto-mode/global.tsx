import { modeOf } from '../../../../shared/policy.ts';
import { useConsole } from '../context.ts';
import { momentText } from '../format.ts';
import type { Change } from './change.ts';
import type { Known } from './data.ts';
import { autoWords } from './words.ts';

/** One switch stops everything. */
export function Global({ settings, home, kinds, onChange }: Known & { onChange: (change: Change) => void }) {
  const { language, timeZone, me } = useConsole();
  const { global: words } = autoWords(language);
  const { autoMode, autoModeSince } = settings;
  const automatic = kinds.filter(({ id }) => modeOf(settings, id) === 'automatic').length;
  return (
    <section class="card switch-card" data-on={autoMode}>
      <div>
        <h2>
          {autoMode ? words.on : words.off}
          {autoModeSince !== null && (
            <span class="switch-since">{words.since(momentText(autoModeSince, language, timeZone))}</span>
          )}
        </h2>
        <p>{autoMode ? words.onTells(automatic) : words.offTells}</p>
        {home && autoMode && <p class="quiet">{words.held(home.held)}</p>}
      </div>
      <button
        type="button"
        class={autoMode ? 'button danger' : 'button primary'}
        disabled={me.role !== 'admin'}
        onClick={() => onChange({ autoMode: !autoMode })}
      >
        {autoMode ? words.turnOff : words.turnOn}
      </button>
    </section>
  );
}
