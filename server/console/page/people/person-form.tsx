import { useState } from 'preact/hooks';
import { call } from '../api.ts';
import { idOf } from '../categories/edited.ts';
import { useConsole } from '../context.ts';
import { Conflict } from '../policy/conflict.tsx';
import { BothText, Text } from '../policy/fields.tsx';
import { FormDialog } from '../policy/form-dialog.tsx';
import { useSave } from '../policy/use-save.ts';
import { useTold } from '../policy/use-told.ts';
import type { Answer, People, Person } from './data.ts';
import { type Edited, personText } from './person-text.ts';
import { peopleWords } from './words.ts';

interface PersonFormProps {
  people: People;
  /** null: a new one. */
  person: Person | null;
  onSaved: () => void;
  onClose: () => void;
}

const NOBODY: Edited = { name: '', function: { fr: '', en: '' }, address: '', absences: [] };

export function PersonForm({ people, person, onSaved, onClose }: PersonFormProps) {
  const { language } = useConsole();
  const words = peopleWords(language).form;
  const told = useTold();
  const saving = useSave(people.policyVersion);
  const [start, setStart] = useState<Edited>(person ?? NOBODY);
  const [edited, set] = useState<Edited>(start);
  const [ownId, setOwnId] = useState<string | null>(null);
  // By what one does, not by who one is: the next one in the post takes the id over.
  const id = person?.id ?? ownId ?? idOf(edited.function.en || edited.function.fr || edited.name);
  const change = (part: Partial<Edited>): void => set((before) => ({ ...before, ...part }));
  const { name, function: duty, address } = edited;
  const fields = { name, function: duty, address };
  const save = async (): Promise<void> => {
    const answer = await saving.save((revision) =>
      person
        ? call<Answer>('PUT', `/api/people/${encodeURIComponent(id)}`, { revision, ...fields })
        : call<Answer>('POST', '/api/people', { revision, id, ...fields }),
    );
    if (!answer) return;
    told(answer);
    onSaved();
  };
  const { conflict } = saving;
  const settle = (take: boolean): void => {
    const now = conflict?.now.person;
    if (now) setStart(now);
    if (now) change(take ? now : { absences: now.absences });
    saving.settle();
  };
  return (
    <FormDialog
      title={person ? words.edit(person.name) : words.create}
      saving={saving}
      dirty={personText(edited, language) !== personText(start, language)}
      onSave={() => void save()}
      onClose={onClose}
    >
      <Text label={words.name} value={name} required maxLength={100} onChange={(value) => change({ name: value })} />
      <BothText label={words.duty} value={duty} required maxLength={100} onChange={(value) => change({ function: value })} />
      <Text
        type="email"
        label={words.address}
        hint={words.addressHint}
        value={address}
        required
        maxLength={254}
        onChange={(value) => change({ address: value })}
      />
      {!person && (
        <Text
          label={words.id}
          hint={words.idHint}
          value={id}
          required
          maxLength={60}
          pattern="[a-z0-9]+(-[a-z0-9]+)*"
          onChange={setOwnId}
        />
      )}
      {conflict && (
        <Conflict
          conflict={conflict}
          before={personText(conflict.before.person, language)}
          now={personText(conflict.now.person, language)}
          mine={personText(edited, language)}
          onTake={() => settle(true)}
          onKeep={() => settle(false)}
        />
      )}
    </FormDialog>
  );
}
