import type { Alert, AlertChannel } from '../../server/alerts/alerts.ts';
import { createAlerting } from '../../server/mail/alerting.ts';
import { type Client, connect } from '../../server/store/firestore/client.ts';
import { createFirestoreStore } from '../../server/store/firestore.ts';
import { INDEXES } from '../../server/store/indexes.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import { type Emulator, hasEmulator, startEmulator } from '../support/emulators.ts';

const HOUR = 3_600_000;
const here = hasEmulator('firestore');
let emulator: Emulator;
let clients: Client[] = [];

(here ? describe : describe.skip)('on Firestore', () => {
  beforeAll(async () => {
    emulator = await startEmulator('firestore');
  }, 90_000);
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.close()));
    await emulator.stop();
  });

  test('of three processes, each with its own connection, one tells; nothing that happened is uncounted', async () => {
    const clock = fakeClock();
    const told: Alert[] = [];
    const channel: AlertChannel = {
      name: 'test',
      send: async (alert) => void told.push(alert),
      verify: async () => undefined,
    };
    const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
    clients = [1, 2, 3].map(() => connect({ project: 'mail-gps-alerts', database: '(default)', emulatorHost: emulator.host }));
    const processes = await Promise.all(
      clients.map(async ({ db, place }) => {
        const store = await createFirestoreStore({ db, name: place, prefix: 'alerts-', indexes: INDEXES });
        const language = async () => 'fr' as const;
        return createAlerting({ store, channels: [channel], now: clock.now, log: silent, language, paceMs: 0 });
      }),
    );
    for (const one of processes) for (let i = 0; i < 4; i++) one.alert('mail-failed', { recordId: `m${i}` });
    await Promise.all(processes.map((one) => one.flush()));
    expect(told).toHaveLength(1);
    clock.advance(HOUR);
    await Promise.all(processes.map((one) => one.tellDue()));
    expect(told).toHaveLength(2);
    expect(told.reduce((sum, { count }) => sum + count, 0)).toBe(12);
    clock.advance(HOUR);
    await Promise.all(processes.map((one) => one.tellDue()));
    expect(told).toHaveLength(2);
  });
});
