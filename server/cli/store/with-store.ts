import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { openStore } from '../../adapters.ts';
import type { Store } from '../../store/store.ts';
import type { Io } from '../io.ts';

/** The installation's store, also beside a running server. A new installation's is made: the first admin comes before it. */
export async function withStore<T>(io: Io, work: (store: Store) => Promise<T>): Promise<T> {
  const config = io.config();
  if (!existsSync(config.dataDir)) await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  const store = await openStore(config);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
