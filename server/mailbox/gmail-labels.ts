import type { gmail_v1 } from 'googleapis/build/src/apis/gmail/index.js';
import { AppError, isAppError } from '../../shared/errors.ts';
import type { GmailCall } from './gmail-call.ts';

export interface Labels {
  /** Ids of these names, in their order; what does not exist is created, parents of nested names first. */
  ensure(names: readonly string[]): Promise<string[]>;
  /** Ids of those that exist. */
  find(names: readonly string[]): Promise<string[]>;
  /** A person may have deleted or renamed a label since. */
  forget(): void;
}

export function createLabels(api: gmail_v1.Gmail, userId: string, call: GmailCall): Labels {
  let known: Promise<Map<string, string>> | null = null;

  async function load(): Promise<Map<string, string>> {
    const { data } = await call('labels.list', 'read', (options) => api.users.labels.list({ userId }, options));
    const byName = new Map<string, string>();
    for (const { id, name } of data.labels ?? []) if (id && name) byName.set(keyOf(name), id);
    return byName;
  }

  function current(): Promise<Map<string, string>> {
    if (known) return known;
    const loading = load();
    known = loading;
    loading.catch(() => {
      if (known === loading) known = null;
    });
    return loading;
  }

  async function create(name: string): Promise<string> {
    try {
      const requestBody = { name, labelListVisibility: 'labelShow', messageListVisibility: 'show' };
      const { data } = await call('labels.create', 'change', (options) =>
        api.users.labels.create({ userId, requestBody }, options),
      );
      if (data.id) return data.id;
    } catch (error) {
      // Somebody else created it first: Gmail answers 409, or 400 with "exists or conflicts".
      if (!isAppError(error, 'already-exists') && !isAppError(error, 'invalid')) throw error;
      known = null;
      const found = (await current()).get(keyOf(name));
      if (found) return found;
      throw error;
    }
    throw new AppError('unavailable', 'Gmail labels.create: no id in the answer');
  }

  async function idOf(name: string): Promise<string> {
    const existing = (await current()).get(keyOf(name));
    if (existing) return existing;
    const slash = name.lastIndexOf('/');
    // Gmail shows "a/b" under "a" only where "a" exists.
    if (slash > 0) await idOf(name.slice(0, slash));
    const id = await create(name);
    (await current()).set(keyOf(name), id);
    return id;
  }

  return {
    async ensure(names) {
      const ids: string[] = [];
      for (const name of names) ids.push(await idOf(name));
      return ids;
    },
    async find(names) {
      if (names.length === 0) return [];
      const byName = await current();
      return names.flatMap((name) => byName.get(keyOf(name)) ?? []);
    },
    forget() {
      known = null;
    },
  };
}

/** Gmail compares label names without regard to case. */
function keyOf(name: string): string {
  return name.trim().toLowerCase();
}
