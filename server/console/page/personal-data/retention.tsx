import { useId, useState } from 'preact/hooks';
import type { SettingsAnswer, SettingsView } from '../../../../shared/api.ts';
import { MAX_KEPT_DAYS } from '../../../../shared/limits.ts';
import { CallError, call } from '../api.ts';
import { useConsole } from '../context.ts';
import { useUnsaved } from '../policy/use-unsaved.ts';
import { Confirm } from '../ui/confirm.tsx';
import { failureText } from '../ui/states.tsx';
import { wordsOf } from '../words/words.ts';
import { personalDataWords } from './words.ts';

const NAMES = ['bodyDays', 'recordDays'] as const;

interface RetentionProps {
  settings: SettingsView;
  onSaved: (settings: SettingsView) => void;
}

/** The two periods that the school decides. What was typed stays where somebody else was faster. */
export function Retention({ settings, onSaved }: RetentionProps) {
  const { me, language, say } = useConsole();
  const words = personalDataWords(language);
  const shell = wordsOf(language);
  const [typed, type] = useState(() => typedOf(settings));
  const [asking, ask] = useState(false);
  const [conflict, setConflict] = useState(false);
  const id = useId();
  const mayNot = me.role !== 'admin';
  const right = NAMES.every((name) => isDays(typed[name]));
  const wanted = { bodyDays: Number(typed.bodyDays), recordDays: Number(typed.recordDays) };
  const same = NAMES.every((name) => wanted[name] === settings.retention[name]);
  useUnsaved(!same);

  const save = async (on = settings): Promise<void> => {
    try {
      const body = { revision: on.revision, retention: wanted };
      onSaved((await call<SettingsAnswer>('PATCH', '/api/settings', body)).settings);
      setConflict(false);
      say(shell.saved);
    } catch (error) {
      const now = error instanceof CallError && error.status === 409 ? error.problem.settings : undefined;
      const touched = now && NAMES.some((name) => now.retention[name] !== on.retention[name]);
      // Somebody changed other settings: nothing of this form.
      if (now && !touched) return save(now);
      if (now) {
        onSaved(now);
        setConflict(true);
      } else say(failureText(error instanceof CallError ? error : new CallError(0, {}), language));
    }
    ask(false);
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    if (!right || same) return;
    if (wanted.recordDays < settings.retention.recordDays) ask(true);
    else void save();
  };
  return (
    <form class="retention" onSubmit={submit}>
      {NAMES.map((name) => (
        <div class="field" key={name}>
          <label for={`${id}-${name}`}>
            {words[name]} <span class="quiet">({words.days})</span>
          </label>
          <input
            id={`${id}-${name}`}
            type="number"
            min={1}
            max={MAX_KEPT_DAYS}
            required
            disabled={mayNot}
            value={typed[name]}
            aria-describedby={`${id}-${name}-hint`}
            onInput={({ currentTarget }) => type({ ...typed, [name]: currentTarget.value })}
          />
          <p class={isDays(typed[name]) ? 'hint' : 'wrong'} id={`${id}-${name}-hint`}>
            {isDays(typed[name]) ? (name === 'bodyDays' ? words.bodyHint : words.recordHint) : words.wrongDays}
          </p>
        </div>
      ))}
      <button
        type="submit"
        class="button primary"
        disabled={mayNot || !right || same}
        title={mayNot ? shell.adminOnly : undefined}
      >
        {shell.save}
      </button>
      {conflict && (
        <div class="failure" role="alert">
          <p>
            {shell.conflict.title}. {shell.conflict.theirs}:{' '}
            {words.stands(settings.retention.bodyDays, settings.retention.recordDays)}
          </p>
          <button
            type="button"
            class="button"
            onClick={() => {
              type(typedOf(settings));
              setConflict(false);
            }}
          >
            {shell.conflict.take}
          </button>
        </div>
      )}
      {asking && (
        <Confirm title={words.lowerTitle} action={words.lowerAction} danger onConfirm={() => save()} onClose={() => ask(false)}>
          <p>{words.lower(wanted.recordDays)}</p>
        </Confirm>
      )}
    </form>
  );
}

function typedOf({ retention }: SettingsView) {
  return { bodyDays: String(retention.bodyDays), recordDays: String(retention.recordDays) };
}

function isDays(value: string): boolean {
  const days = Number(value);
  return value.trim() !== '' && Number.isInteger(days) && days >= 1 && days <= MAX_KEPT_DAYS;
}
