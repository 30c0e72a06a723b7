import { useState } from 'preact/hooks';
import type { z } from 'zod';
import type { AlertsView } from '../../../shared/api/console.ts';
import { CallError, call } from './api.ts';
import { useConsole } from './context.ts';
import { momentText } from './format.ts';
import { hashOf } from './place.ts';
import { failureText } from './ui/states.tsx';
import { useLive } from './use-events.ts';
import { useLoad } from './use-load.ts';
import { wordsOf } from './words/words.ts';

type Alerts = z.infer<typeof AlertsView>;
type Alert = Alerts['items'][number];

/** What needs a person besides single mails, with what can be done about it beside it. Nothing where nothing does. */
export function AlertBar() {
  const { language } = useConsole();
  const alerts = useLoad<Alerts>('/api/alerts');
  useLive(alerts.reload);
  const items = alerts.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <aside class="alerts" aria-label={wordsOf(language).alerts}>
      <ul>
        {items.map((alert) => (
          <Line key={alert.cause} alert={alert} onDone={alerts.reload} />
        ))}
      </ul>
    </aside>
  );
}

function Line({ alert, onDone }: { alert: Alert; onDone: () => void }) {
  const { language, timeZone } = useConsole();
  const words = wordsOf(language);
  return (
    <li class="alert">
      <div>
        <p class="alert-title">
          {alert.title} <span class="quiet">{words.since(momentText(alert.since, language, timeZone))}</span>
        </p>
        <p>{alert.text}</p>
        {alert.about.length > 0 && (
          <p class="chips">
            {alert.about.map((name) => (
              <span key={name} class="chip">
                {name}
              </span>
            ))}
          </p>
        )}
      </div>
      <Action alert={alert} onDone={onDone} />
    </li>
  );
}

function Action({ alert: { action, mailIds }, onDone }: { alert: Alert; onDone: () => void }) {
  const { me, language, say } = useConsole();
  const words = wordsOf(language);
  const [busy, setBusy] = useState(false);
  if (action === null) return null;
  if (action.kind === 'job' && action.job !== null) {
    const { job } = action;
    const start = (): void => {
      setBusy(true);
      call('POST', `/jobs/${job}`)
        .then(
          () => say(words.jobDone),
          (error: unknown) => say(failureText(error instanceof CallError ? error : new CallError(0, {}), language)),
        )
        .finally(() => {
          setBusy(false);
          onDone();
        });
    };
    const mayNot = me.role !== 'admin';
    return (
      <div class="alert-action">
        <button type="button" class="button" disabled={busy || mayNot} onClick={start}>
          {action.label}
        </button>
        {mayNot && <p class="quiet">{words.notAllowed}</p>}
      </div>
    );
  }
  const [only] = mailIds;
  const one = action.kind === 'mails' && mailIds.length === 1 && only !== undefined;
  const to = one ? hashOf('mails', [only]) : hashOf(PAGE_OF[action.kind], [], action.filter ?? {});
  return (
    <a class="button" href={to}>
      {action.label}
    </a>
  );
}

const PAGE_OF = { mails: 'mails', job: '', facts: 'facts', settings: 'auto-mode' } as const;
