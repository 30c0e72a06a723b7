import { useState } from 'preact/hooks';
import { NONE } from '../../../../shared/reading.ts';
import { call } from '../api.ts';
import { useConsole } from '../context.ts';
import { Select } from '../policy/fields.tsx';
import { Points } from '../policy/parts.tsx';
import { NotMade } from '../policy/refused.tsx';
import { useSave } from '../policy/use-save.ts';
import { Confirm } from '../ui/confirm.tsx';
import type { Answer, Categories, Detail } from './data.ts';
import { categoryWords } from './words.ts';

interface FateProps {
  category: Detail;
  categories: Categories;
  revision: number;
  onDone: () => void;
}

/** What may become of a category: retired, merged, or back in use. Each says what happens to what was there. */
export function Fate({ category, categories, revision, onDone }: FateProps) {
  const { language, say } = useConsole();
  const words = categoryWords(language);
  const saving = useSave(revision);
  const others = categories.items.filter(({ id, retired }) => !retired && id !== category.id && id !== NONE);
  const [asking, setAsking] = useState<'retire' | 'reuse' | 'merge' | null>(null);
  const [into, setInto] = useState(others[0]?.id ?? '');
  const [examples, setExamples] = useState(true);
  const name = category.name[language] || category.id;
  const path = `/api/categories/${encodeURIComponent(category.id)}`;
  const done = async (send: (at: number) => Promise<Answer>, text: string): Promise<void> => {
    // What is typed in the form beside may have been saved since.
    const answer = await saving.save((own) => send(Math.max(own, revision)));
    setAsking(null);
    if (!answer) return;
    say(text);
    onDone();
  };
  const retire = () => done((at) => call<Answer>('PUT', path, { revision: at, retired: true }), words.retire.done(name));
  const reuse = () => done((at) => call<Answer>('PUT', path, { revision: at, retired: false }), words.reuse.done(name));
  const target = others.find(({ id }) => id === into);
  const merge = () =>
    done(
      (at) => call<Answer>('POST', `${path}/merge`, { revision: at, into, examples }),
      words.merge.done(target?.name[language] ?? into),
    );
  const close = (): void => setAsking(null);
  return (
    <section class="card form">
      <div class="buttons">
        {category.retired ? (
          <button type="button" class="button" onClick={() => setAsking('reuse')}>
            {words.reuse.action}
          </button>
        ) : (
          <>
            <button type="button" class="button" disabled={others.length === 0} onClick={() => setAsking('merge')}>
              {words.merge.action}
            </button>
            <button type="button" class="button danger" onClick={() => setAsking('retire')}>
              {words.retire.action}
            </button>
          </>
        )}
      </div>
      <NotMade saving={saving} />
      {asking === 'retire' && (
        <Confirm title={words.retire.title(name)} action={words.retire.action} danger onConfirm={retire} onClose={close}>
          <Points points={words.retire.text} />
        </Confirm>
      )}
      {asking === 'reuse' && (
        <Confirm title={words.reuse.title(name)} action={words.reuse.action} onConfirm={reuse} onClose={close}>
          <p>{words.reuse.text}</p>
        </Confirm>
      )}
      {asking === 'merge' && (
        <Confirm title={words.merge.title(name)} action={words.merge.action} onConfirm={merge} onClose={close}>
          <Points points={words.merge.text} />
          <Select
            label={words.merge.into}
            value={into}
            options={others.map((other) => [other.id, other.name[language]] as const)}
            onChange={setInto}
          />
          <label class="check">
            <input type="checkbox" checked={examples} onChange={({ currentTarget }) => setExamples(currentTarget.checked)} />
            {words.merge.examples}
          </label>
        </Confirm>
      )}
    </section>
  );
}
