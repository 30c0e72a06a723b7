import { AppError } from '../../shared/errors.ts';
import { gmailError } from './gmail-errors.ts';

export interface Token {
  token: string;
  /** ms since the epoch: from then on another one is asked for. */
  until: number;
}

const TIMEOUT_MS = 10_000;
/** What waiting mends; whatever else the token endpoint says needs a person, and must not be taken for the mail's fault. */
const PASSING: ReadonlySet<string> = new Set(['unavailable', 'timeout', 'rate-limited']);
/** Said with a 400 or 403 now and then, and meant as a 503. */
const PASSING_WORDS = /^(internal_failure|server_error|temporarily_unavailable|rate_limit_exceeded|slow_down)$/;

/**
 * One request for an access token (RFC 6749 §5), of whichever grant. google-auth-library knows only Google's own address
 * for a service account's assertion, and repeats what failed by itself; here a failure is told once, like all of Gmail's.
 */
export async function requestToken(
  url: string,
  form: Readonly<Record<string, string>>,
  now: number,
): Promise<{ token: string; livesMs: number }> {
  const answer = await postForm(url, new URLSearchParams(form), {}, 'token', now);
  const token = Reflect.get(answer, 'access_token');
  const seconds = Number(Reflect.get(answer, 'expires_in') ?? 3_600);
  if (typeof token !== 'string' || token === '' || !(seconds > 0)) {
    throw new AppError('unavailable', 'Gmail token: an answer without a token: something else stands in between');
  }
  return { token, livesMs: seconds * 1000 };
}

/** POSTs and gives the JSON object that came. Rejects with `reauthorise`, `unavailable`, `timeout` or `rate-limited` alone. */
export async function postForm(
  url: string,
  body: URLSearchParams | string,
  headers: Readonly<Record<string, string>>,
  what: string,
  now: number,
): Promise<object> {
  const failed = (error: unknown): AppError => personOrTime(gmailError(error, what, { changes: false, now }));
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' });
    text = await response.text();
  } catch (error) {
    throw failed(error);
  }
  const data = parsed(text);
  if (response.ok && data !== null) return data;
  const status = isPassing(response, data) ? 503 : response.status;
  throw failed({ response: { status, headers: response.headers, data } });
}

/** Google names every refusal: an answer that names none is a proxy's or a portal's, and no word on the credential. */
function isPassing({ ok, status }: Response, data: object | null): boolean {
  const word: unknown = data && Reflect.get(data, 'error');
  return ok || (!word && status !== 429) || (typeof word === 'string' && PASSING_WORDS.test(word));
}

function personOrTime(error: AppError): AppError {
  if (error.code === 'reauthorise' || PASSING.has(error.code)) return error;
  return new AppError('reauthorise', error.message, { cause: error.cause });
}

function parsed(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : null;
  } catch {
    // A proxy's page: no answer of Google's.
    return null;
  }
}
