import type { PolicyProblemView } from '../../../../shared/api.ts';
import type { CallError } from '../api.ts';
import { useConsole } from '../context.ts';
import { failureText } from '../ui/states.tsx';
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

export function Problems({ problems }: { problems: readonly PolicyProblemView[] }) {
  return (
    <ul class="points">
      {problems.map(({ code, entity, field, message, severity }) => (
        <li key={`${code} ${entity} ${field} ${message}`} data-severity={severity}>
          {message}
        </li>
      ))}
    </ul>
  );
}
