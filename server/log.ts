import { type DestinationStream, pino } from 'pino';
import { isAppError } from '../shared/errors.ts';
import type { Log, LogFields } from './mail/context.ts';

/**
 * JSON, one line each: ids, steps and codes. Of an error only what we wrote ourselves is kept: the messages of libraries
 * may hold a token or an address.
 */
export function createLog(destination: DestinationStream, level = 'info'): Log & { flush(): void } {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ severity: label.toUpperCase() }) },
      messageKey: 'message',
      serializers: { error: describeError },
    },
    destination,
  );
  return {
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
    flush: () => logger.flush(),
  };
}

interface ErrorSummary {
  type: string;
  code?: string;
  message?: string;
  at?: string[];
  cause?: ErrorSummary;
}

const FRAMES = 6;

/** What may be logged of an error. */
export function describeError(error: unknown, depth = 0, foreseen = false): ErrorSummary {
  if (!(error instanceof Error)) return { type: typeof error };
  const summary: ErrorSummary = { type: error.name };
  if (isAppError(error)) {
    summary.code = error.code;
    summary.message = error.message;
  } else if ('code' in error && (typeof error.code === 'string' || typeof error.code === 'number')) {
    summary.code = String(error.code);
  }
  // A failure that was foreseen is told by its codes: where it was noticed says nothing more.
  const known = foreseen || (isAppError(error) && error.code !== 'internal');
  if (!known) summary.at = framesOf(error);
  if (error.cause !== undefined && depth < 3) summary.cause = describeError(error.cause, depth + 1, known);
  return summary;
}

/** They name files and functions only; what stands before them repeats the message, which may have lines like theirs. */
function framesOf(error: Error): string[] {
  const frames = (error.stack ?? '')
    .replace(error.message, '')
    .split('\n')
    .filter((line) => line.startsWith('    at '));
  return frames.slice(0, FRAMES).map((line) => line.trim());
}

/** What nobody foresaw: any error that is none of ours, and our own that says so. */
function isUnexpected(error: unknown): boolean {
  return error !== undefined && (!isAppError(error) || error.code === 'internal');
}

/** The same log, which also hands unexpected errors to `report`. */
export function reporting(log: Log, report: (error: unknown, fields: LogFields, message: string) => void): Log {
  const also = (level: 'warn' | 'error') => (fields: LogFields, message: string) => {
    log[level](fields, message);
    if (isUnexpected(fields.error)) report(fields.error, fields, message);
  };
  return { info: log.info, warn: also('warn'), error: also('error') };
}
