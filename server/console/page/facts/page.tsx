import type { FactList } from '../../../../shared/api.ts';
import { useConsole } from '../context.ts';
import type { Place } from '../place.ts';
import { AdminOnly, Tabs, useMayChange } from '../policy/parts.tsx';
import { Ready } from '../ui/states.tsx';
import { useLoad } from '../use-load.ts';
import { Expiring } from './expiring.tsx';
import { FileShelf } from './file-shelf.tsx';
import { Import } from './import.tsx';
import { List } from './list.tsx';
import { Term } from './term.tsx';
import { factWords } from './words.ts';

/** What the school says that changes with time, and the files it sends. */
export function Page({ place }: { place: Place }) {
  const words = factWords(useConsole().language);
  const mayChange = useMayChange();
  const facts = useLoad<FactList>('/api/facts');
  const tabs = [
    ['', words.tabs.facts],
    ['files', words.tabs.files],
    ...(mayChange
      ? ([
          ['import', words.tabs.import],
          ['term', words.tabs.term],
        ] as const)
      : []),
  ] as const;
  const current = tabs.find(([name]) => name === place.rest[0])?.[0] ?? '';
  return (
    <div class="facts">
      <div class="page-head">
        <h1>{words.title}</h1>
      </div>
      <AdminOnly />
      <Tabs page="facts" label={words.title} current={current} tabs={tabs} />
      <Ready from={facts}>
        {(known) => (
          <>
            <Expiring facts={known} />
            {current === '' && <List facts={known} open={place.query.key ?? ''} onChanged={facts.reload} />}
            {current === 'files' && <FileShelf />}
            {current === 'import' && <Import facts={known} onChanged={facts.reload} />}
            {current === 'term' && <Term facts={known} onChanged={facts.reload} />}
          </>
        )}
      </Ready>
    </div>
  );
}
