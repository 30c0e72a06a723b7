/**
 * Two kinds of errors, as the add-on sees both alike: what the add-on does wrong, which must never reach Google, and what may
 * happen to the best script (no connection, no such message).
 */

/** Misuse stays on record, so that a script that catches every error does not hide its own mistakes from its tests. */
let recorded: string[] = [];

/** Throws a sentence about what the script did wrong. */
export function misuse(sentence: string): never {
  recorded.push(sentence);
  throw exception(sentence);
}

/** The mistakes since the last call, oldest first. */
export function takeMisuse(): string[] {
  const taken = recorded;
  recorded = [];
  return taken;
}

/** Apps Script's own errors are named so. */
export function exception(message: string): Error {
  const error = new Error(message);
  error.name = 'Exception';
  return error;
}
