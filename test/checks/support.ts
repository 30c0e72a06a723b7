import type { Check } from '../../server/checks/checks.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { useTempFolder } from '../helpers/temp-folder.ts';

export const NOW = Date.UTC(2026, 10, 22, 12);
export const DAY = 24 * 3_600_000;
export const now = () => NOW;

export const run = (check: Check) => check.run(new AbortController().signal);

/** An empty store for each test of the file: gives what opens it. */
export function useStore(): () => Promise<Store> {
  const path = useTempFolder();
  let store: Store;
  let n = 0;
  beforeEach(async () => {
    store = await openSqliteStore({ file: path(`store-${++n}.db`) });
  });
  afterEach(() => store.close());
  return async () => store;
}
