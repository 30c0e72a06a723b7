import { useMemo, useState } from 'preact/hooks';
import type { CategoryView, PersonView } from '../../../../shared/api.ts';
import { useConsole } from '../context.ts';
import { filter, type Place } from '../place.ts';
import { Empty, Failure } from '../ui/states.tsx';

import { useLoad } from '../use-load.ts';
import { wordsOf } from '../words/words.ts';
import { Bulk } from './bulk.tsx';
import { BulkBar } from './bulk-bar.tsx';
import type { BulkAction } from './bulk-run.ts';
import { FilterBar } from './filter-bar.tsx';
import { clearAll, filtersOf } from './filters.ts';
import { type Selection, stillShown, toggled, toggledAll } from './selection.ts';
import { MailTable } from './table.tsx';
import { useFollow } from './use-follow.ts';
import { useMails } from './use-mails.ts';
import { mailsWords } from './words.ts';

export function List({ place }: { place: Place }) {
  const { language } = useConsole();
  const words = mailsWords(language);
  const filters = filtersOf(place.query);
  const query = `${new URLSearchParams(filters)}`;
  const mails = useMails(query);
  const categories = useLoad<{ items: CategoryView[] }>('/api/categories');
  const people = useLoad<{ items: PersonView[] }>('/api/people');
  const [chosen, choose] = useState<Selection>(new Set());
  const [action, setAction] = useState<BulkAction | null>(null);
  useFollow(mails.reload);

  const items = mails.items ?? [];
  const selection = useMemo(
    () =>
      stillShown(
        chosen,
        items.map(({ id }) => id),
      ),
    [chosen, items],
  );
  const narrowed = Object.keys(filters).length > 0;
  const closed = (): void => {
    setAction(null);
    choose(new Set());
    mails.reload();
  };
  return (
    <>
      <div class="page-head">
        <h1>{words.title}</h1>
        <a
          class="button"
          href={`/api/mails.csv?${new URLSearchParams({ ...filters, lang: language })}`}
          download
          title={words.exportHint}
        >
          {words.exportCsv}
        </a>
      </div>
      <FilterBar place={place} categories={categories.data?.items ?? []} />
      <div class="ready" aria-busy={mails.loading}>
        {mails.error && <Failure error={mails.error} onRetry={mails.reload} />}
        {mails.items === null && !mails.error && <p class="quiet pad">{wordsOf(language).loading}</p>}
        {mails.items?.length === 0 && (
          <Empty title={narrowed ? words.empty : words.emptyAll}>
            <p>{narrowed ? words.emptyHint : words.emptyAllHint}</p>
            {narrowed && (
              <button type="button" class="button" onClick={() => filter(place, clearAll())}>
                {words.clear}
              </button>
            )}
          </Empty>
        )}
        {items.length > 0 && (
          <>
            <p class="quiet mails-count" role="status">
              {words.count(items.length, mails.cursor !== null)}
            </p>
            <MailTable
              items={items}
              query={place.query}
              selection={selection}
              onToggle={(id) => choose(toggled(selection, id))}
              onToggleAll={() =>
                choose(
                  toggledAll(
                    selection,
                    items.map(({ id }) => id),
                  ),
                )
              }
            />
            {mails.cursor !== null && (
              <p class="mails-more">
                <button type="button" class="button" disabled={mails.loading} onClick={mails.more}>
                  {wordsOf(language).more}
                </button>
              </p>
            )}
          </>
        )}
      </div>
      {selection.size > 0 && <BulkBar count={selection.size} onAction={setAction} onClear={() => choose(new Set())} />}
      {action && (
        <Bulk
          action={action}
          mails={items.filter(({ id }) => selection.has(id))}
          people={(people.data?.items ?? []).filter(({ retired }) => !retired)}
          onClose={closed}
          onCancel={() => setAction(null)}
        />
      )}
    </>
  );
}
