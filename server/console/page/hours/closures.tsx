import { useState } from 'preact/hooks';
import { call } from '../api.ts';
import { useConsole } from '../context.ts';
import { BothText, Text } from '../policy/fields.tsx';
import { FormDialog } from '../policy/form-dialog.tsx';
import { useMayChange } from '../policy/parts.tsx';
import { ChangedMeanwhile, NotMade } from '../policy/refused.tsx';
import { laterOf, periodText, todayIn } from '../policy/texts.ts';
import { useChange, useSave } from '../policy/use-save.ts';
import { useTold } from '../policy/use-told.ts';
import { policyWords } from '../policy/words.ts';
import { wordsOf } from '../words/words.ts';
import type { Answer, Closure, Hours } from './data.ts';
import { hoursWords } from './words.ts';

interface ClosuresProps {
  hours: Hours;
  onChanged: () => void;
}

/** Days on which the school is closed whatever the weekday says. */
export function Closures({ hours, onChanged }: ClosuresProps) {
  const { language, timeZone, say } = useConsole();
  const words = hoursWords(language);
  const mayChange = useMayChange();
  const saving = useChange(hours.policyVersion, onChanged);
  const [adding, setAdding] = useState(false);
  const today = todayIn(timeZone);
  const [past, coming] = [
    hours.closures.filter(({ until }) => until < today),
    hours.closures.filter(({ until }) => until >= today),
  ];
  const change = (days: string, part: object): Promise<Answer | null> =>
    saving.save(days, (revision) => call<Answer>('PATCH', '/api/hours', { revision, ...part }));
  const remove = async (closure: Closure): Promise<void> => {
    const { from, until } = closure;
    const days = `${from} ${until}`;
    if (!(await change(days, { removeClosures: [{ from, until }] }))) return;
    say(wordsOf(language).saved, () => void change(days, { addClosures: [closure] }).then(onChanged));
    onChanged();
  };
  const list = (closures: readonly Closure[]) => (
    <ul class="lines">
      {closures.map((closure) => (
        <li key={`${closure.from} ${closure.until}`}>
          <span>
            <strong>{closure.name[language]}</strong> {periodText(closure.from, closure.until, language)}
          </span>
          {mayChange && (
            <button
              type="button"
              class="button small"
              disabled={saving.busy}
              aria-label={words.removeClosure(closure.name[language])}
              onClick={() => void remove(closure)}
            >
              {policyWords(language).remove}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
  return (
    <section class="card">
      <div class="card-head">
        <h2>{words.closures}</h2>
        {mayChange && (
          <button type="button" class="button" onClick={() => setAdding(true)}>
            {words.addClosure}
          </button>
        )}
      </div>
      <p class="quiet">{words.closuresHint}</p>
      <NotMade saving={saving} />
      {coming.length === 0 ? <p>{words.noClosures}</p> : list(coming)}
      {past.length > 0 && (
        <details>
          <summary>{words.past}</summary>
          {list(past)}
        </details>
      )}
      {adding && (
        <NewClosure
          hours={hours}
          onClose={() => setAdding(false)}
          onSaved={() => {
            setAdding(false);
            onChanged();
          }}
        />
      )}
    </section>
  );
}

function NewClosure({ hours, onSaved, onClose }: { hours: Hours; onSaved: () => void; onClose: () => void }) {
  const { language, timeZone } = useConsole();
  const words = hoursWords(language);
  const told = useTold();
  const saving = useSave(hours.policyVersion);
  const [closure, set] = useState<Closure>(() => {
    const today = todayIn(timeZone);
    return { from: today, until: today, name: { fr: '', en: '' } };
  });
  const save = async (): Promise<void> => {
    const answer = await saving.save((revision) => call<Answer>('PATCH', '/api/hours', { revision, addClosures: [closure] }));
    if (!answer) return;
    told(answer);
    onSaved();
  };
  const { from, until, name } = closure;
  const { period } = policyWords(language);
  return (
    <FormDialog
      title={words.addClosure}
      saving={saving}
      dirty={name.fr + name.en !== ''}
      onSave={() => void save()}
      onClose={onClose}
    >
      <BothText
        label={words.closureName}
        value={name}
        required
        maxLength={100}
        onChange={(value) => set({ ...closure, name: value })}
      />
      <div class="pair">
        <Text
          type="date"
          label={policyWords(language).from}
          value={from}
          required
          onChange={(day) => set({ ...closure, from: day, until: laterOf(day, until) })}
        />
        <Text type="date" label={period.last} value={until} required onChange={(day) => set({ ...closure, until: day })} />
      </div>
      {saving.conflict && <ChangedMeanwhile />}
    </FormDialog>
  );
}
