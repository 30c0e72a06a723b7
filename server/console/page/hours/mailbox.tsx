import { useState } from 'preact/hooks';
import type { SettingsAnswer, SettingsView } from '../../../../shared/api.ts';
import { CallError, call } from '../api.ts';
import { useConsole } from '../context.ts';
import { Text } from '../policy/fields.tsx';
import { useMayChange } from '../policy/parts.tsx';
import { useUnsaved } from '../policy/use-unsaved.ts';
import { failureText } from '../ui/states.tsx';
import { wordsOf } from '../words/words.ts';
import { changeOf, draftOf, LISTS, sameHere } from './mailbox-fields.ts';
import { mailboxWords } from './mailbox-words.ts';

interface MailboxProps {
  settings: SettingsView;
  onSaved: (settings: SettingsView) => void;
}

/** Which addresses are the school's own, and whether answers are adapted. What was typed stays where somebody else was faster. */
export function MailboxForm({ settings, onSaved }: MailboxProps) {
  const { language, say } = useConsole();
  const words = mailboxWords(language);
  const shell = wordsOf(language);
  const mayChange = useMayChange();
  const [draft, type] = useState(() => draftOf(settings));
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState('');
  const [conflict, setConflict] = useState(false);
  const { change, wrong } = changeOf(settings, draft);
  const changed = Object.keys(change).length > 0;
  const right = LISTS.every((name) => wrong[name].length === 0);
  useUnsaved(changed);

  const save = async (on: SettingsView): Promise<void> => {
    try {
      const answer = await call<SettingsAnswer>('PATCH', '/api/settings', { revision: on.revision, ...change });
      onSaved(answer.settings);
      type(draftOf(answer.settings));
      setConflict(false);
      say(shell.saved);
    } catch (error) {
      const told = error instanceof CallError ? error : new CallError(0, {});
      const now = told.status === 409 ? told.problem.settings : undefined;
      if (now && sameHere(on, now)) return save(now);
      if (now) onSaved(now);
      setConflict(now !== undefined);
      if (!now) setRefused(failureText(told, language));
    }
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy || !changed || !right) return;
    setBusy(true);
    setRefused('');
    await save(settings);
    setBusy(false);
  };
  const stands = draftOf(settings);
  return (
    <form class="card form narrow" onSubmit={(event) => void submit(event)}>
      <p class="quiet">{words.intro}</p>
      <fieldset class="form" disabled={!mayChange}>
        <legend class="unseen">{words.tab}</legend>
        {LISTS.map((name) => (
          <div key={name}>
            <Text
              label={words.lists[name].label}
              hint={words.lists[name].hint}
              value={draft[name]}
              lines={3}
              onChange={(value) => type({ ...draft, [name]: value })}
            />
            {wrong[name].length > 0 && (
              <div class="field">
                <p class="wrong" role="status">
                  {words.wrong(wrong[name].join(', '))}
                </p>
              </div>
            )}
          </div>
        ))}
        <div class="field">
          <label class="check">
            <input
              type="checkbox"
              checked={draft.adaptSuggestions}
              onChange={({ currentTarget }) => type({ ...draft, adaptSuggestions: currentTarget.checked })}
            />
            <span>{words.adapt}</span>
          </label>
          <p class="hint">{words.adaptHint}</p>
        </div>
      </fieldset>
      {refused !== '' && (
        <p class="failure" role="alert">
          {refused}
        </p>
      )}
      {conflict && (
        <div class="failure" role="alert">
          <div>
            <p>{shell.conflict.title}.</p>
            <h3>{shell.conflict.theirs}</h3>
            <dl>
              {LISTS.filter((name) => name in change).map((name) => (
                <div key={name}>
                  <dt>{words.lists[name].label}</dt>
                  <dd>{stands[name].replaceAll('\n', ', ') || '–'}</dd>
                </div>
              ))}
              {'adaptSuggestions' in change && (
                <div>
                  <dt>{words.adapt}</dt>
                  <dd>{stands.adaptSuggestions ? words.yes : words.no}</dd>
                </div>
              )}
            </dl>
          </div>
          <button
            type="button"
            class="button"
            onClick={() => {
              type(stands);
              setConflict(false);
            }}
          >
            {shell.conflict.take}
          </button>
        </div>
      )}
      {mayChange && (
        <div class="buttons">
          <button type="submit" class="button primary" disabled={busy || !changed || !right}>
            {shell.save}
          </button>
        </div>
      )}
    </form>
  );
}
