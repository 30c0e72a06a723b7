import { useState } from 'preact/hooks';
import { call } from '../api.ts';
import { useConsole } from '../context.ts';
import { Select, Text } from '../policy/fields.tsx';
import { FormDialog } from '../policy/form-dialog.tsx';
import { useMayChange } from '../policy/parts.tsx';
import { ChangedMeanwhile, NotMade } from '../policy/refused.tsx';
import { laterOf, periodText, todayIn } from '../policy/texts.ts';
import { useChange } from '../policy/use-save.ts';
import { useTold } from '../policy/use-told.ts';
import { policyWords } from '../policy/words.ts';
import { Empty } from '../ui/states.tsx';
import { Table } from '../ui/table.tsx';
import type { Answer, People, Person } from './data.ts';
import { hoursWords } from './words.ts';

type Absence = Person['absences'][number];

interface AbsencesProps {
  people: People;
  onChanged: () => void;
}

/** Who is away, and who stands in. Past ones are shown last. */
export function Absences({ people, onChanged }: AbsencesProps) {
  const { language, timeZone, say } = useConsole();
  const words = hoursWords(language).absences;
  const shared = policyWords(language);
  const mayChange = useMayChange();
  const saving = useChange(people.policyVersion, onChanged);
  const [adding, setAdding] = useState(false);
  const today = todayIn(timeZone);
  const all = people.items
    .flatMap((person) => person.absences.map((absence) => ({ person, absence })))
    .toSorted(
      (a, b) => Number(a.absence.until < today) - Number(b.absence.until < today) || a.absence.from.localeCompare(b.absence.from),
    );
  const nameOf = (id: string | null): string => people.items.find((person) => person.id === id)?.name ?? shared.nobody;
  const put = (person: Person, absences: readonly Absence[]) => saving.save(person.id, putting(person, absences));
  const remove = async (person: Person, absence: Absence): Promise<void> => {
    const kept = person.absences.filter((other) => other !== absence);
    if (!(await put(person, kept))) return;
    say(words.removed(person.name), () => void put(person, person.absences).then(onChanged));
    onChanged();
  };
  return (
    <>
      <div class="filters">
        <p class="quiet">{words.intro}</p>
        {mayChange && (
          <button type="button" class="button primary end" onClick={() => setAdding(true)}>
            {words.add}
          </button>
        )}
      </div>
      <NotMade saving={saving} />
      {all.length === 0 ? (
        <Empty title={words.none} />
      ) : (
        <Table
          caption={hoursWords(language).tabs.absences}
          columns={(['person', 'days', 'standIn', 'state'] as const).map((column) => words.columns[column])}
          actions={mayChange && shared.actions}
          class="cards"
        >
          {all.map(({ person, absence }) => {
            const { from, until, standInId } = absence;
            const state = until < today ? 'over' : from > today ? 'later' : 'now';
            return (
              <tr key={`${person.id} ${from} ${until}`}>
                <th scope="row">{person.name}</th>
                <td>{periodText(from, until, language)}</td>
                <td data-label={words.columns.standIn}>{nameOf(standInId)}</td>
                <td>
                  <span class={state === 'now' ? 'chip warn' : 'chip'}>{words[state]}</span>{' '}
                  {state === 'now' && (
                    <span class="row-note">{person.today ? words.today(person.today.name) : words.nobodyToday}</span>
                  )}
                </td>
                {mayChange && (
                  <td>
                    <div class="buttons">
                      <button
                        type="button"
                        class="button small"
                        disabled={saving.busy}
                        aria-label={words.remove(person.name)}
                        onClick={() => void remove(person, absence)}
                      >
                        {shared.remove}
                      </button>
                    </div>
                  </td>
                )}
              </tr>
            );
          })}
        </Table>
      )}
      {adding && (
        <NewAbsence
          people={people}
          onChanged={onChanged}
          onClose={() => setAdding(false)}
          onSaved={() => {
            setAdding(false);
            onChanged();
          }}
        />
      )}
    </>
  );
}

interface NewAbsenceProps extends AbsencesProps {
  onSaved: () => void;
  onClose: () => void;
}

function NewAbsence({ people, onChanged, onSaved, onClose }: NewAbsenceProps) {
  const { language, timeZone } = useConsole();
  const words = hoursWords(language).absences;
  const shared = policyWords(language);
  const told = useTold();
  const saving = useChange(people.policyVersion, onChanged);
  const here = people.items.filter(({ retired }) => !retired);
  const [personId, setPersonId] = useState(here[0]?.id ?? '');
  const [standInId, setStandInId] = useState('');
  const [days, setDays] = useState(() => ({ from: todayIn(timeZone), until: todayIn(timeZone) }));
  const person = here.find(({ id }) => id === personId);
  const save = async (): Promise<void> => {
    if (!person) return;
    const absence = { ...days, standInId: standInId === '' ? null : standInId };
    const answer = await saving.save(person.id, putting(person, [...person.absences, absence]));
    if (!answer) return;
    told(answer);
    onSaved();
  };
  return (
    <FormDialog title={words.add} saving={saving} dirty={false} onSave={() => void save()} onClose={onClose}>
      <Select
        label={words.person}
        value={personId}
        options={here.map(({ id, name }) => [id, name] as const)}
        onChange={setPersonId}
      />
      <div class="pair">
        <Text
          type="date"
          label={shared.from}
          value={days.from}
          required
          onChange={(from) => setDays({ from, until: laterOf(from, days.until) })}
        />
        <Text type="date" label={shared.until} value={days.until} required onChange={(until) => setDays({ ...days, until })} />
      </div>
      <Select
        label={words.standIn}
        value={standInId}
        options={[['', words.nobody], ...here.filter(({ id }) => id !== personId).map(({ id, name }) => [id, name] as const)]}
        onChange={setStandInId}
      />
      {saving.conflict && <ChangedMeanwhile />}
    </FormDialog>
  );
}

function putting({ id }: Person, absences: readonly Absence[]) {
  return (revision: number) => call<Answer>('PUT', `/api/people/${encodeURIComponent(id)}`, { revision, absences });
}
