/// <reference types="google-apps-script" />
import type { Host } from './host.ts';
import { anyNumberOfArguments, describe, leftOut, strict } from './strict.ts';

type User = GoogleAppsScript.Base.User;
type Session = GoogleAppsScript.Base.Session;
type Logger = GoogleAppsScript.Base.Logger;
type ScriptApp = GoogleAppsScript.Script.ScriptApp;

/** The type package says text; the reference says that it is null where there is no token to give. */
export type ScriptAppStandIn = { getIdentityToken(): ReturnType<ScriptApp['getIdentityToken']> | null };

export function session(host: Host): Session {
  const user = strict<User>('User', {
    getEmail: () => host.user.email,
    getUserLoginId: leftOut('User.getUserLoginId (deprecated)'),
  });
  return strict<Session>('Session', {
    getActiveUser: () => user,
    getEffectiveUser: () => user,
    getActiveUserLocale: () => host.user.locale,
    getScriptTimeZone: () => host.manifest?.timeZone ?? host.user.timeZone,
    getTemporaryActiveUserKey: leftOut('Session.getTemporaryActiveUserKey'),
    getTimeZone: leftOut('Session.getTimeZone (deprecated)'),
    getUser: leftOut('Session.getUser (deprecated)'),
  });
}

export function scriptApp(host: Host): ScriptAppStandIn {
  return strict<ScriptAppStandIn>('ScriptApp', { getIdentityToken: () => host.identityToken() });
}

export function logger(host: Host): Logger {
  const lines: string[] = [];
  const self: Logger = strict<Logger>('Logger', {
    clear() {
      lines.length = 0;
    },
    getLog: () => lines.join('\n'),
    log: anyNumberOfArguments((...values: unknown[]) => {
      const line = values.map(printed).join(' ');
      lines.push(line);
      host.log(line);
      return self;
    }),
  });
  return self;
}

export function consoleStandIn(
  host: Host,
): Record<'log' | 'info' | 'warn' | 'error' | 'time' | 'timeEnd', (...values: unknown[]) => void> {
  const say = anyNumberOfArguments((...values: unknown[]) => host.log(values.map(printed).join(' ')));
  const nothing = anyNumberOfArguments(() => {});
  return strict('console', { log: say, info: say, warn: say, error: say, time: nothing, timeEnd: nothing });
}

function printed(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return String(value);
  try {
    return JSON.stringify(value) ?? describe(value);
  } catch {
    return describe(value);
  }
}
