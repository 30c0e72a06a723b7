import { DAY_MS } from './durations.ts';

/** What the server takes at the most, where a page says so beforehand: nobody shall learn it by a refusal. */

/** A reply that is held longer than a week comes too late to be one. */
export const MAX_HOLD_MS = 7 * DAY_MS;
/** Far more mails than a school answers in a day: a cap as high as this caps nothing. */
export const MAX_CAP = 100_000;
/** Mails of one action, whose texts are shown before: as many as anybody reads. */
export const MAX_BULK = 50;
/** Mails of one page of the list. */
export const MAX_LISTED = 100;
/** Bytes of one file. Gmail takes 25 MB as sent, and base64 adds a third. */
export const MAX_FILE_BYTES = 10_000_000;
/** Files that go with one answer. */
export const MAX_TEMPLATE_FILES = 10;
/** Days that texts and records may be kept, and that one may look back: ten years. */
export const MAX_KEPT_DAYS = 3_650;
/** Bytes of a pack's file: five million characters, some of them two bytes long. */
export const MAX_PACK_BYTES = 7_500_000;
/** Bytes of a calendar or table to import: a year of a whole school has a few hundred thousand. */
export const MAX_TIMETABLE_BYTES = 1_000_000;
