import { AppError, isAppError } from '../../../shared/errors.ts';

/** gRPC's status codes (google.rpc.Code), by name. */
export const CODE = {
  cancelled: 1,
  unknown: 2,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  alreadyExists: 6,
  permissionDenied: 7,
  resourceExhausted: 8,
  failedPrecondition: 9,
  aborted: 10,
  outOfRange: 11,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
  dataLoss: 15,
  unauthenticated: 16,
} as const;

const LOGIN =
  'on Google Cloud run it as a service account, elsewhere use `gcloud auth application-default login` or GOOGLE_APPLICATION_CREDENTIALS';

/** What Firestore or its client says, as one of ours. `place` is the database, which is what an operator looks for. */
export function toAppError(cause: unknown, place: string): AppError {
  if (isAppError(cause)) return cause;
  const message = messageOf(cause);
  const say = (code: ConstructorParameters<typeof AppError>[0], text: string, retryable?: boolean) =>
    new AppError(code, text, { cause, ...(retryable === undefined ? {} : { retryable }) });
  switch (codeOf(cause)) {
    case CODE.invalidArgument:
      return /longer than|too large|too big|exceeds the maximum|maximum (?:allowed )?size|bytes/i.test(message)
        ? say('too-large', `A document is larger than the ${place} takes`)
        : say('internal', `The ${place} found a request malformed`);
    case CODE.deadlineExceeded:
      return say('timeout', `The ${place} did not answer in time`);
    case CODE.notFound:
      return say('config', `There is no ${place}, or it is not in Native mode: create it with npm run cli -- setup`);
    case CODE.alreadyExists:
      return say('already-exists', 'The document exists already');
    case CODE.permissionDenied:
      return say(
        'config',
        `No right to the ${place}: give the account that runs this the role roles/datastore.user, and see that the Firestore API is enabled`,
      );
    case CODE.unauthenticated:
      return say('config', `The ${place} does not know who asks (the account needs the role roles/datastore.user): ${LOGIN}`);
    case CODE.resourceExhausted:
      return say('rate-limited', `A quota of the ${place} is used up: see its usage and the billing of the project`);
    case CODE.failedPrecondition:
      if (/index/i.test(message)) {
        return say('config', `The ${place} lacks an index, or is still building it: npm run cli -- setup`);
      }
      if (/datastore mode|enterprise/i.test(message)) {
        return say('config', `The ${place} is of another kind: a Standard edition in Native mode is needed`);
      }
      return say('conflict', 'A document was changed meanwhile');
    case CODE.aborted:
      return say('unavailable', `Too many want to change the same document of the ${place}`);
    case CODE.cancelled:
    case CODE.internal:
    case CODE.unavailable:
      return say('unavailable', `The ${place} cannot be reached now`);
    case CODE.dataLoss:
      return say('store-corrupt', `The ${place} has lost data: restore a backup`);
    default:
      if (/terminated/i.test(message)) return say('unavailable', 'The store is closed');
      return /credential|authenticat|invalid_grant|invalid_rapt/i.test(message)
        ? say('config', `No credentials for the ${place}: ${LOGIN}`)
        : say('internal', `The ${place} failed`);
  }
}

/** gRPC's number, or null. By its field: the class may come from another copy of the library. */
export function codeOf(error: unknown): number | null {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'number' ? error.code : null;
}

function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : '';
}
