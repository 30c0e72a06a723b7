import type { AlertChannel } from '../alerts/alerts.ts';
import { type Check, failed, ok, unused, warned } from './checks.ts';

/**
 * Asked for, because it is open to all, the server's own, and does not end in z: Google's front end answers `/healthz` itself
 * on Cloud Run, with 404 (cloud.google.com/run/docs/known-issues, reserved URL paths).
 */
const PATH = '/openapi.json';

/** Whether the server answers where Google is told to reach it. Not reaching it from here need not mean that Google does not. */
export function publicUrlCheck(url: string | null, needed: boolean, reach: typeof fetch = fetch): Check {
  return {
    id: 'public-url',
    name: 'Public address',
    async run(signal) {
      if (url === null) {
        return needed
          ? failed('Not set: Pub/Sub has nowhere to push to.', 'Set MAILGPS_PUBLIC_URL.')
          : unused('nobody calls this server from outside.');
      }
      if (!url.startsWith('https://')) {
        const fix = 'Pub/Sub and the sidebar call over https only: set MAILGPS_PUBLIC_URL to an https address.';
        return needed ? failed(`${url} is not https.`, fix) : warned(`${url} is not https.`, fix);
      }
      try {
        const response = await reach(`${url}${PATH}`, { signal: soon(signal), redirect: 'manual' });
        const { status } = response;
        if (status === 200 && (await response.text()).includes('MAIL GPS')) return ok(`${url} answers.`);
        if (status === 200)
          return warned(`Something else answers at ${url}.`, 'Is MAILGPS_PUBLIC_URL the address of this server?');
        // Cloud Run itself refuses callers without a token where it was told to.
        if (status === 401 || status === 403) return warned(`${url} answers ${status}: it lets only callers with a token in.`);
        return warned(`${url} answers ${status} to ${PATH}.`, 'Is the server deployed, and is it this one?');
      } catch {
        return warned(
          `${url} cannot be reached from here.`,
          'If the server is running: does this network reach it? Google must.',
        );
      }
    },
  };
}

/** None is a warning: then what needs a person stands in the log alone. */
export function alertChecks(channels: readonly AlertChannel[], emulated: boolean): Check[] {
  if (channels.length > 0) {
    return channels.map((channel) => ({
      id: `alerts-${channel.name}`,
      name: `Alerts: ${channel.name}`,
      async run() {
        await channel.verify();
        return ok('would be taken (nothing was sent).');
      },
    }));
  }
  const fix = 'Set MAILGPS_ALERT_SMTP_URL or MAILGPS_ALERT_WEBHOOK.';
  return [
    {
      id: 'alerts',
      name: 'Alerts',
      run: async () =>
        emulated ? unused('an emulated mailbox needs nobody.') : warned('Nobody is told when something needs a person.', fix),
    },
  ];
}

/** Not called: a call says that all is well. */
export function heartbeatCheck(url: string | null, emulated: boolean): Check {
  const fix = 'Set MAILGPS_HEARTBEAT_URL to a service that tells when the call stays out.';
  return {
    id: 'heartbeat',
    name: 'Heartbeat',
    run: async () => {
      if (url !== null) return ok(`${new URL(url).host} (not called: a call says that all is well).`);
      return emulated ? unused('an emulated mailbox needs none.') : warned('Nobody notices when the server is dead.', fix);
    },
  };
}

/** Google takes no token from a clock that is off by more than five minutes; ours refuses likewise. */
const TOO_FAR_MS = 300_000;
const FAR_MS = 30_000;

/** `url`: one of Google's own; null: nothing here depends on the clock of others. */
export function clockCheck(url: string | null, now: () => number): Check {
  return {
    id: 'clock',
    name: 'Clock',
    async run(signal) {
      if (url === null) return unused('nothing here depends on the time of others.');
      const before = now();
      const date = await dateOf(url, soon(signal));
      if (date === null) return warned('Google’s time could not be asked for.', 'Is the network open from here?');
      // The header tells whole seconds, cut off.
      const off = Math.abs((before + now()) / 2 - (date + 500));
      const said = off < 2_000 ? 'as Google’s.' : `${Math.round(off / 1000)} s from Google’s.`;
      const fix = 'Switch time synchronisation (NTP) on.';
      if (off > TOO_FAR_MS) return failed(`${said} Google refuses our tokens.`, fix);
      return off > FAR_MS ? warned(said, fix) : ok(said);
    },
  };
}

async function dateOf(url: string, signal: AbortSignal): Promise<number | null> {
  try {
    const { headers } = await fetch(url, { method: 'HEAD', redirect: 'manual', signal });
    const date = Date.parse(headers.get('date') ?? '');
    return Number.isNaN(date) ? null : date;
  } catch {
    return null;
  }
}

const SOON_MS = 10_000;

function soon(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(SOON_MS)]);
}
