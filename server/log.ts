import { type DestinationStream, pino } from 'pino';
import { isAppError } from '../shared/errors.ts';
import type { Log } from './mail/context.ts';

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

export function describeError(error: unknown, depth = 0): ErrorSummary {
  if (!(error instanceof Error)) return { type: typeof error };
  const summary: ErrorSummary = { type: error.name };
  if (isAppError(error)) {
    summary.code = error.code;
    summary.message = error.message;
  } else if ('code' in error && (typeof error.code === 'string' || typeof error.code === 'number')) {
    summary.code = String(error.code);
  }
  // Frames name files and functions only; the first line repeats the message.
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  summary.at = frames.slice(0, FRAMES).map((line) => line.trim());
  if (error.cause !== undefined && depth < 3) summary.cause = describeError(error.cause, depth + 1);
  return summary;
}
