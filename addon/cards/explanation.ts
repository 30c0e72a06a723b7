import type { MailView } from '../../shared/api.ts';
import { line } from '../escape.ts';
import { when } from '../time.ts';
import type { Visit } from '../visit.ts';
import { aboutMail, isApart } from './mail-parameters.ts';
import { button, call, fact, paragraph, type Section, section, type Widget } from './parts.ts';
import { actorName } from './states.ts';

/** In sight; the other reasons are folded. */
const REASONS_IN_SIGHT = 3;
const MOST_REASONS = 12;
const HISTORY = 8;

/** Why the mail was handled so: the first reasons and who it would go to in sight, the rest folded. */
export function explanation(visit: Visit, mail: MailView): Section | null {
  const inSight = [...reasons(visit, mail), ...others(visit, mail), ...target(visit, mail)];
  const folded = [...more(mail), ...facts(visit, mail), ...history(visit, mail)];
  const widgets = [...inSight, ...folded];
  return widgets.length === 0 ? null : section(widgets, { header: visit.texts.why, uncollapsed: Math.max(1, inSight.length) });
}

function reasons({ texts }: Visit, { reasons: all, rehearsed }: MailView): Widget[] {
  const said = bullets(all.slice(0, REASONS_IN_SIGHT));
  const note = rehearsed === null ? '' : rehearsed === 'reply' ? texts.rehearsedReply : texts.rehearsedForward;
  const html = [said, note].filter((part) => part !== '').join('<br>');
  return html === '' ? [] : [paragraph(html)];
}

function more({ reasons: all }: MailView): Widget[] {
  const rest = all.slice(REASONS_IN_SIGHT, MOST_REASONS);
  return rest.length === 0 ? [] : [paragraph(bullets(rest))];
}

function bullets(list: MailView['reasons']): string {
  return list.map(({ text }) => `• ${line(text, 160)}`).join('<br>');
}

function target({ texts }: Visit, { choices, state, actions }: MailView): Widget[] {
  if (!choices?.routeTo || state === 'routed' || !actions.includes('route')) return [];
  return [fact({ label: texts.wouldGoTo, html: line(choices.routeTo.name, 60), icon: 'person' })];
}

function others(visit: Visit, mail: MailView): Widget[] {
  if (mail.otherOpen < 1) return [];
  const { texts } = visit;
  const show = call('onOthers', aboutMail(visit, mail));
  return [fact({ html: texts.otherOpen(mail.otherOpen), icon: 'forum', button: button(texts.show, show) })];
}

function facts(visit: Visit, mail: MailView): Widget[] {
  const { texts } = visit;
  const { decidedCategory, summary, from, receivedAt } = mail;
  return [
    ...(decidedCategory ? [paragraph(texts.corrected(line(decidedCategory.name, 60)))] : []),
    ...(summary ? [fact({ label: texts.summary, html: line(summary, 300) })] : []),
    ...(isApart(visit) ? [] : [fact({ label: texts.from, html: line(from.address), below: when(visit, receivedAt) })]),
  ];
}

/** The newest last, as it happened. */
function history(visit: Visit, { timeline }: MailView): Widget[] {
  const lines = timeline.slice(-HISTORY).map(({ at, text, by }) => {
    const who = by.kind === 'staff' ? ` (${actorName(visit, by)})` : '';
    return `${when(visit, at)}: ${line(text, 120)}${who}`;
  });
  return lines.length === 0 ? [] : [fact({ label: visit.texts.history, html: lines.join('<br>') })];
}
