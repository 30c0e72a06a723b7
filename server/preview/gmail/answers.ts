export interface Answer {
  status: number;
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

const STATUS_NAMES: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ABORTED',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
};

/** An error as Google's APIs write it. */
export function refused(code: number, reason: string, message: string, headers: Readonly<Record<string, string>> = {}): Answer {
  const domain = /rateLimit|quota/i.test(reason) ? 'usageLimits' : 'global';
  const body = { error: { code, message, errors: [{ message, domain, reason }], status: STATUS_NAMES[code] ?? 'UNKNOWN' } };
  return { status: code, body, headers };
}

export const NOT_FOUND = refused(404, 'notFound', 'Requested entity was not found.');
export const UNAUTHENTICATED = refused(
  401,
  'authError',
  'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
);

export function invalid(message: string): Answer {
  return refused(400, 'invalidArgument', message);
}

/** As Google's token address writes it (RFC 6749 §5.2). */
export function oauthError(error: string, description: string, status = 400): Answer {
  return { status, body: { error, error_description: description } };
}
