import { useState } from 'preact/hooks';
import type { AuditChanges } from '../../../../shared/api.ts';
import { useConsole } from '../context.ts';
import { DiffView } from '../policy/diff-view.tsx';
import { Ready } from '../ui/states.tsx';
import { useLoad } from '../use-load.ts';
import { auditWords } from './words.ts';

/** What an entry changed of what the school decides; asked for when somebody opens it. */
export function Changes({ id }: { id: string }) {
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
              {items.map(({ name, parts }) => (
                <div class="changed" key={name}>
                  <code>{name}</code>
                  <DiffView parts={parts} label={name} />
                </div>
              ))}
              {more > 0 && <p class="quiet">{words.moreChanges(more)}</p>}
            </>
          )}
        </Ready>
      )}
    </details>
  );
}
