import type { CategoryView, PersonView } from '../../../../shared/api.ts';
import { useConsole } from '../context.ts';
import type { Place } from '../place.ts';
import { Empty, Ready } from '../ui/states.tsx';
import { told, useLoad } from '../use-load.ts';
import { wordsOf } from '../words/words.ts';
import { auditQuery, type Users } from './data.ts';
import type { Names } from './details.ts';
import { Filters } from './filters.tsx';
import { Log } from './log.tsx';
import { useEntries } from './use-entries.ts';
import { auditWords } from './words.ts';

/** Who changed or sent what: read only, here as everywhere. */
export function Page({ place }: { place: Place }) {
  const { me, language } = useConsole();
  const words = auditWords(language);
  return (
    <div class="audit">
      <div class="page-head">
        <h1>{words.title}</h1>
      </div>
      {me.role === 'admin' ? <Entries place={place} /> : <Empty title={wordsOf(language).notAllowed} />}
    </div>
  );
}

function Entries({ place }: { place: Place }) {
  const { language, timeZone } = useConsole();
  const words = auditWords(language);
  const query = auditQuery(place.query, timeZone).toString();
  const entries = useEntries(query);
  const users = useLoad<Users>('/api/users');
  const categories = useLoad<{ items: CategoryView[] }>('/api/categories');
  const people = useLoad<{ items: PersonView[] }>('/api/people');
  const accounts = users.data?.items ?? [];
  const nameOf = (id: string): string | undefined => {
    const found = accounts.find((user) => user.id === id);
    return found && (found.name || found.address);
  };
  const names: Names = {
    category: (id) => categories.data?.items.find((category) => category.id === id)?.name[language] ?? id,
    person: (id) => people.data?.items.find((person) => person.id === id)?.name ?? nameOf(id) ?? id,
  };
  const actor = (id: string): string => (id === 'system' ? words.system : (nameOf(id) ?? words.unknown(id)));
  return (
    <>
      <p class="quiet about">{words.about}</p>
      <Filters
        place={place}
        accounts={accounts}
        csv={`/api/audit.csv?${new URLSearchParams([...auditQuery(place.query, timeZone), ['lang', language]])}`}
      />
      <Ready from={told(entries, users, categories, people)}>
        {({ items, cursor }) =>
          items.length === 0 ? (
            <Empty title={query === '' ? words.empty : words.emptyFiltered} />
          ) : (
            <>
              <Log items={items} actor={actor} names={names} />
              {cursor !== null && (
                <p class="more">
                  <button type="button" class="button" disabled={entries.loading} onClick={entries.more}>
                    {wordsOf(language).more}
                  </button>
                </p>
              )}
            </>
          )
        }
      </Ready>
    </>
  );
}
