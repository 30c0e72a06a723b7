import { changePolicy, type PolicyContext } from '../../../../server/mail/actions/policy/change-policy.ts';
import { editPerson } from '../../../../server/mail/actions/policy/edit-people.ts';
import { listAudit } from '../../../../server/store/audit.ts';
import { type Client, connect } from '../../../../server/store/firestore/client.ts';
import { createFirestoreStore } from '../../../../server/store/firestore.ts';
import { INDEXES } from '../../../../server/store/indexes.ts';
import { createPolicyCache, headVersion, install } from '../../../../server/store/settings.ts';
import { isAppError } from '../../../../shared/errors.ts';
import { DEFAULT_SETTINGS } from '../../../../shared/policy.ts';
import { testPolicy } from '../../../http/support/installation.ts';
import { type Emulator, hasEmulator, startEmulator } from '../../../support/emulators.ts';
import { NOW } from '../../support/render-fixtures.ts';

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

  test('admins on two servers at once: different things all stand, of the same thing one is told', async () => {
    clients = [1, 2].map(() => connect({ project: 'mail-gps-policy', database: '(default)', emulatorHost: emulator.host }));
    const servers = await Promise.all(
      clients.map(async ({ db, place }): Promise<PolicyContext> => {
        const store = await createFirestoreStore({ db, name: place, prefix: 'policy-', indexes: INDEXES });
        return {
          store,
          policyOf: createPolicyCache(),
          now: () => NOW,
          address: 'contact@ecole.example',
          allClear: () => undefined,
        };
      }),
    );
    const [one, two] = servers;
    if (!one || !two) throw new Error('No servers.');
    await install(one.store, testPolicy(), DEFAULT_SETTINGS);
    const rename = (ctx: PolicyContext, id: string, name: string) =>
      changePolicy(ctx, {
        revision: 1,
        by: { id: name },
        action: 'person',
        target: `people.${id}`,
        apply: (policy) => editPerson(policy, id, { name }),
      });
    const made = await Promise.allSettled([
      rename(one, 'marie', 'first'),
      rename(two, 'marie', 'second'),
      rename(one, 'registrar', 'third'),
      rename(two, 'away', 'fourth'),
    ]);
    const refused = made.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(refused.map((error) => isAppError(error, 'conflict'))).toEqual([true]);
    expect(await headVersion(one.store)).toBe(4);
    const { people } = await two.policyOf(two.store, 4);
    const names = new Map(people.map(({ id, name }) => [id, name]));
    expect([names.get('registrar'), names.get('away')]).toEqual(['third', 'fourth']);
    expect(['first', 'second']).toContain(names.get('marie'));
    expect((await listAudit(one.store, { limit: 10 })).items).toHaveLength(3);
  });
});
