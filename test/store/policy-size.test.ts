import { headVersion, publishPolicy } from '../../server/store/settings.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import { useTempFolder } from '../helpers/temp-folder.ts';
import { aPolicy, aTemplate } from '../mail/support/render-fixtures.ts';

const inFolder = useTempFolder();

it('leaves the policy in force where it is when the next one is larger than a document', async () => {
  const store = await openSqliteStore({ file: inFolder('policy.db') });
  const policy = { ...aPolicy(), version: 0 };
  const first = await store.transaction((tx) => publishPolicy(tx, policy));
  const long = { ...first, templates: [aTemplate('é'.repeat(600_000))] };
  const publishing = store.transaction((tx) => publishPolicy(tx, long));
  await expect(publishing).rejects.toMatchObject({ code: 'too-large', message: expect.stringContaining('every version') });
  expect(await headVersion(store)).toBe(1);
  await store.close();
});
