import { useState } from 'preact/hooks';
import { useConsole } from '../context.ts';
import { Text } from '../policy/fields.tsx';
import type { Name } from './completion.ts';
import { templateWords } from './words.ts';

const KINDS = ['variable', 'slot', 'fact', 'form'] as const;

/** Everything the template may say, for whoever would rather choose than type. */
export function Names({ names, onInsert }: { names: readonly Name[]; onInsert: (text: string) => void }) {
  const words = templateWords(useConsole().language).names;
  const [query, setQuery] = useState('');
  const wanted = query.trim().toLowerCase();
  const shown = names.filter(({ name, label }) => `${name} ${label}`.toLowerCase().includes(wanted));
  return (
    <details class="card names">
      <summary>{words.title}</summary>
      <Text label={words.search} value={query} onChange={setQuery} />
      {KINDS.map((kind) => {
        const some = shown.filter((name) => name.kind === kind);
        return (
          some.length > 0 && (
            <section key={kind}>
              <h3>{words.kinds[kind]}</h3>
              <ul>
                {some.map(({ name, label, value, insert }) => (
                  <li key={name}>
                    <button type="button" class="name" onClick={() => onInsert(insert)}>
                      <code>{name}</code>
                      <span>{label}</span>
                      {value !== null && <span class="quiet clipped">{value}</span>}
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          )
        );
      })}
      {shown.length === 0 && <p class="quiet">{words.none}</p>}
    </details>
  );
}
