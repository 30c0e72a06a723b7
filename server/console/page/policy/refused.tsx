import type { PolicyProblemView } from '../../../../shared/api.ts';
import type { CallError } from '../api.ts';
import { useConsole } from '../context.ts';
import { failureText } from '../ui/states.tsx';
import { wordsOf } from '../words/words.ts';
import type { Saving } from './use-save.ts';
import { policyWords } from './words.ts';

/** Why a change was not saved, with every reason that the server names. */
export function Refused({ error }: { error: CallError | null }) {
  const { language } = useConsole();
  if (!error) return null;
  const { policyProblems = [], errors = [] } = error.problem;
  return (
    <div class="refused" role="alert">
      <p>
        {policyWords(language).refused} {failureText(error, language)}
      </p>
      {policyProblems.length > 0 && <Problems problems={policyProblems} />}
      {policyProblems.length === 0 && errors.length > 0 && (
        <ul class="points">
          {errors.map(({ path, message }) => (
            <li key={path}>
              <code>{path}</code> {message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Why a change was not made, for those that show what stands there now by themselves. */
export function NotMade({ saving: { error, conflict } }: { saving: Pick<Saving, 'error' | 'conflict'> }) {
  return (
    <>
      <Refused error={error} />
      {conflict && <ChangedMeanwhile />}
    </>
  );
}

export function ChangedMeanwhile() {
  return (
    <p class="refused" role="alert">
      {wordsOf(useConsole().language).conflict.title}
    </p>
  );
}

/** The same remark of many things is one line that names them. */
export function Problems({ problems }: { problems: readonly PolicyProblemView[] }) {
  const groups = new Map<string, string[]>();
  for (const { message, entity } of problems) groups.set(message, [...(groups.get(message) ?? []), entity]);
  return (
    <ul class="points">
      {[...groups].map(([message, entities]) => (
        <li key={message}>
          {message} <code>{[...new Set(entities)].join(', ')}</code>
        </li>
      ))}
    </ul>
  );
}
