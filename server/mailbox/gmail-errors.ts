import { AppError, type ErrorCode } from '../../shared/errors.ts';
import { asText, field } from '../../shared/field.ts';
import { retryAfterMs } from '../../shared/retry-after.ts';

/**
 * What a failed Gmail call means, told once, here. `changes` is true for a call that cannot be repeated safely: when
 * nobody knows whether it had its effect, the outcome is unknown. Messages hold a method and a reason, never an address.
 */
export function gmailError(error: unknown, method: string, options: { changes: boolean; now: number }): AppError {
  // Half an answer to a creating call is as good as none.
  if (error instanceof AppError && !(options.changes && error.code === 'unavailable')) return error;
  const failure = readFailure(error);
  const say = (code: ErrorCode, text: string, more: { retryable?: boolean; retryAfterMs?: number } = {}) =>
    new AppError(code, `Gmail ${method}: ${text}`, { ...more, cause: summary(error, failure) });

  if (REVOKED.has(failure.oauthError)) return say('reauthorise', `the credential no longer works (${failure.oauthError})`);
  if (failure.status === 0) return noAnswer(failure, options.changes, say);
  if (failure.status === 401) return say('reauthorise', 'the credential was refused');
  if (failure.status === 429 || (failure.status === 403 && RATE_REASONS.has(failure.reason))) {
    return say('rate-limited', failure.reason || 'too many requests', waitOf(retryAfter(failure, options.now)));
  }
  if (method === 'users.watch') {
    const refusal = watchRefusal(failure);
    if (refusal) return say(...refusal);
  }
  if (failure.status === 403) return say(isLockedOut(failure) ? 'reauthorise' : 'forbidden', reasonOf(failure));
  if (failure.status === 404 || failure.status === 410) return say('not-found', 'no such thing');
  if (failure.status === 408) return say(options.changes ? 'outcome-unknown' : 'timeout', 'Gmail gave up waiting');
  if (failure.status === 409) return say('already-exists', failure.reason || 'conflict');
  if (failure.status === 413) return say('too-large', 'larger than Gmail takes');
  if (failure.status >= 500) {
    return options.changes
      ? say('outcome-unknown', `answered ${failure.status}`)
      : say('unavailable', `answered ${failure.status}`, waitOf(retryAfter(failure, options.now)));
  }
  // Ids that Gmail cannot have given are refused with 400 instead of 404.
  if (/mail service not enabled/i.test(failure.message)) return say('reauthorise', 'the account has no mailbox');
  if (/invalid id value/i.test(failure.message)) return say('not-found', 'no such thing');
  if (method === 'history.list' && /history ?id/i.test(failure.message)) return say('cursor-too-old', 'not a history id');
  return say('invalid', `answered ${failure.status} ${failure.reason}`.trim());
}

/** What a watch is refused for, by Google's words: the status alone says as much of other mistakes. */
function watchRefusal({ status, message }: Failure): [ErrorCode, string] | null {
  if (/only one user push notification client/i.test(message)) return ['already-exists', 'another watch stands'];
  if (status === 403 && /test message|not authorized to perform this action/i.test(message)) return ['config', NO_PUBLISHER];
  if ((status === 400 || status === 404) && /topic|test message/i.test(message)) return ['config', NO_TOPIC];
  return null;
}

const NO_PUBLISHER =
  'Gmail may not publish to the topic. Grant roles/pubsub.publisher on it to gmail-api-push@system.gserviceaccount.com (where the organisation restricts domains, with an exception).';
const NO_TOPIC =
  'the topic was refused. It must exist, in the project of the OAuth client or service account that enters the mailbox.';

/** "Delegation denied" for an address means that the credential is another account's. */
function isLockedOut({ reason, message }: Failure): boolean {
  return LOCKED_OUT.has(reason) || /delegation denied/i.test(message);
}

function reasonOf(failure: Failure): string {
  return isLockedOut(failure) ? `the mailbox may not be entered like this (${failure.reason})` : failure.reason || 'not allowed';
}

