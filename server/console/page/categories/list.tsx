import { useConsole } from '../context.ts';
import { hashOf } from '../place.ts';
import { useMayChange } from '../policy/parts.tsx';
import { Table } from '../ui/table.tsx';
import type { Categories, Category, People } from './data.ts';
import { categoryWords } from './words.ts';

interface ListProps {
  categories: Categories;
  people: People;
}

export function List({ categories, people }: ListProps) {
  const words = categoryWords(useConsole().language);
  const used = categories.items.filter(({ retired }) => !retired);
  const retired = categories.items.filter((category) => category.retired);
  return (
    <>
      <p class="lead quiet">{words.intro}</p>
      <Table
        caption={words.title}
        columns={(['name', 'handling', 'person', 'mode'] as const).map((column) => words.columns[column])}
        class="cards"
      >
        {used.map((category) => (
          <Line key={category.id} category={category} people={people} />
        ))}
      </Table>
      {retired.length > 0 && <Retired retired={retired} all={categories.items} />}
    </>
  );
}

function Name({ category }: { category: Category }) {
  const { language } = useConsole();
  const mayChange = useMayChange();
  const name = category.name[language] || category.id;
  return mayChange ? <a href={hashOf('categories', [category.id])}>{name}</a> : name;
}

function Line({ category, people }: { category: Category; people: People }) {
  const { language } = useConsole();
  const words = categoryWords(language);
  const { description, handling, personId, mode } = category;
  return (
    <tr>
      <th scope="row">
        <Name category={category} />
        <p class="row-note">{description[language]}</p>
      </th>
      <td>{words.handling[handling]}</td>
      <td>{people.items.find(({ id }) => id === personId)?.name ?? words.nobody}</td>
      <td>{handling !== 'none' && <span class={mode === 'automatic' ? 'chip good' : 'chip'}>{words.mode[mode]}</span>}</td>
    </tr>
  );
}

function Retired({ retired, all }: { retired: readonly Category[]; all: readonly Category[] }) {
  const { language } = useConsole();
  const words = categoryWords(language);
  return (
    <details class="section">
      <summary>{words.retiredTitle}</summary>
      <ul class="lines">
        {retired.map((category) => {
          const into = all.find(({ id }) => id === category.mergedInto);
          return (
            <li key={category.id}>
              <span>
                <Name category={category} />{' '}
                {into && <span class="quiet">{`${words.columns.merged} ${into.name[language]}`}</span>}
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
