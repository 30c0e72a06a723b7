import { join } from 'node:path';
import fc from 'fast-check';
import { forgetSecret, keepSecret, readSecret } from '../../server/store/secrets.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { isAppError } from '../../shared/errors.ts';
import { anyText } from '../helpers/any-text.ts';
import { useTempFolder } from '../helpers/temp-folder.ts';

const path = useTempFolder();
const KEY = 'a key of the tests that is long enough';
const NOW = 1_793_000_000_000;

interface Sealed {
  version: number;
  keyId: string;
  nonce: string;
  sealed: string;
}

let store: Store;
beforeAll(async () => {
  store = await openSqliteStore({ file: join(path('.'), 'secrets.db') });
});
afterAll(() => store.close());

const codeOf = (error: unknown) => (isAppError(error) ? error.code : error);
const stored = async (name: string): Promise<Sealed> => {
  const found = await store.get<Sealed>('secrets', name);
  if (!found) throw new Error('nothing is stored');
  return found.data;
};
const put = (name: string, data: object) => store.transaction(async (tx) => tx.set('secrets', name, data));
const read = (name: string) => readSecret(store, name, KEY).catch(codeOf);

test('whatever is kept is read back, and does not stand there in clear', async () => {
  await fc.assert(
    fc.asyncProperty(anyText({ minLength: 4, maxLength: 200 }), async (value) => {
      const { version } = await keepSecret(store, 'any', value, KEY, NOW);
      expect(await read('any')).toEqual({ value: Buffer.from(value).toString(), version, at: NOW });
      const { sealed } = await stored('any');
      expect(Buffer.from(sealed, 'base64url').includes(value)).toBe(false);
    }),
    { numRuns: 40 },
  );
});

test('the same text is never written the same way twice', async () => {
  await keepSecret(store, 'twice', 'token', KEY, NOW);
  const first = await stored('twice');
  await keepSecret(store, 'twice', 'token', KEY, NOW);
  const second = await stored('twice');
  expect([second.nonce === first.nonce, second.sealed === first.sealed]).toEqual([false, false]);
  expect([first.version, second.version]).toEqual([1, 2]);
});

test('any bit that is changed, in the text, the tag or the nonce, makes it unreadable', async () => {
  await keepSecret(store, 'bits', 'the refresh token', KEY, NOW);
  const whole = await stored('bits');
  const field = fc.constantFrom('nonce' as const, 'sealed' as const);
  await fc.assert(
    fc.asyncProperty(field, fc.nat(), fc.integer({ min: 0, max: 7 }), async (name, at, bit) => {
      const bytes = Buffer.from(whole[name], 'base64url');
      const index = at % bytes.length;
      bytes[index] = (bytes[index] ?? 0) ^ (1 << bit);
      await put('bits', { ...whole, [name]: bytes.toString('base64url') });
      expect(await read('bits')).toBe('store-corrupt');
    }),
    { numRuns: 150 },
  );
  await put('bits', whole);
  expect(await read('bits')).toMatchObject({ value: 'the refresh token' });
});

test('a text cut short, or empty, is unreadable', async () => {
  await keepSecret(store, 'cut', 'the refresh token', KEY, NOW);
  const whole = await stored('cut');
  const bytes = Buffer.from(whole.sealed, 'base64url');
  for (let length = 0; length < bytes.length; length++) {
    await put('cut', { ...whole, sealed: bytes.subarray(0, length).toString('base64url') });
    expect(await read('cut')).toBe('store-corrupt');
  }
});

test('what was written under another name or number cannot stand for this one', async () => {
  await keepSecret(store, 'mine', 'old', KEY, NOW);
  const old = await stored('mine');
  await put('yours', old);
  expect(await read('yours')).toBe('store-corrupt');
  await put('mine', { ...old, version: old.version + 1 });
  expect(await read('mine')).toBe('store-corrupt');
});

test('another key is told from damage, and says what to do', async () => {
  await keepSecret(store, 'keyed', 'token', KEY, NOW);
  const error: unknown = await readSecret(store, 'keyed', `${KEY}.`).catch((reason: unknown) => reason);
  expect(codeOf(error)).toBe('config');
  expect(String(error)).toContain('MAILGPS_TOKEN_KEY');
  const { keyId } = await stored('keyed');
  await put('keyed', { ...(await stored('keyed')), keyId: `${keyId}0` });
  expect(await read('keyed')).toBe('config');
});

test('what was forgotten is gone, and forgetting nothing is no error', async () => {
  await keepSecret(store, 'gone', 'token', KEY, NOW);
  await forgetSecret(store, 'gone');
  await forgetSecret(store, 'gone');
  expect(await read('gone')).toBeNull();
});
