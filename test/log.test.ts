import { createLog, describeError, reporting } from '../server/log.ts';
import type { LogFields } from '../server/mail/context.ts';
import { AppError } from '../shared/errors.ts';

const SECRET = 'ya29.a-token-of-somebody';

test('of an error of a library only its kind, its code and where it was thrown are kept', () => {
  const error = Object.assign(new Error(`refused for ${SECRET}`), { code: 'EFAIL' });
  const told = describeError(error);
  expect(told).toMatchObject({
    type: 'Error',
    code: 'EFAIL',
    at: [expect.stringContaining('log.test.ts'), ...Array(5).fill(expect.any(String))],
  });
  expect(JSON.stringify(told)).not.toContain(SECRET);
});

test('a failure that was foreseen is told in one line, with what lies behind it', () => {
  const cause = Object.assign(new Error(SECRET), { code: 'ECONNRESET' });
  const told = describeError(new AppError('unavailable', 'Gmail history.list: answered 503', { cause }));
  expect(told).toMatchObject({ code: 'unavailable', message: 'Gmail history.list: answered 503', cause: { code: 'ECONNRESET' } });
  expect(JSON.stringify(told)).not.toContain('log.test.ts');
  expect(JSON.stringify(told)).not.toContain(SECRET);
});

test('an unexpected one keeps the place where it happened', () => {
  expect(describeError(new AppError('internal', 'Unexpected failure.')).at?.[0]).toContain('log.test.ts');
});

test('a line is JSON with time, severity, message and the fields', () => {
  const lines: string[] = [];
  const log = createLog({ write: (line: string) => void lines.push(line) });
  log.warn({ step: 'handle', recordId: 'a1', error: new AppError('timeout', 'too long') }, 'a mail waits');
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    severity: 'WARN',
    time: expect.any(String),
    step: 'handle',
    recordId: 'a1',
    error: { type: 'AppError', code: 'timeout', message: 'too long' },
    message: 'a mail waits',
  });
});

test('a message with lines like those of a stack is not taken for one', () => {
  const error = new Error(`line one\n    at ${SECRET}\n    at home`);
  expect(JSON.stringify(describeError(error))).not.toContain(SECRET);
});

test('unexpected errors are reported beside the log, foreseen ones are not', () => {
  const lines: string[] = [];
  const reported: { error: unknown; fields: LogFields; message: string }[] = [];
  const log = reporting(createLog({ write: (line: string) => void lines.push(line) }), (error, fields, message) =>
    reported.push({ error, fields, message }),
  );
  const unexpected = [new Error('x'), new AppError('internal', 'Unexpected failure.'), 'thrown text'];
  for (const error of unexpected) log.error({ step: 'job', error }, 'a job failed');
  log.warn({ step: 'handle', error: new AppError('timeout', 'too long') }, 'a mail waits');
  log.error({ step: 'alert', code: 'resync' }, 'no error at all');
  log.info({ step: 'start' }, 'started');
  expect(reported.map(({ error }) => error)).toEqual(unexpected);
  expect(lines).toHaveLength(6);
});
