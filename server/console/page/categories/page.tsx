import { useConsole } from '../context.ts';
import { hashOf, type Place } from '../place.ts';
import { AdminOnly, useMayChange } from '../policy/parts.tsx';
import { Ready } from '../ui/states.tsx';
import { useLoad } from '../use-load.ts';
import type { Categories, Category, DetailAnswer, People } from './data.ts';
import { CategoryForm } from './form.tsx';
import { List } from './list.tsx';
import { categoryWords } from './words.ts';

/** What mails are told apart by: all of it, or one category in its form (`#/categories/fees`, `#/categories/+`). */
export function Page({ place }: { place: Place }) {
  const { language } = useConsole();
  const words = categoryWords(language);
  const mayChange = useMayChange();
  const [id = ''] = place.rest;
  const one = mayChange && id !== '';
  const categories = useLoad<Categories>('/api/categories');
  const people = useLoad<People>('/api/people');
  const known = categories.data?.items.find((category) => category.id === id);
  /** At its head: all else on its page looks as if mails still came to it. */
  const fateText = ({ name, mergedInto }: Category): string => {
    const into = categories.data?.items.find((category) => category.id === mergedInto);
    return into ? `${words.columns.merged} ${into.name[language]}` : words.retire.done(name[language]);
  };
  return (
    <div class="categories">
      <div class="page-head">
        <h1>{one ? (known?.name[language] ?? words.create) : words.title}</h1>
        {one ? (
          <a href={hashOf('categories')}>{words.back}</a>
        ) : (
          mayChange && (
            <a class="button primary" href={hashOf('categories', ['+'])}>
              {words.create}
            </a>
          )
        )}
      </div>
      <AdminOnly />
      {one && known?.retired && <p class="quiet category-fate">{fateText(known)}</p>}
      <Ready from={categories}>
        {(all) => (
          <Ready from={people}>
            {(staff) =>
              one ? (
                <One key={id} id={id} categories={all} people={staff} onChanged={categories.reload} />
              ) : (
                <List categories={all} people={staff} />
              )
            }
          </Ready>
        )}
      </Ready>
    </div>
  );
}

interface OneProps {
  id: string;
  categories: Categories;
  people: People;
  onChanged: () => void;
}

function One({ id, categories, people, onChanged }: OneProps) {
  const words = categoryWords(useConsole().language);
  const detail = useLoad<DetailAnswer>(id === '+' ? null : `/api/categories/${encodeURIComponent(id)}`);
  const shared = { categories, people, onChanged };
  if (id === '+') return <CategoryForm detail={null} version={categories.policyVersion} {...shared} />;
  if (!categories.items.some((category) => category.id === id)) return <p class="pad">{words.unknown}</p>;
  return (
    <Ready from={detail}>
      {({ category, policyVersion }) => (
        <CategoryForm
          key={String(category.retired)}
          detail={category}
          version={policyVersion}
          {...shared}
          onRetired={detail.reload}
        />
      )}
    </Ready>
  );
}
