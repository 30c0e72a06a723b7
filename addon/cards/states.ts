import type { MailView } from '../../shared/api.ts';
import { careOf } from '../../shared/before-sending.ts';
import { label, line } from '../escape.ts';
import { when } from '../time.ts';
import type { Visit } from '../visit.ts';
import { marked, shortened } from './answer.ts';
import { type Fact, fact, paragraph, type Section, section, type Widget } from './parts.ts';

type Actor = NonNullable<MailView['reply']>['by'];

/** On its way out, and past the point where it could be cancelled. */
export function isLeaving({ outgoing, actions }: MailView): boolean {
  return outgoing !== null && outgoing.state !== 'unknown' && !actions.includes('cancel');
}

export function stateTitle({ texts }: Visit, mail: MailView): string {
  if (isLeaving(mail)) return texts.sending;
  if (mail.state === 'held' && mail.outgoing?.kind === 'forward') return texts.heldForward;
  return mail.state === 'suggested' && !mail.suggestion ? texts.toAnswer : texts[mail.state];
}

/** What happened with the mail so far, in the words of its state; nothing for one that only waits for its answer. */
export function happened(visit: Visit, mail: MailView): Widget[] {
  const { texts } = visit;
  const wrong = mail.wrong
    ? [fact({ html: texts.markedWrong(actorName(visit, mail.wrong.by), when(visit, mail.wrong.at)) })]
    : [];
  // What is said of a mail that failed, that nothing was sent, is just what nobody knows here.
  if (mail.outgoing?.state === 'unknown') return [fact({ html: texts.unknownOutcome, icon: 'warning' }), ...wrong];
  return [...(isLeaving(mail) ? leaving(visit) : BY_STATE[mail.state](visit, mail)), ...drafted(visit, mail), ...wrong];
}

/** A draft lies in the conversation until somebody sends or discards it there, and nothing tells of the second. */
function drafted(visit: Visit, { timeline, actions }: MailView): Widget[] {
  const last = timeline.filter(({ what }) => what === 'drafted' || what === 'replied').pop();
  if (last?.what !== 'drafted' || !actions.includes('reply')) return [];
  return [fact({ html: visit.texts.draftThere(actorName(visit, last.by), when(visit, last.at)), icon: 'edit_note' })];
}

type Shown = (visit: Visit, mail: MailView) => Widget[];

const BY_STATE: Readonly<Record<MailView['state'], Shown>> = {
  suggested: withCare,
  held,
  replied,
  routed,
  ignored,
  failed: ({ texts }, mail) => [fact({ html: texts.failedNote, icon: 'error', ...reasonBelow(mail) })],
  received: ({ texts }) => [fact({ html: texts.receivedNote, icon: 'hourglass_empty' })],
};

function leaving({ texts }: Visit): Widget[] {
  return [fact({ html: texts.beingSent, icon: 'outgoing_mail' })];
}

function held(visit: Visit, { dueAt }: MailView): Widget[] {
  const { texts } = visit;
  const soon = dueAt === null || dueAt <= visit.began;
  return [fact({ html: `<b>${soon ? texts.leavesSoon : texts.leavesAt(when(visit, dueAt))}</b>`, icon: 'schedule_send' })];
}

function replied(visit: Visit, { reply, delivery }: MailView): Widget[] {
  const { texts } = visit;
  if (!reply) return [];
  const widgets: Widget[] = [
    fact({ html: `<b>${texts.answeredBy(actorName(visit, reply.by), when(visit, reply.at))}</b>`, icon: 'mark_email_read' }),
  ];
  if (delivery) {
    const why = [delivery.code, delivery.reason].filter((part) => part !== null && part !== '').join(' · ');
    const below = delivery.state === 'accepted' ? {} : { below: when(visit, delivery.at) };
    const said = line(delivery.text) + (why === '' ? '' : `<br>${line(why, 200)}`);
    widgets.push(fact({ label: texts.delivery, html: said, icon: delivery.state === 'bounced' ? 'warning' : 'check', ...below }));
  }
  if (reply.adapted) widgets.push(paragraph(`<i>${texts.adaptedNote}</i>`));
  return widgets;
}

function routed(visit: Visit, { forward }: MailView): Widget[] {
  if (!forward) return [];
  const { texts } = visit;
  return [
    fact({
      html: `<b>${texts.forwardedTo(line(forward.person.name, 60), when(visit, forward.at))}</b><br>${texts.forwardedBy(actorName(visit, forward.by))}`,
      icon: 'forward_to_inbox',
    }),
  ];
}

function withCare({ texts }: Visit, mail: MailView): Widget[] {
  const told = careOf(mail).slice(0, 3);
  const html = told.map(({ text }) => line(text, 160)).join('<br>');
  return html === '' ? [] : [fact({ label: texts.withCare, html, icon: 'warning' })];
}

/** A person's own decision is told as theirs; the reasons are those of the reading, and not why it was closed then. */
function ignored(visit: Visit, mail: MailView): Widget[] {
  const { texts } = visit;
  const last = mail.timeline.filter(({ what }) => what === 'done' || what === 'ignored').pop();
  if (last?.what === 'done' && last.by.kind === 'staff') {
    return [fact({ html: texts.closedBy(actorName(visit, last.by), when(visit, last.at)), icon: 'inbox' })];
  }
  return [fact({ html: texts.ignoredNote, icon: 'inbox', ...reasonBelow(mail) })];
}

/** The reasons as they are listed further down, the first of them beside what happened. */
function reasonBelow({ reasons }: MailView): Pick<Fact, 'below'> {
  const [first] = reasons;
  return first ? { below: label(first.text, 160) } : {};
}

/** The text that leaves is in sight; one that was sent stands in the conversation, and is folded here. */
export function outgoingSection({ texts }: Visit, mail: MailView): Section | null {
  const { outgoing, reply, state } = mail;
  if (outgoing && outgoing.text !== '' && (state === 'held' || isLeaving(mail))) {
    return section([paragraph(marked(shortened(outgoing.text)))], { header: texts.textThatLeaves });
  }
  if (state !== 'replied' || !reply || reply.text === '') return null;
  return section([paragraph(marked(shortened(reply.text)))], { header: texts.textThatLeft, uncollapsed: 0 });
}

/** Escaped. */
export function actorName({ texts }: Visit, { kind, name }: Actor): string {
  if (kind === 'staff') return line(name, 60);
  return kind === 'outside' ? texts.aPersonInGmail : texts.automatically;
}
