import type { HomeView } from '../../shared/api.ts';
import { line, plain } from '../escape.ts';
import { since } from '../time.ts';
import type { Visit } from '../visit.ts';
import { mailLine } from './list.ts';
import { button, type Card, call, card, fact, linkButton, paragraph, rows, type Section, section, type Widget } from './parts.ts';

/** In sight; the others of those that the server names are folded. */
const IN_SIGHT = 5;
const MOST = 20;

/** The first page: what waits, what left by itself, today's figures, and for admins the switches. */
export function homeCard(visit: Visit, home: HomeView): Card {
  const { texts } = visit;
  return card({
    title: texts.homeTitle,
    subtitle: plain(home.mailbox, 80),
    sections: [
      waiting(visit, home),
      sent(visit, home),
      figures(visit, home),
      autoMode(visit, home),
      categories(visit, home),
      links(visit),
    ],
  });
}

function waiting(visit: Visit, { waiting: { total, items } }: HomeView): Section {
  const { texts } = visit;
  const lines = items.slice(0, MOST).map((mail) => mailLine(visit, mail, mail.followsUp ? texts.followsUp : ''));
  const rest = total - lines.length;
  const widgets = lines.length > 0 ? lines : [paragraph(texts.allQuiet)];
  return section([...widgets, ...(rest > 0 ? [paragraph(texts.andMore(rest))] : [])], {
    header: texts.waiting(total),
    uncollapsed: IN_SIGHT,
  });
}

function sent(visit: Visit, { sentToday: { total, items } }: HomeView): Section {
  const { texts } = visit;
  const lines = items.slice(0, 10).map((mail) => mailLine(visit, mail));
  const rest = total - lines.length;
  const none = lines.length === 0 ? [paragraph(texts.sentNothing)] : [];
  return section([...none, ...lines, ...(rest > 0 ? [paragraph(texts.andMore(rest))] : [])], {
    header: texts.sentToday(total),
    uncollapsed: 2,
  });
}

function figures({ texts }: Visit, { today }: HomeView): Section {
  const named = [
    [texts.figureReceived, today.received],
    [texts.figureAutomatic, today.automatic],
    [texts.figureStaff, today.byStaff],
    [texts.figureRouted, today.routed],
    [texts.figureIgnored, today.ignored],
    [texts.figureFailed, today.failed],
  ] as const;
  const said = named.filter(([, n]) => n > 0).map(([label, n]) => `${label}${texts.colon}<b>${n}</b>`);
  return section([paragraph(said.length > 0 ? said.join('<br>') : texts.noFigures)], { header: texts.today });
}

/** Everybody sees whether it is on; the switch is an admin's, and the server checks that. */
function autoMode(visit: Visit, home: HomeView): Section {
  const { texts } = visit;
  const on = home.autoModeSince === null ? texts.autoOn : texts.autoOnSince(since(visit, home.autoModeSince));
  const state = fact({
    html: `<b>${home.autoMode ? on : texts.autoOff}</b>`,
    below: home.autoMode ? texts.heldNow(home.held) : texts.autoOffNote,
    icon: home.autoMode ? 'bolt' : 'block',
  });
  const widgets: Widget[] = [state];
  if (isAdmin(home)) {
    widgets.push(
      ...rows([button(home.autoMode ? texts.turnOff : texts.turnOn, call('onAutoMode', { on: home.autoMode ? 'no' : 'yes' }))]),
    );
  }
  return section(widgets, { header: texts.autoMode });
}

function categories({ texts }: Visit, home: HomeView): Section | null {
  if (!isAdmin(home) || home.categories.length === 0) return null;
  const lines = home.categories.slice(0, 50).map(({ id, name, mode }) =>
    fact({
      html: line(name, 60),
      below: texts.modes[mode],
      button: button(texts.changeMode, call('onMode', { category: id })),
    }),
  );
  return section(lines, { header: texts.byCategory, uncollapsed: 0 });
}

function links(visit: Visit): Section {
  const { texts, settings } = visit;
  return section(
    rows([
      ...(settings.consoleUrl === '' ? [] : [linkButton(texts.openConsole, settings.consoleUrl)]),
      button(texts.refresh, call('onHomeAgain')),
    ]),
  );
}

function isAdmin({ me }: HomeView): boolean {
  return me.role === 'admin';
}
