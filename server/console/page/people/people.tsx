import { useState } from 'preact/hooks';
import type { z } from 'zod';
import type { CategoryList } from '../../../../shared/api/policy.ts';
import { call } from '../api.ts';
import { useConsole } from '../context.ts';
import { hashOf } from '../place.ts';
import { Points, useMayChange } from '../policy/parts.tsx';
import { NotMade } from '../policy/refused.tsx';
import { useChange } from '../policy/use-save.ts';
import { policyWords } from '../policy/words.ts';
import { Confirm } from '../ui/confirm.tsx';
import { Table } from '../ui/table.tsx';
import { useLoad } from '../use-load.ts';
import type { Answer, People as PeopleList, Person } from './data.ts';
import { PersonForm } from './person-form.tsx';
import { PersonLine } from './person-line.tsx';
import { peopleWords } from './words.ts';

interface PeopleProps {
  people: PeopleList;
  onChanged: () => void;
}

export function People({ people, onChanged }: PeopleProps) {
  const { language, say } = useConsole();
  const words = peopleWords(language);
  const mayChange = useMayChange();
  const categories = useLoad<z.infer<typeof CategoryList>>('/api/categories');
  const saving = useChange(people.policyVersion, onChanged);
  const [edited, setEdited] = useState<Person | 'new' | null>(null);
  const [leaving, setLeaving] = useState<Person | null>(null);
  const [here, gone] = [people.items.filter(({ retired }) => !retired), people.items.filter(({ retired }) => retired)];
  const retire = async ({ id, name }: Person, retired: boolean): Promise<void> => {
    const answer = await saving.save(id, (revision) =>
      call<Answer>('PUT', `/api/people/${encodeURIComponent(id)}`, { revision, retired }),
    );
    setLeaving(null);
    if (!answer) return;
    say(retired ? words.retire.done(name) : words.reuse.done(name));
    onChanged();
  };
  const routesTo = (id: string) => (categories.data?.items ?? []).filter(({ personId, retired }) => personId === id && !retired);
  return (
    <>
      <div class="filters">
        <p class="quiet">{words.intro}</p>
        {mayChange && (
          <button type="button" class="button primary end" onClick={() => setEdited('new')}>
            {words.create}
          </button>
        )}
      </div>
      <NotMade saving={saving} />
      <Table
        caption={words.tabs.people}
        columns={(['name', 'address', 'routes', 'today'] as const).map((column) => words.columns[column])}
        actions={mayChange && policyWords(language).actions}
        class="cards"
      >
        {here.map((person) => (
          <PersonLine
            key={person.id}
            person={person}
            routes={routesTo(person.id)}
            onEdit={mayChange ? setEdited : null}
            onRetire={setLeaving}
          />
        ))}
      </Table>
      <p class="after">
        <a href={hashOf('hours', ['absences'])}>{words.absences}</a>
      </p>
      {gone.length > 0 && (
        <Retired people={gone} busy={saving.busy} onReuse={mayChange ? (person) => void retire(person, false) : null} />
      )}
      {edited && (
        <PersonForm
          people={people}
          person={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
          onSaved={() => {
            setEdited(null);
            onChanged();
          }}
        />
      )}
      {leaving && (
        <Confirm
          title={words.retire.title(leaving.name)}
          action={words.retire.action}
          danger
          onConfirm={() => retire(leaving, true)}
          onClose={() => setLeaving(null)}
        >
          <Points points={words.retire.text} />
        </Confirm>
      )}
    </>
  );
}

interface RetiredProps {
  people: readonly Person[];
  busy: boolean;
  onReuse: ((person: Person) => void) | null;
}

function Retired({ people, busy, onReuse }: RetiredProps) {
  const { language } = useConsole();
  const words = peopleWords(language);
  return (
    <details class="section">
      <summary>{words.retired}</summary>
      <ul class="lines">
        {people.map((person) => (
          <li key={person.id}>
            <span>
              {person.name} <span class="quiet">{person.function[language]}</span>
            </span>
            {onReuse && (
              <button
                type="button"
                class="button small"
                disabled={busy}
                aria-label={`${words.reuse.action}: ${person.name}`}
                onClick={() => onReuse(person)}
              >
                {words.reuse.action}
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
