import { AppError } from '../../../shared/errors.ts';
import { noted } from '../../../shared/record.ts';
import type { Found, Made } from './act.ts';

/** The suggestion brought up to date, and the action refused: nobody has read these words yet. */
export function refreshed({ record, actor, now }: Found, suggestion: Found['record']['suggestion']): Made {
  return {
    record: noted(record, { at: now, what: 'refreshed', by: actor, reasons: [] }, { suggestion }),
    detail: { refreshed: true },
    refused: new AppError('conflict', 'The suggested text changed since it was shown: please read it again.', {
      topic: 'text-changed',
    }),
  };
}
