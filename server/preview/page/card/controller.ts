import type { Action, AddonEvent, Answer, OnClick, OpenLink } from '../../apps-script/card-json.ts';
import type { Call } from '../../apps-script/run.ts';
import { formInputsOf, type Values } from './form.ts';
import { type Entry, navigate, type Stack, stackOf } from './stack.ts';

export interface Trigger {
  function: string;
  /** Its event without what the form and the click add. */
  event(more?: Pick<AddonEvent['commonEventObject'], 'formInputs' | 'parameters'>): AddonEvent;
}

/** Which thing on the card is at work; null: the page itself. */
export type Source = string | null;

export interface PanelState {
  stack: Stack;
  /** Nothing can be clicked meanwhile. `spinner` false where the action asked for none. */
  busy: { source: Source; spinner: boolean } | null;
  notification: string | null;
  /** What the add-on threw: a bug of the add-on, shown as such. */
  error: string | null;
  /** A link that may not be opened. */
  refused: string | null;
}

export interface Effects {
  run(name: string, event: AddonEvent, call: Call): Promise<Answer>;
  /** False where the link may not be opened. */
  openLink(link: OpenLink): boolean;
  draft(draftId: string): void;
  stateChanged(): void;
  changed(state: PanelState): void;
}

export interface Controller {
  state(): PanelState;
  /** Begins anew with a page of the add-on: another mail, another person, or a reload. */
  open(trigger: Trigger): void;
  /**
   * Asks for the same page again without a word: what is shown stays until the answer is there, and stays for good where
   * somebody did something meanwhile or is further in.
   */
  refresh(): Promise<void>;
  /** Resolves when the click has been dealt with; a click while another is under way does nothing. */
  click(source: string, onClick: OnClick): Promise<void>;
  /** An input changed by hand. */
  change(source: string, name: string, values: readonly string[], onChange?: Action): Promise<void>;
  /** An entry of the add-on's menu. */
  universal(name: string): Promise<void>;
  back(): void;
  dismiss(): void;
}

/** A page of the add-on that was asked for and is not there yet. */
export const LOADING: PanelState = {
  stack: [],
  busy: { source: null, spinner: true },
  notification: null,
  error: null,
  refused: null,
};

/** The sidebar as a state and what may happen to it; it draws nothing and knows no page. */
export function createController(effects: Effects): Controller {
  let state: PanelState = { ...LOADING, busy: null };
  let trigger: Trigger | undefined;
  /** Of the page that is shown: answers for an earlier one come too late. */
  let page = 0;
  /** Something changed while the add-on was at work: it is asked again after that. */
  let later = false;
  let ids = 0;
  const next = () => ++ids;
  const set = (change: Partial<PanelState>) => {
    state = { ...state, ...change };
    effects.changed(state);
    if (!later || state.busy !== null) return;
    later = false;
    queueMicrotask(() => void controller.refresh());
  };

  async function call(
    source: Source,
    action: Pick<Action, 'function' | 'parameters' | 'loadIndicator' | 'persistValues'>,
    kind: Call,
  ) {
    if (state.busy !== null || trigger === undefined) return;
    const asked = page;
    const inputs = formInputsOf(state.stack.at(-1)?.values ?? {});
    set({ busy: { source, spinner: action.loadIndicator !== 'NONE' }, notification: null, error: null, refused: null });
    try {
      const event = trigger.event({ formInputs: inputs, parameters: { ...action.parameters } });
      const answer = await effects.run(action.function, event, kind);
      // What happened has happened, whichever mail is shown by now.
      if (answer.kind === 'action' && answer.stateChanged) effects.stateChanged();
      if (asked !== page) return;
      set({ busy: null });
      apply(answer, action.persistValues === true);
    } catch (error) {
      if (asked === page) set({ busy: null, error: sentenceOf(error) });
    }
  }

  function apply(answer: Answer, keep: boolean) {
    if (answer.kind === 'cards' || answer.kind === 'universal') {
      // The first is on top.
      const pushed = [...answer.cards].reverse().map((card) => ({ pushCard: card }));
      set({ stack: navigate(state.stack, pushed, keep, next) });
    }
    if (answer.kind === 'action') {
      set({ stack: navigate(state.stack, answer.navigations, keep, next), notification: answer.notification ?? null });
    }
    if ((answer.kind === 'action' || answer.kind === 'universal') && answer.link) follow(answer.link);
    if (answer.kind === 'compose') effects.draft(answer.draftId);
  }

  function follow(link: OpenLink) {
    set({ refused: effects.openLink(link) ? null : link.url });
  }

  const controller: Controller = {
    state: () => state,
    open(given) {
      trigger = given;
      const asked = ++page;
      set(LOADING);
      void effects.run(given.function, given.event(), 'trigger').then(
        (answer) => {
          if (asked !== page) return;
          set({ busy: null, stack: 'cards' in answer ? stackOf(answer.cards, next) : [] });
        },
        (error: unknown) => {
          if (asked === page) set({ busy: null, error: sentenceOf(error) });
        },
      );
    },
    async refresh() {
      const { stack, busy } = state;
      later = busy !== null;
      if (trigger === undefined || later || stack.length > 1) return;
      const asked = page;
      const answer = await effects.run(trigger.function, trigger.event(), 'trigger').catch(() => null);
      const untouched = asked === page && state.stack === stack && state.busy === null;
      const card = answer !== null && 'cards' in answer ? answer.cards[0] : undefined;
      // An updated card keeps its place on the screen, and what was unfolded.
      if (untouched && card) set({ stack: navigate(stack, [{ updateCard: card }], true, next) });
    },
    async click(source, onClick) {
      if ('openLink' in onClick) return state.busy === null ? follow(onClick.openLink) : undefined;
      if ('composeAction' in onClick) return call(source, onClick.composeAction, 'compose');
      return call(source, 'action' in onClick ? onClick.action : onClick.openDynamicLinkAction, 'action');
    },
    async change(source, name, values, onChange) {
      if (state.busy !== null) return;
      set({ stack: withTop(state.stack, (top) => ({ ...top, values: withValue(top.values, name, values) })) });
      if (onChange) await call(source, onChange, 'action');
    },
    universal: (name) => call(null, { function: name }, 'universal'),
    back() {
      if (state.busy === null)
        set({ stack: navigate(state.stack, [{ pop: true }], false, next), notification: null, refused: null });
    },
    dismiss() {
      set({ notification: null, refused: null });
    },
  };
  return controller;
}

function withTop(stack: Stack, change: (top: Entry) => Entry): Stack {
  const top = stack.at(-1);
  return top === undefined ? stack : [...stack.slice(0, -1), change(top)];
}

function withValue(values: Values, name: string, value: readonly string[]): Values {
  return { ...values, [name]: value };
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
