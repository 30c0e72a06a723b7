import { useState } from 'preact/hooks';
import { HANDLINGS, LANGUAGES } from '../../../../shared/policy.ts';
import { call } from '../api.ts';
import { useConsole } from '../context.ts';
import { go, hashOf } from '../place.ts';
import { Conflict } from '../policy/conflict.tsx';
import { BothText, Select, Text } from '../policy/fields.tsx';
import { Refused } from '../policy/refused.tsx';
import { useSave } from '../policy/use-save.ts';
import { useTold } from '../policy/use-told.ts';
import { useUnsaved } from '../policy/use-unsaved.ts';
import { policyWords } from '../policy/words.ts';
import { wordsOf } from '../words/words.ts';
import type { Answer, Categories, Detail, People } from './data.ts';
import { categoryText, type Edited, editedOf, examplesOf, fieldsOf, idOf, NEW_CATEGORY } from './edited.ts';
import { Fate } from './fate.tsx';
import { Slots } from './slots.tsx';
import { categoryWords } from './words.ts';

interface FormProps {
  /** null: a new one. */
  detail: Detail | null;
  version: number;
  categories: Categories;
  people: People;
  onChanged: () => void;
  onRetired?: () => void;
}

export function CategoryForm({ detail, version, categories, people, onChanged, onRetired }: FormProps) {
  const { language, say } = useConsole();
  const words = categoryWords(language);
  const told = useTold();
  const saving = useSave(version);
  const [start, setStart] = useState<Edited>(() => (detail ? editedOf(detail) : NEW_CATEGORY));
  const [edited, set] = useState<Edited>(start);
  const [ownId, setOwnId] = useState<string | null>(null);
  const id = detail?.id ?? ownId ?? idOf(edited.name.en || edited.name.fr);
  const change = (part: Partial<Edited>): void => set((before) => ({ ...before, ...part }));
  const dirty = JSON.stringify(edited) !== JSON.stringify(start);
  useUnsaved(dirty);

  const save = async (): Promise<void> => {
    const fields = fieldsOf(edited);
    const answer = await saving.save((revision) =>
      detail
        ? call<Answer>('PUT', `/api/categories/${encodeURIComponent(id)}`, { revision, ...fields })
        : call<Answer>('POST', '/api/categories', { revision, id, ...fields }),
    );
    if (!answer) return;
    told(answer);
    setStart(edited);
    onChanged();
    if (detail) return say(words.form.saved);
    say(words.form.created);
    go('categories', [id]);
  };
  const { conflict } = saving;
  const asText = (category: Detail | undefined): string => (category ? categoryText(editedOf(category)) : '');
  const settle = (take: boolean): void => {
    const now = conflict?.now.category;
    if (take && now) set(editedOf(now));
    if (now) setStart(editedOf(now));
    saving.settle();
  };
  const here = people.items.filter((person) => !person.retired || person.id === edited.personId);
  return (
    <>
      <form
        class="card form category-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <BothText label={words.form.name} value={edited.name} required maxLength={100} onChange={(name) => change({ name })} />
        {!detail && (
          <Text
            label={words.form.id}
            hint={words.form.idHint}
            value={id}
            required
            maxLength={60}
            pattern="[a-z0-9]+(-[a-z0-9]+)*"
            onChange={setOwnId}
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
            disabled={detail?.id === 'none'}
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
          label={`${words.form.examples} (${words.form.counts(examplesOf(edited.examples.fr).length, examplesOf(edited.examples.en).length)})`}
          hint={words.form.examplesHint}
          value={edited.examples}
          lines={12}
          onChange={(examples) => change({ examples })}
        />
        <Refused error={saving.error} />
        <div class="buttons">
          <button type="submit" class="button primary" disabled={saving.busy || !dirty}>
            {wordsOf(language).save}
          </button>
          {dirty && (
            <button type="button" class="button" onClick={() => set(start)}>
              {wordsOf(language).cancel}
            </button>
          )}
        </div>
      </form>
      {detail && (
        <section class="card">
          <h2>{words.form.templates}</h2>
          <ul class="points">
            {LANGUAGES.map((one) => (
              <li key={one}>
                <a href={hashOf('templates', [`${id}.${one}`])}>{policyWords(language).languages[one]}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {detail && detail.id !== 'none' && (
        <Fate
          category={detail}
          categories={categories}
          revision={saving.revision}
          onDone={() => {
            onChanged();
            onRetired?.();
          }}
        />
      )}
      {conflict && (
        <Conflict
          conflict={conflict}
          before={asText(conflict.before.category)}
          now={asText(conflict.now.category)}
          mine={categoryText(edited)}
          onTake={() => settle(true)}
          onKeep={() => settle(false)}
        />
      )}
    </>
  );
}
