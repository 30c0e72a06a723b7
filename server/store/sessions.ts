import { createHash, randomBytes } from 'node:crypto';
import { HOUR_MS, MINUTE_MS } from '../../shared/durations.ts';
import { collection } from './collections.ts';
import type { Store } from './store.ts';
import { type Role, type User, users } from './users.ts';

/** A browser that somebody is signed in with. Its id is known to that browser alone: the store has its hash. */
interface Session {
  schema: 1;
  userId: string;
  /** When the role was bound: a role that was taken away and given again needs a new sign-in. */
  boundAt: number | null;
  createdAt: number;
  /** Last use, to within SEEN_EVERY_MS. */
  seenAt: number;
  expiresAt: number;
}

/** Lets whoever has it sign in once, on an emulated installation. */
interface Link {
  schema: 1;
  role: Role;
  expiresAt: number;
}

export const sessions = collection<Session>('sessions');
const links = collection<Link>('signin-links');

/** A working day; whoever works on signs in again (docs/decisions/255-console-sessions.md). */
export const SESSION_MS = 8 * HOUR_MS;
/** Unused for so long, it ends. */
export const IDLE_MS = 2 * HOUR_MS;
/** So that not every call writes. */
const SEEN_EVERY_MS = 5 * MINUTE_MS;
const LINK_MS = HOUR_MS;
/** Clocks of several servers may differ by so much. */
const AHEAD_MS = HOUR_MS;
/** 256 bits: nobody guesses one. */
const ID_BYTES = 32;
const FORM = /^[\w-]{43}$/;

/** Begins a session under a new id, whatever the browser had before. `id` is for the browser and is kept nowhere else. */
export async function beginSession(store: Store, user: User, now: number): Promise<{ id: string; expiresAt: number }> {
  const id = randomBytes(ID_BYTES).toString('base64url');
  const expiresAt = now + SESSION_MS;
  await store.create(sessions.name, hashOf(id), {
    schema: 1,
    userId: user.id,
    boundAt: user.boundAt,
    createdAt: now,
    seenAt: now,
    expiresAt,
  } satisfies Session);
  return { id, expiresAt };
}

/** Whose session it is, with the rights of this moment; null when there is none, or no more. Ends what may not go on. */
export async function sessionUser(store: Store, id: string, now: number): Promise<{ user: User; expiresAt: number } | null> {
  if (!FORM.test(id)) return null;
  const key = hashOf(id);
  const found = await sessions.get(store, key);
  if (!found) return null;
  const { userId, boundAt, seenAt, expiresAt } = found.data;
  const user = (await users.get(store, userId))?.data;
  // One that ends later than any can was begun by a clock that was ahead: it would go on for as long as that.
  const endless = expiresAt > now + SESSION_MS + AHEAD_MS;
  const over = endless || expiresAt <= now || seenAt + IDLE_MS <= now;
  if (over || !user?.role || user.boundAt !== boundAt) {
    await store.delete(sessions.name, key);
    return null;
  }
  if (seenAt + SEEN_EVERY_MS <= now) await seen(store, key, now);
  return { user, expiresAt };
}

/** A session that is ended meanwhile stays ended. */
async function seen(store: Store, key: string, now: number): Promise<void> {
  await store.transaction(async (tx) => {
    const found = await sessions.get(tx, key);
    if (found) sessions.set(tx, key, { ...found.data, seenAt: now });
  });
}

export async function endSession(store: Store, id: string): Promise<void> {
  if (FORM.test(id)) await store.delete(sessions.name, hashOf(id));
}

/** A key that signs in once, within the hour. */
export async function makeLink(store: Store, role: Role, now: number): Promise<string> {
  const key = randomBytes(ID_BYTES).toString('base64url');
  await store.create(links.name, hashOf(key), { schema: 1, role, expiresAt: now + LINK_MS } satisfies Link);
  return key;
}

/** Whom the key lets in; null when it was used, is too old, or never was. Two at once: one of them gets in. */
export async function useLink(store: Store, key: string, now: number): Promise<Role | null> {
  if (!FORM.test(key)) return null;
  return store.transaction(async (tx) => {
    const found = await links.get(tx, hashOf(key));
    if (!found) return null;
    links.delete(tx, hashOf(key));
    const { expiresAt, role } = found.data;
    return expiresAt > now && expiresAt <= now + LINK_MS + AHEAD_MS ? role : null;
  });
}

/** Sessions and links that are over, at most `limit` of each. */
export async function purgeSessions(store: Store, now: number, limit: number): Promise<void> {
  for (const what of [sessions, links]) {
    const { items } = await store.query(what.name, { range: { field: 'expiresAt', lte: now }, limit });
    for (const { id } of items) await store.delete(what.name, id);
  }
}

/** Nobody is signed in any more, and no link signs anybody in: what is known of them is of another time. */
export async function endAllSessions(store: Store): Promise<void> {
  for (const what of [sessions, links]) {
    for (let left = true; left; ) {
      const { items } = await store.query(what.name, { limit: 200 });
      for (const { id } of items) await store.delete(what.name, id);
      left = items.length > 0;
    }
  }
}

/** What the store knows an id by: who reads the store, or a backup, cannot sign in with it. */
function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
