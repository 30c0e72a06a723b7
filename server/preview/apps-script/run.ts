import type { AppsScript } from './apps-script.ts';
import type { AddonEvent, Answer, Card, OnClick, Widget } from './card-json.ts';
import { exception, takeMisuse } from './misuse.ts';

/** What makes Google call a function decides what it may answer. A trigger is the manifest's: a home page or an open mail. */
export type Call = 'trigger' | 'action' | 'compose' | 'universal';

const ANSWERS: Record<Call, readonly Answer['kind'][]> = {
  trigger: ['cards'],
  // A function behind a click may give cards too: Google pushes them. Nothing is answered where nothing shall change.
  action: ['action', 'cards', 'nothing'],
  compose: ['compose'],
  universal: ['universal', 'cards'],
};

/**
 * Calls a global function of the script as Google does: by its name, with an event that is data and nothing else. Throws what
 * the function throws, and a sentence where the script made a mistake, even if the function caught it: an unknown or wrong
 * call of a service, an answer that does not fit the call, a card that names a function that is no global.
 *
 * @param scope the script's global object: the `vm` context or `globalThis` of the worker.
 */
export function runFunction(script: AppsScript, scope: object, name: string, event: AddonEvent, call?: Call): Answer {
  takeMisuse();
  const wanted: unknown = Reflect.get(scope, name);
  if (!isFunction(wanted)) throw exception(`Script function not found: ${name}`);
  const answer = attempt(() => script.answerOf(wanted(JSON.parse(JSON.stringify(event)))));
  if (call !== undefined && !ANSWERS[call].includes(answer.kind)) {
    throw exception(`${name} answers ${answer.kind}; a ${call} takes ${ANSWERS[call].join(' or ')}`);
  }
  for (const named of functionsOf(answer)) {
    if (!isFunction(Reflect.get(scope, named))) throw exception(`a card names ${named}, which is no global function`);
  }
  return answer;
}

function attempt(run: () => Answer): Answer {
  let answer: Answer | undefined;
  let thrown: unknown;
  try {
    answer = run();
  } catch (error) {
    thrown = error;
  }
  const [mistake] = takeMisuse();
  if (mistake !== undefined) throw exception(mistake);
  if (answer === undefined) throw thrown;
  return answer;
}

function isFunction(value: unknown): value is (event: unknown) => unknown {
  return typeof value === 'function';
}

/** Every function that a click or a change in the answer would call, once. */
function functionsOf(answer: Answer): string[] {
  const found = new Set<string>();
  for (const card of cardsOf(answer)) for (const name of functionsOfCard(card)) found.add(name);
  return [...found];
}

export function cardsOf(answer: Answer): Card[] {
  if (answer.kind === 'cards' || answer.kind === 'universal') return answer.cards;
  if (answer.kind !== 'action') return [];
  return answer.navigations.flatMap((step) =>
    'pushCard' in step ? [step.pushCard] : 'updateCard' in step ? [step.updateCard] : [],
  );
}

function functionsOfCard(card: Card): string[] {
  const footer = card.fixedFooter;
  const clicks = [
    ...(card.cardActions ?? []).map((item) => item.onClick),
    ...(footer ? [footer.primaryButton.onClick] : []),
    ...(footer?.secondaryButton ? [footer.secondaryButton.onClick] : []),
  ];
  return [...clicks.flatMap(functionsOfClick), ...card.sections.flatMap((section) => section.widgets.flatMap(functionsOfWidget))];
}

function functionsOfWidget(widget: Widget): string[] {
  if ('buttonList' in widget) return widget.buttonList.buttons.flatMap((button) => functionsOfClick(button.onClick));
  if ('textInput' in widget) return widget.textInput.onChangeAction ? [widget.textInput.onChangeAction.function] : [];
  if ('selectionInput' in widget) {
    return widget.selectionInput.onChangeAction ? [widget.selectionInput.onChangeAction.function] : [];
  }
  if ('image' in widget) return functionsOfClick(widget.image.onClick);
  if (!('decoratedText' in widget)) return [];
  const { onClick, button, switchControl } = widget.decoratedText;
  const change = switchControl?.onChangeAction;
  return [...functionsOfClick(onClick), ...functionsOfClick(button?.onClick), ...(change ? [change.function] : [])];
}

function functionsOfClick(onClick: OnClick | undefined): string[] {
  if (onClick === undefined || 'openLink' in onClick) return [];
  if ('action' in onClick) return [onClick.action.function];
  return ['composeAction' in onClick ? onClick.composeAction.function : onClick.openDynamicLinkAction.function];
}
