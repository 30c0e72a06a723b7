import { useMemo } from 'preact/hooks';
import type { TemplateProblemView } from '../../../../shared/api.ts';
import { useConsole } from '../context.ts';
import { Text } from '../policy/fields.tsx';
import { type CodeControl, CodeEditor } from './code-editor.tsx';
import type { Name } from './completion.ts';
import type { Draft } from './draft.ts';
import { templateWords } from './words.ts';

interface WritingProps {
  draft: Draft;
  names: readonly Name[];
  problems: readonly TemplateProblemView[];
  mayChange: boolean;
  control: { current: CodeControl | null };
  onChange: (draft: Draft) => void;
}

/** Subject and text, and what is wrong with them where it stands. */
export function Writing({ draft, names, problems, mayChange, control, onChange }: WritingProps) {
  const words = templateWords(useConsole().language);
  const inBody = useMemo(() => problems.filter(({ part }) => part === 'body'), [problems]);
  return (
    <section class="card writing">
      <h2>{words.editor.title}</h2>
      <Text
        label={words.subject}
        hint={words.subjectHint}
        value={draft.subject}
        maxLength={1000}
        disabled={!mayChange}
        onChange={(subject) => onChange({ ...draft, subject })}
      />
      <div class="field">
        <span class="label">{words.body}</span>
        <CodeEditor
          value={draft.body}
          label={words.body}
          names={names}
          problems={inBody}
          readOnly={!mayChange}
          phrases={words.phrases}
          control={control}
          onChange={(body) => onChange({ ...draft, body })}
        />
        {mayChange && <p class="hint">{words.bodyHint}</p>}
      </div>
      {mayChange && <Problems problems={problems} control={control} />}
    </section>
  );
}

function Problems({ problems, control }: Pick<WritingProps, 'problems' | 'control'>) {
  const words = templateWords(useConsole().language);
  const sorted = problems.toSorted((a, b) => (a.severity === b.severity ? a.line - b.line : a.severity === 'error' ? -1 : 1));
  return (
    <div class="problems" role="status">
      {sorted.length === 0 && <p class="quiet">{words.problems.none}</p>}
      <ul>
        {sorted.map(({ code, severity, part, line, column, name, message }) => (
          <li key={`${code} ${part} ${line} ${column} ${name}`} data-severity={severity}>
            <span class={severity === 'error' ? 'chip bad' : 'chip warn'}>{words.problems[severity]}</span>
            {part === 'body' ? (
              <button type="button" class="link" onClick={() => control.current?.goTo(line, column)}>
                {words.problems.line(words.body, line)}
              </button>
            ) : (
              <span>{words.subject}</span>
            )}
            <span>{message}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
