import { useState } from 'preact/hooks';
import { LANGUAGES } from '../../../../shared/policy.ts';
import { NONE } from '../../../../shared/reading.ts';
import { call } from '../api.ts';
import { useConsole } from '../context.ts';
import { go, hashOf } from '../place.ts';
import { Conflict } from '../policy/conflict.tsx';
import { Refused } from '../policy/refused.tsx';
import { useSave } from '../policy/use-save.ts';
import { useTold } from '../policy/use-told.ts';
import { useUnsaved } from '../policy/use-unsaved.ts';
import { policyWords } from '../policy/words.ts';
import { wordsOf } from '../words/words.ts';
import { CategoryFields } from './category-fields.tsx';
import type { Answer, Categories, Detail, People } from './data.ts';
import { categoryText, type Edited, editedOf, fieldsOf, idOf, NEW_CATEGORY } from './edited.ts';
import { Fate } from './fate.tsx';
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
  return (
    <>
      <form
        class="card form category-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <CategoryFields edited={edited} detail={detail} id={id} people={people} onId={setOwnId} onChange={change} />
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
      {detail && <TemplatesOf id={detail.id} />}
      {detail && detail.id !== NONE && (
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

/** The answers of a category stand on their own page. */
function TemplatesOf({ id }: { id: string }) {
  const { language } = useConsole();
  return (
    <section class="card">
      <h2>{categoryWords(language).form.templates}</h2>
      <ul class="points">
        {LANGUAGES.map((one) => (
          <li key={one}>
            <a href={hashOf('templates', [`${id}.${one}`])}>{policyWords(language).languages[one]}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
