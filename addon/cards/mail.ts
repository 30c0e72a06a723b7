import type { MailView } from '../../shared/api.ts';
import { line, plain } from '../escape.ts';
import { since, when } from '../time.ts';
import type { Visit } from '../visit.ts';
import { adaptedSection, answerSection } from './answer.ts';
import { actionsOf } from './buttons.ts';
import { changeSection } from './change.ts';
import { explanation } from './explanation.ts';
import { isApart } from './mail-parameters.ts';
import { type Card, card, fact, type Section, section, type Widget } from './parts.ts';
import { happened, outgoingSection, stateTitle } from './states.ts';

/**
 * A mail's card. What happened and the buttons stand first, so that an answer of any length leaves them in sight; then the
 * answer as it would be sent, what may be changed, and why, mostly folded. `mail.actions` says what is possible now, and
 * nothing else is offered.
 */
export function mailCard(visit: Visit, mail: MailView): Card {
  const { footer, rows } = actionsOf(visit, mail);
  return card({
    // Google refuses a card whose title is empty.
    title: plain(mail.category.name, 60) || visit.texts.homeTitle,
    subtitle: [stateTitle(visit, mail), confidence(visit, mail)].filter((part) => part !== '').join(' · '),
    sections: [
      filled([...sender(visit, mail), ...onIt(visit, mail), ...happened(visit, mail), ...rows]),
      outgoingSection(visit, mail),
      answerSection(visit, mail),
      adaptedSection(visit, mail),
      changeSection(visit, mail),
      explanation(visit, mail),
    ],
    footer,
  });
}

function filled(widgets: readonly Widget[]): Section | null {
  return widgets.length > 0 ? section(widgets) : null;
}

/** Of what was understood: a category that a person chose needs none. */
function confidence({ texts }: Visit, { confidence: sure, decidedCategory }: MailView): string {
  return sure === null || decidedCategory ? '' : texts.confidence(Math.round(sure * 100));
}

/** Only where Gmail does not show the mail itself beside the card. */
function sender(visit: Visit, mail: MailView): Widget[] {
  if (!isApart(visit)) return [];
  const { from, subject, receivedAt } = mail;
  // The name is the sender's to choose: however long, it must not push the address out of sight.
  const name = line(from.name, 60);
  const address = line(from.address, 320);
  const below = when(visit, receivedAt);
  return [
    fact({ label: below, html: `<b>${line(subject) || visit.texts.noSubject}</b>`, icon: 'mail' }),
    fact({ html: name === '' ? address : `${name} &lt;${address}&gt;` }),
  ];
}

function onIt(visit: Visit, { assignee, choices }: MailView): Widget[] {
  if (!assignee) return [];
  const { texts } = visit;
  const mine = choices !== null && assignee.id === choices.me.id;
  return [
    fact({
      html: mine ? texts.youAreOnIt : texts.onIt(line(assignee.name, 60)),
      icon: 'person',
      ...(assignee.since === null ? {} : { below: since(visit, assignee.since) }),
    }),
  ];
}
