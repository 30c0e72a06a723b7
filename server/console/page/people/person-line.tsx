import type { CategoryView } from '../../../../shared/api/policy.ts';
import { useConsole } from '../context.ts';
import { hashOf } from '../place.ts';
import { policyWords } from '../policy/words.ts';
import type { Person } from './data.ts';
import { peopleWords } from './words.ts';

interface LineProps {
  person: Person;
  /** Categories whose mails go to this person. */
  routes: readonly CategoryView[];
  onEdit: ((person: Person) => void) | null;
  onRetire: (person: Person) => void;
}

export function PersonLine({ person, routes, onEdit, onRetire }: LineProps) {
  const { language } = useConsole();
  const words = peopleWords(language);
  const { id, name, function: duty, address, today } = person;
  return (
    <tr>
      <th scope="row">
        {name}
        <p class="row-note">{duty[language]}</p>
      </th>
      <td class="address">{address}</td>
      <td>
        {routes.length === 0 && <span class="quiet">{words.noRoutes}</span>}
        {routes.map((category) => (
          <div key={category.id}>
            <a href={hashOf('categories', [category.id])}>{category.name[language]}</a>
          </div>
        ))}
      </td>
      <td>
        {today === null ? (
          <span class="chip warn">{words.nobody}</span>
        ) : today.id === id ? (
          <span class="chip good">{words.here}</span>
        ) : (
          <span class="chip warn">{words.standIn(today.name)}</span>
        )}
      </td>
      {onEdit && (
        <td>
          <div class="buttons">
            <button type="button" class="button small" aria-label={words.form.edit(name)} onClick={() => onEdit(person)}>
              {policyWords(language).edit}
            </button>
            <button
              type="button"
              class="button small"
              aria-label={`${words.retire.action}: ${name}`}
              onClick={() => onRetire(person)}
            >
              {words.retire.action}
            </button>
          </div>
        </td>
      )}
    </tr>
  );
}
