import { RequestAbortedError, RequestTimeoutError } from '@mistralai/mistralai/models/errors/httpclienterrors.js';
import { MistralError } from '@mistralai/mistralai/models/errors/mistralerror.js';
import { ResponseValidationError } from '@mistralai/mistralai/models/errors/responsevalidationerror.js';
import { AppError } from '../../shared/errors.ts';
import { retryAfterMs } from '../../shared/retry-after.ts';

/**
 * The SDK's errors in our words. Never with the original as cause: it holds the request, and with it the mail and the key.
 * `ConnectionError` and `RequestTimeoutError` are no `MistralError`s, and a body that breaks off is thrown as it comes.
 */
export function translate(error: unknown, model: string, now: number): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof ResponseValidationError) return new AppError('invalid', 'Mistral answered in a form that is not its own.');
  if (error instanceof MistralError) return ofStatus(error.statusCode, error.headers, () => error.body, model, now);
  if (error instanceof RequestTimeoutError) return timedOut();
  if (error instanceof RequestAbortedError) return new AppError('timeout', 'The call to Mistral was given up.');
  // What our own fetcher refused arrives wrapped.
  if (error instanceof Error && error.cause instanceof AppError) return error.cause;
  return new AppError('unavailable', 'Mistral cannot be reached, or the connection broke.');
}

export function timedOut(): AppError {
  return new AppError('timeout', 'Mistral did not answer in time.');
}

/** A retired model is a 404 or a 400: only the body tells the latter from a request that is wrong in itself. */
export function ofStatus(status: number, headers: Headers, body: () => string, model: string, now: number): AppError {
  const asked = retryAfterMs(headers.get('retry-after'), now);
  const wait = asked === undefined ? {} : { retryAfterMs: asked };
  switch (status) {
    case 401:
      return new AppError('config', 'Mistral does not accept the key: check MISTRAL_API_KEY and its workspace.');
    case 402:
      return new AppError('config', 'Mistral asks for payment: check the credit of the workspace.');
    case 403:
      return new AppError('config', `Mistral refuses the call: the workspace of MISTRAL_API_KEY may not use ${model}.`);
    case 404:
      return unknownModel(model);
    case 408:
      return timedOut();
    case 429:
      return new AppError('rate-limited', 'Mistral asks to wait: the limit of the workspace is reached.', wait);
  }
  if (status >= 500) return new AppError('unavailable', `Mistral has a failure of its own (${status}).`, wait);
  if (status < 400)
    return new AppError('unavailable', `What answers is not Mistral's API (${status}): check MISTRAL_SERVER_URL.`);
  if (status === 400 && /invalid[ _]model|model[^.]{0,80}(?:not|retired|deprecat|unknown)/i.test(body()))
    return unknownModel(model);
  return new AppError('invalid', `Mistral refused the request (${status}).`);
}

function unknownModel(model: string): AppError {
  return new AppError(
    'config',
    `Mistral does not know the model ${model}, or no longer: set MISTRAL_MODEL to one that it lists.`,
  );
}
