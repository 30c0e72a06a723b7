import { readFileSync } from 'node:fs';
import { type Client, connect } from '../../../server/store/firestore/client.ts';
import { createFirestoreStore } from '../../../server/store/firestore.ts';
import { clearRestoreMark, readRestoreMark } from '../../../server/store/restore-mark.ts';
import { type Emulator, hasEmulator, startEmulator } from '../../support/emulators.ts';

const suite = hasEmulator('firestore') ? describe : describe.skip;

suite('a database that Firestore restored', () => {
  let emulator: Emulator;
  let client: Client;
  beforeAll(async () => {
    emulator = await startEmulator('firestore');
    client = connect({ project: 'mail-gps-restored', database: '(default)', emulatorHost: emulator.host });
  }, 90_000);
  afterAll(async () => {
    await client?.close();
    await emulator?.stop();
  });

  it('is reconciled after a mark set by hand, as the operations chapter says', async () => {
    const [, data = ''] = /^ {3}(\{"backupAt":.*\})$/m.exec(readFileSync('docs/operations.md', 'utf8')) ?? [];
    const store = await createFirestoreStore({ db: client.db, name: client.place });
    await client.db.collection('meta').doc('restore').set({ data });
    expect(await readRestoreMark(store)).toEqual({ backupAt: expect.any(Number), restoredAt: expect.any(Number) });
    expect(await readRestoreMark(store)).toEqual(JSON.parse(data));
    await clearRestoreMark(store);
    expect(await readRestoreMark(store)).toBeNull();
  });
});
