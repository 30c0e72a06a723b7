import { AppError } from '../../shared/errors.ts';
import { type GmailFormat, type GmailMethod, gmailUnits } from '../../shared/gmail-units.ts';
import { gmailError, isRefusedToken } from './gmail-errors.ts';

export interface CallSettings {
  /** Called once per request that is sent, repeated ones too, with its price in quota units. */
  onCall?: (method: string, units: number) => void;
  sleep?: (ms: number) => Promise<void>;
  random?: () => number;
  now?: () => number;
}

/** `read` may be repeated, `change` may not, `create` may not and is ambiguous when no answer comes. */
export type CallKind = 'read' | 'change' | 'create';

/** What every request carries. */
export interface RequestOptions {
  headers: Headers;
  timeout: number;
  rootUrl?: string;
}

export type GmailCall = <T>(
  method: GmailMethod,
  kind: CallKind,
  run: (options: RequestOptions) => Promise<T>,
  format?: GmailFormat,
) => Promise<T>;

/** Exponential backoff with full jitter, as Gmail's guide asks. What is left after that is the caller's to wait for. */
const MAX_ATTEMPTS = 4;
const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 8_000;

/** Prices each call, repeats reads that failed for a passing reason, and translates errors. */
export function createGmailCall(
  settings: CallSettings,
  prepare: (whole: boolean) => Promise<RequestOptions>,
  /** The token in these was refused: true when another may be had. */
  refused: (headers: Headers) => boolean,
): GmailCall {
  const sleep = settings.sleep ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
  const random = settings.random ?? Math.random;
  const now = settings.now ?? Date.now;

  return async (method, kind, run, format) => {
    let renewed = false;
    for (let attempt = 1; ; attempt++) {
      let headers: Headers | null = null;
      // A credential that cannot be renewed fails before anything can have had an effect.
      let sent = false;
      try {
        const options = await prepare(kind === 'create' || format === 'raw');
        headers = options.headers;
        settings.onCall?.(method, gmailUnits(method, format));
        sent = true;
        return await run(options);
      } catch (error) {
        if (headers && !renewed && isRefusedToken(error) && refused(headers)) {
          renewed = true;
          continue;
        }
        const translated = gmailError(error, method, { changes: sent && kind === 'create', now: now() });
        const wait = kind === 'read' && attempt < MAX_ATTEMPTS ? waitBefore(translated, attempt, random) : null;
        if (wait === null) throw spread(translated, random);
        await sleep(wait);
      }
    }
  };
}

/** Many mails are refused at the same moment: they must not all come back at the same moment. */
const SPREAD_MS = 5_000;

function spread(error: AppError, random: () => number): AppError {
  if (error.code !== 'rate-limited') return error;
  const retryAfterMs = (error.retryAfterMs ?? 0) + Math.round(random() * SPREAD_MS);
  return new AppError(error.code, error.message, { retryAfterMs, cause: error.cause });
}

/** null: not worth repeating here. */
function waitBefore(error: AppError, attempt: number, random: () => number): number | null {
  if (error.code !== 'rate-limited' && error.code !== 'unavailable' && error.code !== 'timeout') return null;
  const asked = error.retryAfterMs ?? 0;
  if (asked > LONGEST_WAIT_MS) return null;
  const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
  return Math.max(asked, Math.round(random() * ceiling));
}
