import { useEffect, useRef, useState } from 'preact/hooks';
import type { CategoryView } from '../../../../shared/api.ts';
import { Close } from '../../../page-kit/icons.tsx';
import { useConsole } from '../context.ts';
import { dayText } from '../format.ts';
import { filter, type Place } from '../place.ts';
import { besides, changeTo, STATES, VIEW_NAMES, viewOf } from './filters.ts';
import { mailsWords } from './words.ts';

/** Between two keys of somebody who still writes. */
const PAUSE_MS = 300;

export function FilterBar({ place, categories }: { place: Place; categories: readonly CategoryView[] }) {
  const { language } = useConsole();
  const words = mailsWords(language);
  const { query } = place;
  const view = viewOf(query);
  const change = (to: Readonly<Record<string, string>>): void => filter(place, to);
  return (
    <>
      <fieldset class="views">
        <legend class="unseen">{words.views.label}</legend>
        {VIEW_NAMES.map((name) => (
          <button key={name} type="button" class="view" aria-pressed={name === view} onClick={() => change(changeTo(name))}>
            {words.views[name]}
          </button>
        ))}
      </fieldset>
      <div class="filters">
        <Search key={query.sameSender ?? ''} place={place} />
        <select
          aria-label={words.state}
          value={query.status ?? ''}
          onChange={({ currentTarget }) => change({ status: currentTarget.value, sameSender: '' })}
        >
          <option value="">{words.everyState}</option>
          {STATES.map((state) => (
            <option key={state} value={state}>
              {words.states[state]}
            </option>
          ))}
        </select>
        <select
          aria-label={words.category}
          value={query.category ?? ''}
          onChange={({ currentTarget }) => change({ category: currentTarget.value, sameSender: '' })}
        >
          <option value="">{words.everyCategory}</option>
          {categories.map(({ id, name }) => (
            <option key={id} value={id}>
              {name[language]}
            </option>
          ))}
        </select>
        {besides(query).map(({ name, value, clear }) => {
          const said = name === 'days' ? daysText(value) : (words.besides[name]?.(value) ?? value);
          return (
            <button key={name} type="button" class="chip besides" onClick={() => change(clear)}>
              {said}
              <Close />
              <span class="unseen">{words.takeAway(said)}</span>
            </button>
          );
        })}
      </div>
    </>
  );

  function daysText(value: string): string {
    const [from = '', until = ''] = value
      .split('/')
      .map((day) => (/^\d{4}-\d\d-\d\d$/.test(day) ? dayText(day, language, 'short') : ''));
    return words.days(from, until);
  }
}

function Search({ place }: { place: Place }) {
  const words = mailsWords(useConsole().language);
  const [text, setText] = useState(place.query.q ?? '');
  const latest = useRef(place);
  latest.current = place;
  // Another place was gone to: what stands there is what is searched for.
  useEffect(() => setText(place.query.q ?? ''), [place.query.q]);
  useEffect(() => {
    if (text.trim() === (latest.current.query.q ?? '')) return;
    const timer = setTimeout(() => filter(latest.current, { q: text.trim(), sameSender: '' }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <input
      type="search"
      class="mails-search"
      aria-label={words.search}
      placeholder={words.searchHint}
      maxLength={200}
      value={text}
      onInput={({ currentTarget }) => setText(currentTarget.value)}
    />
  );
}
