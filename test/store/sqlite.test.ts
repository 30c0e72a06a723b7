import { openSqliteStore } from '../../server/store/sqlite.ts';
import type { IndexSpec } from '../../server/store/store.ts';
import { storeContract } from '../contracts/store.contract.ts';
import { storeTransactions } from '../contracts/store-transactions.ts';
import { rerunBodies } from '../helpers/rerun-store.ts';
import { useTempFolder } from '../helpers/temp-folder.ts';

const inFolder = useTempFolder();
let opened = 0;

function open(indexes: readonly IndexSpec[]) {
  opened += 1;
  return openSqliteStore({ file: inFolder(`contract-${opened}.db`), indexes });
}

storeContract('sqlite', open);
describe('whose bodies run twice', () => storeTransactions(async (indexes) => rerunBodies(await open(indexes))));
