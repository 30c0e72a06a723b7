/// <reference types="google-apps-script" />
import { boolean, list, someText } from './arguments.ts';
import type { Answer, Card, Navigation as NavigationStep, OpenLink } from './card-json.ts';
import { cards } from './cards.ts';
import { links } from './click.ts';
import { drafts } from './gmail.ts';
import { builder, kind } from './kinds.ts';
import { misuse } from './misuse.ts';
import { describe, leftOut, strict } from './strict.ts';

type Navigation = GoogleAppsScript.Card_Service.Navigation;
type Notification = GoogleAppsScript.Card_Service.Notification;
type ActionResponseBuilder = GoogleAppsScript.Card_Service.ActionResponseBuilder;
type UniversalBuilder = GoogleAppsScript.Card_Service.UniversalActionResponseBuilder;
type ComposeBuilder = GoogleAppsScript.Card_Service.ComposeActionResponseBuilder;
type ActionAnswer = Extract<Answer, { kind: 'action' }>;

const navigations = kind<NavigationStep[]>('a Navigation');
const notifications = kind<string>('a Notification');
const answers = kind<Answer>('an answer');

export function newNavigation(): Navigation {
  const steps: NavigationStep[] = [];
  const then = (step: NavigationStep) => {
    steps.push(step);
    return self;
  };
  const self: Navigation = builder<Navigation, NavigationStep[]>(
    'Navigation',
    {
      popCard: () => then({ pop: true }),
      popToRoot: () => then({ popToRoot: true }),
      popToNamedCard: (name) => then({ popToCard: someText(name, 'Navigation.popToNamedCard') }),
      pushCard: (card) => then({ pushCard: cards.of(card, 'Navigation.pushCard') }),
      updateCard: (card) => then({ updateCard: cards.of(card, 'Navigation.updateCard') }),
      printJson: leftOut('Navigation.printJson'),
    },
    [navigations],
    () => (steps.length > 0 ? [...steps] : misuse('a Navigation needs a step')),
  );
  return self;
}

export function newNotification(): Notification {
  let content: string | undefined;
  const self: Notification = builder<Notification, string>(
    'Notification',
    {
      setText(given) {
        content = someText(given, 'Notification.setText');
        return self;
      },
    },
    [notifications],
    () => content ?? misuse('a Notification needs setText'),
  );
  return self;
}

/** An answer without anything in it is let through: whether Google refuses it is not documented. */
export function newActionResponseBuilder(): ActionResponseBuilder {
  const state: ActionAnswer = { kind: 'action', navigations: [], stateChanged: false };
  const self: ActionResponseBuilder = strict<ActionResponseBuilder>('ActionResponseBuilder', {
    setNavigation(navigation) {
      state.navigations = navigations.of(navigation, 'ActionResponseBuilder.setNavigation');
      return self;
    },
    setNotification(notification) {
      state.notification = notifications.of(notification, 'ActionResponseBuilder.setNotification');
      return self;
    },
    setOpenLink(link) {
      state.link = links.of(link, 'ActionResponseBuilder.setOpenLink');
      return self;
    },
    setStateChanged(changed) {
      state.stateChanged = boolean(changed, 'ActionResponseBuilder.setStateChanged');
      return self;
    },
    build: () => built('ActionResponse', { ...state }),
  });
  return self;
}

export function newUniversalActionResponseBuilder(): UniversalBuilder {
  const state: { cards: Extract<Answer, { kind: 'universal' }>['cards']; link?: OpenLink } = { cards: [] };
  const self: UniversalBuilder = strict<UniversalBuilder>('UniversalActionResponseBuilder', {
    displayAddOnCards(given) {
      const all = list(given, 'UniversalActionResponseBuilder.displayAddOnCards');
      state.cards = all.map((card) => cards.of(card, 'UniversalActionResponseBuilder.displayAddOnCards'));
      return self;
    },
    setOpenLink(link) {
      state.link = links.of(link, 'UniversalActionResponseBuilder.setOpenLink');
      return self;
    },
    build() {
      if (state.cards.length === 0 && !state.link) misuse('a UniversalActionResponse needs cards or a link');
      return built('UniversalActionResponse', { kind: 'universal', ...state });
    },
  });
  return self;
}

export function newComposeActionResponseBuilder(): ComposeBuilder {
  let draftId: string | undefined;
  const self: ComposeBuilder = strict<ComposeBuilder>('ComposeActionResponseBuilder', {
    setGmailDraft(draft) {
      draftId = drafts.of(draft, 'ComposeActionResponseBuilder.setGmailDraft');
      return self;
    },
    build: () =>
      built('ComposeActionResponse', {
        kind: 'compose',
        draftId: draftId ?? misuse('a ComposeActionResponse needs setGmailDraft'),
      }),
  });
  return self;
}

function built(name: string, answer: Answer): { printJson(): string } {
  const object = strict(name, { printJson: () => JSON.stringify(answer) });
  answers.add(object, () => copyOf(answer));
  return object;
}

/** What a function of the add-on gave back: a built card or several, a built answer, or nothing. */
export function answerOf(result: unknown): Answer {
  if (result === undefined || result === null) return { kind: 'nothing' };
  if (answers.has(result)) return answers.of(result, 'the answer');
  const all = Array.isArray(result) ? result : [result];
  if (all.length === 0) return misuse('a function of the add-on gave back an empty array');
  const where = `a function of the add-on gave back ${describe(result)}; Google`;
  return { kind: 'cards', cards: all.map((card) => copyOf(cards.of(card, where))) };
}

/** JSON is all that leaves the script, so nothing of the answer is shared with it. */
function copyOf<T extends Answer | Card>(json: T): T {
  return JSON.parse(JSON.stringify(json));
}
