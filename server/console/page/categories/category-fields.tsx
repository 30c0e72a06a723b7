import { HANDLINGS } from '../../../../shared/policy.ts';
import { NONE } from '../../../../shared/reading.ts';
import { useConsole } from '../context.ts';
import { BothText, Select, Text } from '../policy/fields.tsx';
import type { Detail, People } from './data.ts';
import { type Edited, examplesOf } from './edited.ts';
import { Slots } from './slots.tsx';
import { categoryWords } from './words.ts';

interface CategoryFieldsProps {
  edited: Edited;
  /** As it stands there; null: a new one, whose id can still be chosen. */
  detail: Detail | null;
  id: string;
  people: People;
  onId: (id: string) => void;
  onChange: (part: Partial<Edited>) => void;
}

export function CategoryFields({ edited, detail, id, people, onId, onChange: change }: CategoryFieldsProps) {
  const { language } = useConsole();
  const words = categoryWords(language);
  const here = people.items.filter((person) => !person.retired || person.id === edited.personId);
  const { fr, en } = edited.examples;
  return (
    <>
      <BothText label={words.form.name} value={edited.name} required maxLength={100} onChange={(name) => change({ name })} />
      {!detail && (
        <Text
          label={words.form.id}
          hint={words.form.idHint}
          value={id}
          required
          maxLength={60}
          pattern="[a-z0-9]+(-[a-z0-9]+)*"
          onChange={onId}
        />
      )}
      <BothText
        label={words.form.description}
        hint={words.form.descriptionHint}
        value={edited.description}
        lines={3}
        required
        maxLength={1000}
        onChange={(description) => change({ description })}
      />
      <div class="pair">
        <Select
          label={words.form.handling}
          value={edited.handling}
          disabled={detail?.id === NONE}
          options={HANDLINGS.map((handling) => [handling, words.handling[handling]] as const)}
          onChange={(handling) => change({ handling })}
        />
        <Select
          label={words.form.person}
          value={edited.personId ?? ''}
          options={[
            ['', words.nobody],
            ...here.map((person) => [person.id, `${person.name} (${person.function[language]})`] as const),
          ]}
          onChange={(personId) => change({ personId: personId === '' ? null : personId })}
        />
      </div>
      <Slots slots={edited.slots} onChange={(slots) => change({ slots })} />
      <BothText
        label={`${words.form.examples} (${words.form.counts(examplesOf(fr).length, examplesOf(en).length)})`}
        hint={words.form.examplesHint}
        value={edited.examples}
        lines={12}
        onChange={(examples) => change({ examples })}
      />
    </>
  );
}
