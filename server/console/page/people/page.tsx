import { useConsole } from '../context.ts';
import type { Place } from '../place.ts';
import { AdminOnly, Tabs, useMayChange } from '../policy/parts.tsx';
import { Ready } from '../ui/states.tsx';
import { useLoad } from '../use-load.ts';
import type { People as PeopleList } from './data.ts';
import { People } from './people.tsx';
import { Users } from './users.tsx';
import { peopleWords } from './words.ts';

/** Whom mails are passed on to, and who may work here. */
export function Page({ place }: { place: Place }) {
  const words = peopleWords(useConsole().language);
  const mayChange = useMayChange();
  const people = useLoad<PeopleList>('/api/people');
  const current = mayChange && place.rest[0] === 'users' ? 'users' : '';
  return (
    <div class="people">
      <div class="page-head">
        <h1>{words.title}</h1>
      </div>
      <AdminOnly />
      {mayChange && (
        <Tabs
          page="people"
          label={words.title}
          current={current}
          tabs={[
            ['', words.tabs.people],
            ['users', words.tabs.users],
          ]}
        />
      )}
      {current === '' && <Ready from={people}>{(known) => <People people={known} onChanged={people.reload} />}</Ready>}
      {current === 'users' && <Users />}
    </div>
  );
}
