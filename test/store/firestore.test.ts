import { type Client, connect } from '../../server/store/firestore/client.ts';
import { createFirestoreStore } from '../../server/store/firestore.ts';
import { storeContract } from '../contracts/store.contract.ts';
import { type Emulator, hasEmulator, startEmulator } from '../support/emulators.ts';

const here = hasEmulator('firestore');
let emulator: Emulator;
let client: Client;
let opened = 0;

(here ? describe : describe.skip)('firestore', () => {
  beforeAll(async () => {
    emulator = await startEmulator('firestore');
    client = connect({ project: 'mail-gps-contract', database: '(default)', emulatorHost: emulator.host });
  }, 90_000);
  afterAll(async () => {
    await client?.close();
    await emulator?.stop();
  });

  storeContract('firestore', (indexes) => {
    opened += 1;
    return createFirestoreStore({ db: client.db, name: client.place, prefix: `s${opened}-`, indexes });
  });
});
