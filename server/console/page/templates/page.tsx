import { useConsole } from '../context.ts';
import { hashOf, type Place } from '../place.ts';
import { AdminOnly } from '../policy/parts.tsx';
import { Ready } from '../ui/states.tsx';
import { useLoad } from '../use-load.ts';
import type { Categories, Templates } from './data.ts';
import { partsOf } from './draft.ts';
import { Editor } from './editor.tsx';
import { List } from './list.tsx';
import { templateWords } from './words.ts';

/** The answers that the school has approved: all of them, or one in the editor (`#/templates/timetable.fr`). */
export function Page({ place }: { place: Place }) {
  const [id = ''] = place.rest;
  return <Shown key={id} id={id} />;
}

/** Asked for anew with each template: what is edited stands on what is true when it is opened. */
function Shown({ id }: { id: string }) {
  const { language } = useConsole();
  const words = templateWords(language);
  const categories = useLoad<Categories>('/api/categories');
  const templates = useLoad<Templates>('/api/templates?versions=true');
  const category = categories.data?.items.find((one) => one.id === partsOf(id)?.categoryId);
  return (
    <div class="templates">
      <div class="page-head">
        <h1>{category ? category.name[language] : words.title}</h1>
        {id !== '' && <a href={hashOf('templates')}>{words.back}</a>}
      </div>
      <AdminOnly />
      <Ready from={categories}>
        {(known) => (
          <Ready from={templates}>
            {(all) =>
              id === '' ? (
                <List categories={known} templates={all} onChanged={templates.reload} />
              ) : category ? (
                <Editor key={id} id={id} category={category} templates={all} onSaved={templates.reload} />
              ) : (
                <p class="pad">{words.unknown}</p>
              )
            }
          </Ready>
        )}
      </Ready>
    </div>
  );
}
