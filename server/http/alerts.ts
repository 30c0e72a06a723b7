import type { z } from 'zod';
import { ALERTS, type AlertCause } from '../../shared/alerts.ts';
import type * as api from '../../shared/api.ts';
import type { Localized } from '../../shared/policy.ts';
import type { Context } from '../mail/context.ts';
import { openAlerts } from '../store/alerts.ts';
import type { Call } from './route.ts';

interface Action {
  kind: 'mails' | 'job' | 'facts' | 'settings';
  label: Localized;
  filter?: Record<string, string>;
  /** An admin may start it: POST /jobs/NAME. */
  job?: string;
}

const MAILS = { fr: 'Voir ces messages', en: 'See these mails' };
const LOOK = { fr: 'Relever la boîte maintenant', en: 'Read the mailbox now' };

/** What can be done in the console itself; for the rest the words say where. */
const ACTIONS: Readonly<Record<AlertCause, Action | null>> = {
  reauthorise: null,
  'watch-lapsed': { kind: 'job', label: { fr: 'Renouveler l’annonce', en: 'Renew the watch' }, job: 'renew-watch' },
  'mail-failed': { kind: 'mails', label: MAILS, filter: { status: 'failed' } },
  // What may have left is `failed`, what certainly did not is a suggestion again.
  'send-unknown': { kind: 'mails', label: MAILS, filter: { waiting: 'true' } },
  resync: null,
  'model-down': null,
  'model-budget': null,
  'canary-missed': { kind: 'job', label: LOOK, job: 'poll-mailbox' },
  'facts-expiring': { kind: 'facts', label: { fr: 'Compléter ces informations', en: 'Complete these facts' } },
};

/** What needs people now, with what they can do about it: the bar above every page. */
export function alertsHandler(ctx: Context) {
  return async ({ language }: Call<unknown, unknown>): Promise<z.input<typeof api.AlertsView>> => {
    const open = await openAlerts(ctx.store, ctx.now());
    return {
      items: open.map(({ cause, openSince, lastAt, about }) => {
        const action = ACTIONS[cause];
        return {
          cause,
          title: ALERTS[cause].title[language],
          text: ALERTS[cause].todo[language],
          since: openSince ?? lastAt,
          at: lastAt,
          mailIds: [...(about?.recordIds ?? [])],
          about: [...(about?.about ?? [])],
          action: action && {
            kind: action.kind,
            label: action.label[language],
            filter: action.filter ?? null,
            job: action.job ?? null,
          },
        };
      }),
    };
  };
}
