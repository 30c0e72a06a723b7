import { grantRole, type Role } from '../../store/users.ts';
import { DONE, type Io, line } from '../io.ts';
import { withStore } from './with-store.ts';

export function grant(address: string, role: Role | null, { json }: { json: boolean }, io: Io): Promise<number> {
  return withStore(io, async (store) => {
    const user = await grantRole(store, address, role, io.now(), 'system');
    if (json) line(io.out, JSON.stringify({ id: user.id, address: user.email, role: user.role, boundAt: user.boundAt }));
    else if (role === null) line(io.out, `${user.email} may do nothing any more.`);
    else
      line(
        io.out,
        `${user.email} is ${role} now${user.sub === null ? ', bound to the account that signs in next with it' : ''}.`,
      );
    return DONE;
  });
}
