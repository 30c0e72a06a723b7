import { randomBytes, randomUUID } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import { askAndWrite } from './ask-and-write.ts';
import { audit } from './audit.ts';
import { type Asker, collection } from './collections.ts';
import type { Store } from './store.ts';

export type Role = 'staff' | 'admin';

/** A person who may work with MAIL GPS. The id is made up, so that audit and records can name it and hold no address. */
export interface User {
  schema: 1;
  id: string;
  /** Lower-cased. */
  email: string;
  /** Google's own id of the account: bound at the first sign-in, and from then on what counts. */
  sub: string | null;
  name: string;
  /** null: no right at all (any more). */
  role: Role | null;
  grantedAt: number;
  boundAt: number | null;
}

/** What a verified identity token says of a person. */
export interface Claims {
  sub: string;
  email: string;
  name: string;
}

export const users = collection<User>('users');
/** Written with every change of who has a role under which address: an address has one user. */
const roll = collection<{ changedAt: number; by: string }>('installation');
const ROLL = 'users';

const MAX_USERS = 1_000;

/**
 * Gives (or takes away, with null) a role. It is bound to a Google account at that person's next sign-in; taking it away
 * also ends the binding, so that granting it again binds anew (an account that was made again has another `sub`). `by`, where
 * somebody asked for it, stands in the audit log with it, or neither does. `leaveOne`: rejects with `invalid` what would leave
 * no administrator, whom nobody but the terminal could then make again.
 */
export async function grantRole(
  store: Store,
  email: string,
  role: Role | null,
  now: number,
  by?: string,
  { leaveOne = false } = {},
): Promise<User> {
  const address = email.trim().toLowerCase();
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) throw new AppError('invalid', 'Not a mail address (such as somebody@school.example).');
  const fresh = `u${randomBytes(8).toString('hex')}`;
  const asked = async () => ({
    found: await byEmail(store, address),
    last: leaveOne && role !== 'admin' && !(await listUsers(store)).some((one) => one.role === 'admin' && one.email !== address),
  });
  return askAndWrite(store, { collection: roll.name, id: ROLL }, asked, async (tx, { found, last }) => {
    const known = found && ((await users.get(tx, found.id))?.data ?? null);
    if (last && known?.role === 'admin') {
      throw new AppError('invalid', 'The last administrator keeps the role: make somebody else one first.', {
        topic: 'last-admin',
      });
    }
    const base: User = known ?? {
      schema: 1,
      id: fresh,
      email: address,
      sub: null,
      name: '',
      role: null,
      grantedAt: now,
      boundAt: null,
    };
    const user: User = role === null ? { ...base, role, sub: null, boundAt: null } : { ...base, role, grantedAt: now };
    users.set(tx, user.id, user);
    roll.set(tx, ROLL, { changedAt: now, by: user.id });
    if (by !== undefined) audit(tx, { at: now, actor: by, action: 'role', target: user.id, detail: { role } }, randomUUID());
    return user;
  });
}

/**
 * The user a verified identity belongs to. Rejects with `forbidden`, which says what to do. The account counts and not the
 * address: an address that was given to somebody else does not hand over the rights of the one before.
 */
export async function signIn(store: Store, claims: Claims, now: number): Promise<User> {
  const known = await bySub(store, claims.sub);
  if (known) return allowed(known);
  const named = await byEmail(store, claims.email.toLowerCase());
  const user = await store.transaction(async (tx) => {
    const granted = named && (await users.get(tx, named.id))?.data;
    if (!granted || granted.role === null) return null;
    if (granted.sub === claims.sub) return granted;
    if (granted.sub !== null) {
      throw new AppError(
        'forbidden',
        'This address belongs to another Google account than before. An administrator must revoke the role and grant it again.',
        { topic: 'other-account' },
      );
    }
    const bound: User = { ...granted, sub: claims.sub, name: claims.name, boundAt: now };
    users.set(tx, bound.id, bound);
    return bound;
  });
  return allowed(user);
}

function allowed(user: User | null): User {
  if (user?.role) return user;
  throw new AppError(
    'forbidden',
    'This account has no role in MAIL GPS. An administrator can grant one (the first: npm run cli -- grant ADDRESS admin).',
    { topic: 'no-role' },
  );
}

export async function listUsers(from: Asker): Promise<User[]> {
  const { items } = await users.query(from, { limit: MAX_USERS });
  return items.map(({ data }) => data).sort((a, b) => (a.email < b.email ? -1 : 1));
}

async function byEmail(from: Asker, email: string): Promise<User | null> {
  return (await users.query(from, { equals: { email }, limit: 1 })).items[0]?.data ?? null;
}

async function bySub(from: Asker, sub: string): Promise<User | null> {
  return (await users.query(from, { equals: { sub }, limit: 1 })).items[0]?.data ?? null;
}
