import type * as api from '../../shared/api.ts';
import { isAppError } from '../../shared/errors.ts';
import type { Settings } from '../../shared/policy.ts';
import { changeSwitches } from '../mail/actions/switch.ts';
import type { Context } from '../mail/context.ts';
import { readSettings } from '../store/settings.ts';
import { staffOf } from './mails.ts';
import type { Call } from './route.ts';
import { withExtras } from './send-error.ts';

export function settingsHandlers(ctx: Context) {
  return {
    read: async (): Promise<api.SettingsView> => settingsView(await readSettings(ctx.store)),

    change: async ({ body, user }: Call<unknown, api.SettingsBody>): Promise<api.SettingsAnswer> => {
      const { revision, ...change } = body;
      try {
        const { settings, withdrawn, left } = await changeSwitches(ctx, { revision, change, by: await staffOf(ctx, user) });
        return {
          settings: settingsView(settings),
          withdrawn,
          left: left.flatMap(({ recordId, kind, state, sentAt, dueAt }) =>
            state === 'intended' || state === 'withdrawn' ? [] : [{ mailId: recordId, kind, state, at: sentAt ?? dueAt }],
          ),
        };
      } catch (error) {
        if (!isAppError(error, 'conflict')) throw error;
        throw withExtras(error, { settings: settingsView(await readSettings(ctx.store)) });
      }
    },
  };
}

function settingsView(settings: Settings): api.SettingsView {
  const { ownAddresses, ownGroups, trustedForms } = settings;
  return {
    ...settings,
    modes: { ...settings.modes },
    thresholdPerCategory: { ...settings.thresholdPerCategory },
    ownAddresses: [...ownAddresses],
    ownGroups: [...ownGroups],
    trustedForms: [...trustedForms],
  };
}
