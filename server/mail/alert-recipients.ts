import { readSettings } from '../store/settings.ts';
import type { Store } from '../store/store.ts';
import { listUsers } from '../store/users.ts';
import { mailboxOf } from './screen/domains.ts';

/**
 * Who is mailed about what needs people: those configured, else every admin. Never the shared mailbox, its aliases or its
 * groups: the alert would come back as a mail to handle, and where that is what fails nobody would see it.
 */
export async function alertRecipients(store: Store, ownAddress: string, configured: readonly string[]): Promise<string[]> {
  const { ownAddresses, ownGroups } = await readSettings(store);
  const own = new Set([ownAddress, ...ownAddresses, ...ownGroups].map(mailboxOf));
  const admins = async () => (await listUsers(store)).flatMap(({ role, email }) => (role === 'admin' ? [email] : []));
  const named = configured.length > 0 ? configured : await admins();
  return named.filter((address) => !own.has(mailboxOf(address)));
}
