import type { MailView } from '../../shared/api.ts';
import { plain } from '../escape.ts';
import type { Visit } from '../visit.ts';
import { aboutMail } from './mail-parameters.ts';
import { call, dropdown, type Section, section, type Widget } from './parts.ts';

/** Values of the list of people that are no person's id. */
export const NOBODY = '-';
const ME = 'me';
/** A list is chosen from by eye; a school's people and categories are fewer. */
const LONGEST_LIST = 90;

type Choices = NonNullable<MailView['choices']>;

/** Category and who is on it: what is chosen takes effect at once, and the card shows it. */
export function changeSection(visit: Visit, mail: MailView): Section | null {
  const { choices, actions } = mail;
  if (!choices) return null;
  const widgets = [
    ...(actions.includes('category') ? [categories(visit, mail, choices)] : []),
    ...(actions.includes('assign') ? [people(visit, mail, choices)] : []),
  ];
  return widgets.length > 0 ? section(widgets) : null;
}

function categories(visit: Visit, mail: MailView, choices: Choices): Widget {
  const known = choices.categories.some(({ id }) => id === mail.category.id);
  const listed = known ? choices.categories : [mail.category, ...choices.categories];
  return dropdown({
    name: 'category',
    title: visit.texts.category,
    items: listed
      .slice(0, LONGEST_LIST)
      .map(({ id, name }) => ({ text: plain(name, 60), value: id, selected: id === mail.category.id })),
    onChange: call('onCategory', aboutMail(visit, mail)),
  });
}

function people(visit: Visit, mail: MailView, choices: Choices): Widget {
  const { texts } = visit;
  const { assignee } = mail;
  const chosen = assignee === null ? NOBODY : assignee.id === choices.me.id ? ME : assignee.id;
  const named = [
    { id: NOBODY, name: texts.nobody },
    { id: ME, name: texts.me },
    ...choices.people
      .filter(({ id }) => id !== NOBODY && id !== ME)
      .slice(0, LONGEST_LIST)
      .map((person) => ({ id: person.id, name: personText(visit, person) })),
  ];
  const listed = assignee && !named.some(({ id }) => id === chosen) ? [...named, { id: chosen, name: assignee.name }] : named;
  return dropdown({
    name: 'person',
    title: texts.assign,
    items: listed.map(({ id, name }) => ({ text: plain(name, 80), value: id, selected: id === chosen })),
    onChange: call('onAssign', aboutMail(visit, mail)),
  });
}

export function personText({ texts }: Visit, person: Choices['people'][number]): string {
  const away = person.instead ? `${texts.away} → ${person.instead.name}` : person.away ? texts.away : '';
  const what = [person.function, away].filter((part) => part !== '').join(', ');
  return what === '' ? person.name : `${person.name} (${what})`;
}
