import type { FactList } from '../../../../shared/api.ts';
import { useConsole } from '../context.ts';
import { hashOf } from '../place.ts';
import { longDateText, todayIn } from '../policy/texts.ts';
import { factWords } from './words.ts';

/** What answers in force need and will soon be without, or are already. */
export function Expiring({ facts }: { facts: FactList }) {
  const { language, timeZone } = useConsole();
  const words = factWords(language);
  if (facts.expiring.length === 0) return null;
  const today = todayIn(timeZone);
  return (
    <section class="notice-bar">
      <h2>{words.expiring.title}</h2>
      <p>{words.expiring.text}</p>
      <ul class="points">
        {facts.expiring.map(({ kind, name, from }) => {
          const label = facts.items.find(({ key }) => key === name)?.label[language] ?? name;
          const when = from <= today ? words.expiring.now : words.expiring.from(longDateText(from, language));
          return (
            <li key={`${kind} ${name}`}>
              <a href={kind === 'fact' ? hashOf('facts', [], { key: name }) : hashOf('facts', ['files'])}>{label}</a> {when}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
