import { AppError } from '../../shared/errors.ts';
import { type Json, MAX_DOCUMENT_BYTES } from './store.ts';

/** Deeper than any document of ours; it also ends the walk of an object that holds itself. */
const MAX_DEPTH = 50;
/** Firestore's limit for a document id is 1500 bytes of UTF-8. */
const MAX_ID_BYTES = 1500;

const encoder = new TextEncoder();

/** Refuses as `invalid` what one of the stores could not take: Firestore reserves '/', '.', '..' and __x__ in ids. */
export function checkPlace(collection: string, id: string): void {
  checkCollection(collection);
  const bad =
    id === '' ||
    id === '.' ||
    id === '..' ||
    /[/\0]/.test(id) ||
    /^__.*__$/s.test(id) ||
    /\p{Surrogate}/u.test(id) || // half a character, which would come back as another one
    encoder.encode(id).length > MAX_ID_BYTES;
  if (bad) throw new AppError('invalid', `A document of ${collection} has an id that a store cannot hold`);
}

export function checkCollection(collection: string): void {
  if (!/^[A-Za-z][A-Za-z0-9_-]{0,99}$/.test(collection)) throw new AppError('invalid', 'Not the name of a collection');
}

/**
 * The JSON text of a document. Fields that are `undefined` are left out. Rejects with `invalid` what JSON would change
 * silently (NaN, dates, maps, holes in arrays), and with `too-large` past MAX_DOCUMENT_BYTES of UTF-8.
 */
export function encodeDocument(collection: string, data: Json): string {
  if (Array.isArray(data) || data === null || typeof data !== 'object') throw new AppError('invalid', 'A document is an object');
  checkValue(data, '', collection, 0);
  const text = JSON.stringify(data);
  // A UTF-16 unit takes at most three bytes: most documents are known to be small enough without counting.
  if (text.length * 3 > MAX_DOCUMENT_BYTES && Buffer.byteLength(text) > MAX_DOCUMENT_BYTES) {
    throw new AppError('too-large', `A document of ${collection} is larger than ${MAX_DOCUMENT_BYTES} bytes`);
  }
  return text;
}

/** The document as it stands now: the caller may go on changing the object while a store waits for its turn. */
export function copyDocument(collection: string, data: Json): Json {
  return JSON.parse(encodeDocument(collection, data));
}

function checkValue(value: unknown, path: string, collection: string, depth: number): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return;
  if (depth > MAX_DEPTH) throw unstorable(collection, path, 'nested too deeply');
  if (Array.isArray(value)) {
    for (const item of value) checkValue(item, `${path}[]`, collection, depth + 1);
    return;
  }
  // The tag and not the prototype: objects may come from another realm.
  if (typeof value === 'object' && Object.prototype.toString.call(value) === '[object Object]' && !('toJSON' in value)) {
    for (const [key, item] of Object.entries(value)) {
      if (item !== undefined) checkValue(item, path === '' ? key : `${path}.${key}`, collection, depth + 1);
    }
    return;
  }
  throw unstorable(collection, path, typeof value === 'object' ? 'not plain JSON' : `a ${typeof value}`);
}

function unstorable(collection: string, path: string, what: string): AppError {
  return new AppError('invalid', `A document of ${collection} cannot be stored: ${path} is ${what}`);
}
