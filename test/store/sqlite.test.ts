import { openSqliteStore } from '../../server/store/sqlite.ts';
import { storeContract } from '../contracts/store.contract.ts';
import { useTempFolder } from '../helpers/temp-folder.ts';

const inFolder = useTempFolder();
let opened = 0;

storeContract('sqlite', async (indexes) => {
  opened += 1;
  return openSqliteStore({ file: inFolder(`contract-${opened}.db`), indexes });
});
