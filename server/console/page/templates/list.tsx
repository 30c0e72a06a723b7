import type { CategoryView, FactList, TemplateView } from '../../../../shared/api.ts';
import { dayIn } from '../../../../shared/local-time.ts';
import { LANGUAGES } from '../../../../shared/policy.ts';
import { call } from '../api.ts';
import { useConsole } from '../context.ts';
import { hashOf } from '../place.ts';
import { useMayChange } from '../policy/parts.tsx';
import { NotMade } from '../policy/refused.tsx';
import { dateText } from '../policy/texts.ts';
import { useChange } from '../policy/use-save.ts';
import { policyWords } from '../policy/words.ts';
import type { Language } from '../preferences.ts';
import { Table } from '../ui/table.tsx';
import { useLoad } from '../use-load.ts';
import type { Categories, Templates } from './data.ts';
import { versionsOf } from './draft.ts';
import { templateWords } from './words.ts';

interface ListProps {
  categories: Categories;
  templates: Templates;
  onChanged: () => void;
}

export function List({ categories, templates, onChanged }: ListProps) {
  const { language } = useConsole();
  const words = templateWords(language);
  const used = categories.items.filter(({ retired, handling }) => !retired && handling !== 'none');
  const retired = categories.items.filter((category) => category.retired && hasTemplate(templates, category.id));
  return (
    <>
      <p class="lead quiet">{words.intro}</p>
      <ToReview templates={templates} categories={categories} onChanged={onChanged} />
      <Overview title={words.title} categories={used} templates={templates.items} />
      {retired.length > 0 && (
        <details class="section">
          <summary>{words.retiredCategories}</summary>
          <Overview title={words.retiredCategories} categories={retired} templates={templates.items} />
        </details>
      )}
    </>
  );
}

function hasTemplate(templates: Templates, categoryId: string): boolean {
  return templates.items.some((template) => template.categoryId === categoryId);
}

interface OverviewProps {
  title: string;
  categories: readonly CategoryView[];
  templates: readonly TemplateView[];
}

function Overview({ title, categories, templates }: OverviewProps) {
  const { language } = useConsole();
  const words = templateWords(language);
  const { languages } = policyWords(language);
  return (
    <Table caption={title} columns={[words.category, ...LANGUAGES.map((one) => languages[one])]} class="cards">
      {categories.map(({ id, name }) => (
        <tr key={id}>
          <th scope="row">{name[language]}</th>
          {LANGUAGES.map((one) => (
            <td key={one} data-label={languages[one]}>
              <Entry id={`${id}.${one}`} language={one} category={name[language]} templates={templates} />
            </td>
          ))}
        </tr>
      ))}
    </Table>
  );
}

interface EntryProps {
  id: string;
  language: Language;
  category: string;
  templates: readonly TemplateView[];
}

function Entry({ id, language: written, category, templates }: EntryProps) {
  const { language } = useConsole();
  const words = templateWords(language);
  const mayChange = useMayChange();
  const [newest, ...older] = versionsOf(templates, id);
  const spoken = `${category}, ${policyWords(language).languages[written]}`;
  if (!newest) {
    return (
      <span class="entry">
        <span class="quiet">{words.state.none}</span>
        {mayChange && (
          <a href={hashOf('templates', [id])} aria-label={`${words.write}: ${spoken}`}>
            {words.write}
          </a>
        )}
      </span>
    );
  }
  const inForce = newest.inForce ? newest : older.find((template) => template.inForce);
  return (
    <span class="entry">
      <a href={hashOf('templates', [id])} aria-label={`${spoken}: ${words.version((inForce ?? newest).version)}`}>
        {words.version((inForce ?? newest).version)}
      </a>
      {inForce ? <span class="chip good">{words.state.inForce}</span> : <span class="chip">{words.state.draft}</span>}
      {inForce && inForce !== newest && <span class="chip">{words.state.newerDraft}</span>}
      {inForce?.toReview && <span class="chip warn">{words.state.toReview}</span>}
    </span>
  );
}

/** After a new term was begun: what nobody has looked at since. */
function ToReview({ templates, categories, onChanged }: ListProps) {
  const { language, timeZone, say } = useConsole();
  const words = templateWords(language);
  const mayChange = useMayChange();
  const facts = useLoad<FactList>('/api/facts');
  const saving = useChange(templates.policyVersion, onChanged);
  const waiting = templates.items.filter(({ toReview }) => toReview);
  if (waiting.length === 0) return null;
  const still = async (id: string): Promise<void> => {
    const path = `/api/templates/${encodeURIComponent(id)}/review`;
    const done = await saving.save(id, (revision) => call('POST', path, { revision }));
    if (!done) return;
    say(words.review.done);
    onChanged();
  };
  const begun = facts.data?.term?.startedAt;
  return (
    <section class="notice-bar">
      <h2>{words.review.title}</h2>
      {begun !== undefined && <p>{words.review.text(dateText(dayIn(timeZone, begun), language))}</p>}
      <ul class="review-list">
        {waiting.map(({ id, categoryId, language: written }) => {
          const name = categories.items.find((one) => one.id === categoryId)?.name[language] ?? categoryId;
          const spoken = `${name}, ${policyWords(language).languages[written]}`;
          return (
            <li key={id}>
              <a href={hashOf('templates', [id])}>{spoken}</a>
              {mayChange && (
                <button
                  type="button"
                  class="button small"
                  disabled={saving.busy}
                  aria-label={`${words.review.still}: ${spoken}`}
                  onClick={() => void still(id)}
                >
                  {words.review.still}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      <NotMade saving={saving} />
    </section>
  );
}
