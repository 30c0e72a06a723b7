import { CODE, toAppError } from '../../../server/store/firestore/errors.ts';
import { AppError } from '../../../shared/errors.ts';

const PLACE = 'Firestore database (default) of project school';
const grpc = (code: number, message = 'what it says') => Object.assign(new Error(message), { code });

it.each<[string, number, string, string, boolean, RegExp?]>([
  ['cancelled', CODE.cancelled, '', 'unavailable', true],
  ['unknown', CODE.unknown, '', 'internal', false],
  ['too large a value', CODE.invalidArgument, 'The value of property "data" is longer than 1048487 bytes.', 'too-large', false],
  [
    'too large a document',
    CODE.invalidArgument,
    'Document exceeds the maximum allowed size of 1,048,576 bytes.',
    'too-large',
    false,
  ],
  ['a malformed request', CODE.invalidArgument, 'Invalid resource field', 'internal', false],
  ['no answer', CODE.deadlineExceeded, '', 'timeout', true],
  ['no database', CODE.notFound, 'The database (default) does not exist for project school', 'config', false, /setup/],
  ['a taken id', CODE.alreadyExists, '', 'already-exists', false],
  ['no right', CODE.permissionDenied, '', 'config', false, /roles\/datastore\.user/],
  ['nobody known', CODE.unauthenticated, '', 'config', false, /roles\/datastore\.user/],
  ['a quota', CODE.resourceExhausted, '', 'rate-limited', true, /quota/],
  [
    'a missing index',
    CODE.failedPrecondition,
    'The query requires an index. You can create it here',
    'config',
    false,
    /cli -- setup/,
  ],
  ['an unfinished index', CODE.failedPrecondition, 'That index is currently building', 'config', false, /cli -- setup/],
  ['Datastore mode', CODE.failedPrecondition, 'not available for Datastore Mode', 'config', false, /Native mode/],
  ['a change meanwhile', CODE.failedPrecondition, 'the stored version does not match', 'conflict', true],
  ['contention', CODE.aborted, '', 'unavailable', true],
  ['an error of its own', CODE.internal, '', 'unavailable', true],
  ['an outage', CODE.unavailable, '', 'unavailable', true],
  ['lost data', CODE.dataLoss, '', 'store-corrupt', false],
])('tells %s', (_what, code, message, expected, retryable, says = /./) => {
  const error = toAppError(grpc(code, message), PLACE);
  expect(error).toMatchObject({ code: expected, retryable });
  expect(error.message).toMatch(says);
  // What the library says may hold ids and values.
  if (message !== '') expect(error.message).not.toContain(message);
});

it('tells missing credentials, which have no code', () => {
  expect(toAppError(new Error('Could not load the default credentials.'), PLACE)).toMatchObject({
    code: 'config',
    message: expect.stringContaining('gcloud auth application-default login'),
  });
});

it('passes ours on', () => {
  const ours = new AppError('conflict', 'x');
  expect(toAppError(ours, PLACE)).toBe(ours);
});
