import { useState } from 'preact/hooks';
import type { AuditChanges } from '../../../../shared/api.ts';
import { useConsole } from '../context.ts';
import { DiffView } from '../policy/diff-view.tsx';
import { Ready } from '../ui/states.tsx';
import { useLoad } from '../use-load.ts';
import { entityHead, type Names } from './details.ts';
import { fieldsInWords } from './fields.ts';
import { auditWords } from './words.ts';

/** What an entry changed of what the school decides; asked for when somebody opens it. */
export function Changes({ id, names }: { id: string; names: Names }) {
  const words = auditWords(useConsole().language);
  const [opened, open] = useState(false);
  const changes = useLoad<AuditChanges>(opened ? `/api/audit/${encodeURIComponent(id)}/changes` : null);
  return (
    <details onToggle={({ currentTarget }) => currentTarget.open && open(true)}>
      <summary>{words.changes}</summary>
      {opened && (
        <Ready from={changes}>
          {({ items, more }) => (
            <>
              {items.map(({ name, parts }) => {
                const head = entityHead(name, words, names);
                const told = parts.map((part) => ({ ...part, text: fieldsInWords(part.text, words) }));
                return (
                  <div class="changed" key={name}>
                    <p>{head}</p>
                    <DiffView parts={told} label={head} />
                  </div>
                );
              })}
              {more > 0 && <p class="quiet">{words.moreChanges(more)}</p>}
            </>
          )}
        </Ready>
      )}
    </details>
  );
}
