import type { MailView } from '../../shared/api.ts';
import { plain } from '../escape.ts';
import type { Visit } from '../visit.ts';
import { personText } from './change.ts';
import { confirmCard } from './confirm.ts';
import { aboutMail } from './mail-parameters.ts';
import { type Card, call, card, dropdown, outlined, paragraph, primary, section } from './parts.ts';

type Choices = NonNullable<MailView['choices']>;

/** Whom to forward to: the category's person unless another is chosen. */
export function forwardCard(visit: Visit, mail: MailView): Card {
  const { texts } = visit;
  const { people, routeTo } = mail.choices ?? { people: [], routeTo: null };
  if (people.length === 0) return card({ title: texts.forwardTitle, sections: [section([paragraph(texts.nobodyToForward)])] });
  const items = people
    .slice(0, 100)
    .map((person) => ({ text: plain(personText(visit, person), 80), value: person.id, selected: person.id === routeTo?.id }));
  return card({
    title: texts.forwardTitle,
    sections: [section([dropdown({ name: 'forwardTo', title: texts.forwardWho, items })])],
    footer: {
      primary: primary(texts.forwardNext, call('onForwardTo', aboutMail(visit, mail))),
      secondary: outlined(texts.back, call('onBack', aboutMail(visit, mail))),
    },
  });
}

/** Asks for whom it goes to: of who is away, for who stands in. */
export function forwardConfirmCard(visit: Visit, mail: MailView, person: Choices['people'][number]): Card {
  const { texts } = visit;
  const { instead } = person;
  return confirmCard(visit, {
    title: texts.forwardAsk(plain((instead ?? person).name, 60)),
    sentences: [instead ? personText(visit, person) : '', texts.forwardTells],
    yes: texts.forwardDo,
    action: call('onForwardConfirmed', aboutMail(visit, mail, { person: person.id })),
    back: call('onBack'),
  });
}
