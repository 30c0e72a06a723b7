import { useConsole } from '../context.ts';
import { momentText } from '../format.ts';
import { hashOf } from '../place.ts';
import { Table } from '../ui/table.tsx';
import { Changes } from './changes.tsx';
import { type Entry, GROUP_NAMES, GROUPS, targetOf } from './data.ts';
import { detailTexts, type Names, thingText } from './details.ts';
import { type AuditWords, auditWords } from './words.ts';

interface LogProps {
  items: readonly Entry[];
  /** An account's name. */
  actor: (id: string) => string;
  names: Names;
}

export function Log({ items, actor, names }: LogProps) {
  const { language, timeZone } = useConsole();
  const words = auditWords(language);
  const { columns } = words;
  return (
    <Table
      caption={words.title}
      columns={[columns.at, columns.actor, columns.action, columns.target, columns.detail]}
      class="log"
    >
      {items.map((entry) => (
        <tr key={entry.id}>
          <td class="log-at">{momentText(entry.at, language, timeZone)}</td>
          <td>{actor(entry.actor)}</td>
          <td>{actionText(entry.action, words)}</td>
          <td>
            <About entry={entry} actor={actor} names={names} />
          </td>
          <td>
            <Detail entry={entry} names={names} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function actionText(action: string, words: AuditWords): string {
  const known = GROUP_NAMES.flatMap((group): readonly (keyof AuditWords['actions'])[] => GROUPS[group]).find(
    (name) => name === action,
  );
  return known ? words.actions[known] : action;
}

/** A link to what it is about where there is a page for it, else to its other entries. */
function About({ entry, actor, names }: { entry: Entry } & Pick<LogProps, 'actor' | 'names'>) {
  const words = auditWords(useConsole().language);
  const target = targetOf(entry);
  const kind = words.targets[target.kind];
  const others = hashOf('audit', [], { target: entry.target });
  switch (target.kind) {
    case 'mail':
      return <a href={hashOf('mails', [target.id])}>{kind}</a>;
    case 'template':
      return <a href={hashOf('templates', [target.id])}>{thingText(target, words, names)}</a>;
    case 'category':
      return <a href={others}>{names.category(target.id)}</a>;
    case 'person':
      return <a href={others}>{names.person(target.id)}</a>;
    case 'fact':
      return <a href={others}>{target.id}</a>;
    case 'user':
      return <a href={others}>{actor(target.id)}</a>;
    default:
      return <a href={others}>{kind}</a>;
  }
}

function Detail({ entry, names }: { entry: Entry; names: Names }) {
  const words = auditWords(useConsole().language);
  const texts = detailTexts(entry, words, names);
  return (
    <>
      {texts.length > 0 && <p class="text">{texts.join(' · ')}</p>}
      {typeof entry.detail.policy === 'number' && <Changes id={entry.id} names={names} />}
      {Object.keys(entry.detail).length > 0 && (
        <details>
          <summary>{words.all}</summary>
          <dl class="raw">
            {Object.entries({ target: entry.target, ...entry.detail }).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{String(value)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}
