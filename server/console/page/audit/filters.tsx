import { useId } from 'preact/hooks';
import { useConsole } from '../context.ts';
import { filter, go, type Place } from '../place.ts';
import { GROUP_NAMES, GROUPS, type Users } from './data.ts';
import { auditWords } from './words.ts';

interface FiltersProps {
  place: Place;
  accounts: Users['items'];
  /** Where the same entries are given as a file. */
  csv: string;
}

export function Filters({ place, accounts, csv }: FiltersProps) {
  const words = auditWords(useConsole().language);
  const { actor = '', action = '', target = '', from = '', until = '' } = place.query;
  const id = useId();
  const filtered = [actor, action, target, from, until].some((value) => value !== '');
  return (
    <div class="filters">
      <div class="field">
        <label for={`${id}-actor`}>{words.filters.actor}</label>
        <select id={`${id}-actor`} value={actor} onChange={({ currentTarget }) => filter(place, { actor: currentTarget.value })}>
          <option value="">{words.everybody}</option>
          {accounts.map((user) => (
            <option key={user.id} value={user.id}>
              {user.name || user.address}
            </option>
          ))}
          <option value="system">{words.system}</option>
        </select>
      </div>
      <div class="field">
        <label for={`${id}-action`}>{words.filters.action}</label>
        <select
          id={`${id}-action`}
          value={action}
          onChange={({ currentTarget }) => filter(place, { action: currentTarget.value })}
        >
          <option value="">{words.everything}</option>
          {GROUP_NAMES.map((group) => (
            <optgroup key={group} label={words.groups[group]}>
              {GROUPS[group].map((name) => (
                <option key={name} value={name}>
                  {words.actions[name]}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </div>
      {(['from', 'until'] as const).map((name) => (
        <div class="field" key={name}>
          <label for={`${id}-${name}`}>{words.filters[name]}</label>
          <input
            id={`${id}-${name}`}
            type="date"
            value={name === 'from' ? from : until}
            onChange={({ currentTarget }) => filter(place, { [name]: currentTarget.value })}
          />
        </div>
      ))}
      {target !== '' && <span class="chip">{words.only(target)}</span>}
      {filtered && (
        <button type="button" class="button" onClick={() => go('audit')}>
          {words.filters.clear}
        </button>
      )}
      <a class="button export" href={csv} download>
        {words.export}
      </a>
    </div>
  );
}