/** A token that is refused is refused before anything is done: the same call may be made with another. */
export function isRefusedToken(error: unknown): boolean {
  return readFailure(error).status === 401;
}

interface Failure {
  /** HTTP status; 0 when no answer came. */
  status: number;
  reason: string;
  message: string;
  oauthError: string;
  /** System or DOMException code of the deepest cause. */
  code: string;
  retryAfter: string;
}

const REVOKED: ReadonlySet<string> = new Set(['invalid_grant', 'invalid_client', 'unauthorized_client', 'invalid_rapt']);
const RATE_REASONS: ReadonlySet<string> = new Set([
  'rateLimitExceeded',
  'userRateLimitExceeded',
  'quotaExceeded',
  'dailyLimitExceeded',
]);
/**
 * 403 for the account and not for the call: no mail can be read until a person acts (consent with the right scope, the
 * domain's policy, the API switched on in the project), so nothing may be given up for it.
 */
const LOCKED_OUT: ReadonlySet<string> = new Set(['insufficientPermissions', 'domainPolicy', 'accessNotConfigured']);
/** The connection was never made, so the call cannot have had an effect. */
const NEVER_REACHED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const TIMED_OUT: ReadonlySet<string> = new Set([
  'TimeoutError',
  'AbortError',
  'ABORT_ERR',
  'ETIMEDOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);

type Say = (code: ErrorCode, text: string) => AppError;

function noAnswer(failure: Failure, changes: boolean, say: Say): AppError {
  if (NEVER_REACHED.has(failure.code)) return say('unavailable', `could not be reached (${failure.code})`);
  const text = `no answer (${failure.code || 'connection lost'})`;
  if (changes) return say('outcome-unknown', text);
  return say(TIMED_OUT.has(failure.code) ? 'timeout' : 'unavailable', text);
}

function readFailure(error: unknown): Failure {
  const response = field(error, 'response');
  const data = field(response, 'data');
  const apiError = field(data, 'error');
  const status = Number(field(response, 'status') ?? 0);
  const details = field(apiError, 'errors');
  const first: unknown = Array.isArray(details) ? details[0] : undefined;
  const headers = field(response, 'headers');
  return {
    status: Number.isFinite(status) ? status : 0,
    reason: asText(field(first, 'reason')) || asText(field(apiError, 'status')),
    message: asText(field(apiError, 'message')),
    oauthError: asText(apiError),
    code: deepestCode(error),
    retryAfter: headerOf(headers, 'retry-after'),
  };
}

/** Fetch hides the system error in `cause`, gaxios hides fetch's error in its own. */
function deepestCode(error: unknown): string {
  let code = '';
  let at: unknown = error;
  for (let depth = 0; depth < 6 && typeof at === 'object' && at !== null; depth++) {
    const own = asText(field(at, 'code'));
    const name = asText(field(at, 'name'));
    if (own !== '') code = own;
    if (TIMED_OUT.has(name)) code = name;
    at = field(at, 'cause');
  }
  return code;
}

/** From the header, or the date that Gmail writes into its message. */
function retryAfter({ retryAfter: header, message }: Failure, now: number): number | undefined {
  return retryAfterMs(header || /retry after (\d{4}-\d\d-\d\dT[\d:.]+Z)/i.exec(message)?.[1] || null, now);
}

function waitOf(ms: number | undefined): { retryAfterMs?: number } {
  return ms === undefined ? {} : { retryAfterMs: ms };
}

/** The original error carries the request with its token and the mail: only this much of it is kept. */
function summary(error: unknown, { status, reason, code }: Failure): Error {
  const name = error instanceof Error ? error.name : typeof error;
  return new Error(`${name}, status ${status}, reason ${reason || '-'}, code ${code || '-'}`);
}

/** Headers, of whichever fetch the client brought. */
function headerOf(headers: unknown, name: string): string {
  const get = field(headers, 'get');
  return typeof get === 'function' ? asText(Reflect.apply(get, headers, [name])) : '';
}
