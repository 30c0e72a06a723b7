import { useState } from 'preact/hooks';
import { CallError, call } from '../api.ts';
import { useConsole } from '../context.ts';
import { momentText } from '../format.ts';
import { Select, Text } from '../policy/fields.tsx';
import { Refused } from '../policy/refused.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Ready } from '../ui/states.tsx';
import { Table } from '../ui/table.tsx';
import { useLoad } from '../use-load.ts';
import type { Role, User, Users as UserList } from './data.ts';
import { peopleWords } from './words.ts';

type Wanted = Role | 'none';
const ROLES = ['staff', 'admin', 'none'] as const;

/** Who may work here. A role counts from the next call on; what it was is in the log. */
export function Users() {
  const { language, say } = useConsole();
  const words = peopleWords(language).users;
  const users = useLoad<UserList>('/api/users');
  const [asking, setAsking] = useState<{ address: string; role: Wanted } | null>(null);
  const [error, setError] = useState<CallError | null>(null);
  const grant = async (address: string, role: Wanted): Promise<boolean> => {
    setError(null);
    try {
      await call('PUT', `/api/users/${encodeURIComponent(address)}`, { role: role === 'none' ? null : role });
      say(words.added(address, words.role[role]));
      users.reload();
      return true;
    } catch (thrown) {
      setError(thrown instanceof CallError ? thrown : new CallError(0, {}));
      return false;
    }
  };
  return (
    <>
      <p class="lead quiet">{words.intro}</p>
      <NewUser onGrant={grant} />
      <Refused error={error} />
      <Ready from={users}>
        {({ items }) => <UserTable users={items} onAsk={(address, role) => setAsking({ address, role })} />}
      </Ready>
      {asking && (
        <Confirm
          title={words.title(asking.address)}
          action={words.action}
          danger={asking.role === 'none'}
          onConfirm={() => grant(asking.address, asking.role).then(() => setAsking(null))}
          onClose={() => setAsking(null)}
        >
          <p>{words.text[asking.role]}</p>
        </Confirm>
      )}
    </>
  );
}

function NewUser({ onGrant }: { onGrant: (address: string, role: Wanted) => Promise<boolean> }) {
  const words = peopleWords(useConsole().language).users;
  const [address, setAddress] = useState('');
  const [role, setRole] = useState<Role>('staff');
  return (
    <form
      class="card form-row new-user"
      onSubmit={(event) => {
        event.preventDefault();
        void onGrant(address.trim(), role).then((done) => done && setAddress(''));
      }}
    >
      <Text type="email" label={words.address} value={address} required maxLength={254} onChange={setAddress} />
      <Select
        label={words.addRole}
        value={role}
        options={[
          ['staff', words.role.staff],
          ['admin', words.role.admin],
        ]}
        onChange={setRole}
      />
      <button type="submit" class="button primary">
        {words.add}
      </button>
    </form>
  );
}

function UserTable({ users, onAsk }: { users: readonly User[]; onAsk: (address: string, role: Wanted) => void }) {
  const { language, timeZone, me } = useConsole();
  const words = peopleWords(language).users;
  return (
    <Table
      caption={peopleWords(language).tabs.users}
      columns={[words.columns.who, words.columns.role, words.columns.since]}
      class="cards"
    >
      {users.map(({ id, name, address, role, boundAt }) => (
        <tr key={id}>
          <th scope="row">
            {name || address} {id === me.id && <span class="chip">{words.you}</span>}
            {name !== '' && <p class="row-note">{address}</p>}
          </th>
          <td>
            <select
              aria-label={words.roleOf(address)}
              // What is shown is what holds: the choice asks first.
              value={role ?? 'none'}
              onChange={({ currentTarget }) => {
                const chosen = ROLES.find((one) => one === currentTarget.value);
                currentTarget.value = role ?? 'none';
                if (chosen) onAsk(address, chosen);
              }}
            >
              {ROLES.map((one) => (
                <option key={one} value={one}>
                  {words.role[one]}
                </option>
              ))}
            </select>
          </td>
          <td data-label={words.columns.since}>
            {boundAt === null ? <span class="quiet">{words.unbound}</span> : words.bound(momentText(boundAt, language, timeZone))}
          </td>
        </tr>
      ))}
    </Table>
  );
}
