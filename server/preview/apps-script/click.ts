/// <reference types="google-apps-script" />
import { boolean, someText, textMap } from './arguments.ts';
import type { Action, OnClick, OpenLink } from './card-json.ts';
import { ComposedEmailType, LoadIndicator, nameOf, OnClose, OpenAs } from './enums.ts';
import type { Host } from './host.ts';
import { builder, kind } from './kinds.ts';
import { misuse } from './misuse.ts';
import { leftOut } from './strict.ts';
import { allowedUrl } from './urls.ts';

type CardAction = GoogleAppsScript.Card_Service.Action;
type CardLink = GoogleAppsScript.Card_Service.OpenLink;

export const actions = kind<Action>('an Action');
export const links = kind<OpenLink>('an OpenLink');

export function newAction(): CardAction {
  const state: Partial<Action> = {};
  const self: CardAction = builder<CardAction, Action>(
    'Action',
    {
      setFunctionName(name) {
        const given = someText(name, 'Action.setFunctionName');
        if (!/^[A-Za-z_$][\w$]*$/.test(given)) misuse('Action.setFunctionName takes the name of a global function');
        state.function = given;
        return self;
      },
      setParameters(parameters) {
        state.parameters = textMap(parameters, 'Action.setParameters');
        return self;
      },
      setLoadIndicator(indicator) {
        state.loadIndicator = nameOf(LoadIndicator, 'LoadIndicator', indicator, 'Action.setLoadIndicator');
        return self;
      },
      setPersistValues(persist) {
        state.persistValues = boolean(persist, 'Action.setPersistValues');
        return self;
      },
      addRequiredWidget: leftOut('Action.addRequiredWidget'),
      setAllWidgetsAreRequired: leftOut('Action.setAllWidgetsAreRequired'),
      setInteraction: leftOut('Action.setInteraction (Google Chat only)'),
      setMethodName: leftOut('Action.setMethodName (deprecated)'),
    },
    [actions],
    () => ({ ...state, function: state.function ?? misuse('an Action needs setFunctionName') }),
  );
  return self;
}

export function newOpenLink(host: Host): CardLink {
  const state: Partial<OpenLink> = {};
  const self: CardLink = builder<CardLink, OpenLink>(
    'OpenLink',
    {
      setUrl(url) {
        // "The URL must match a prefix whitelisted in the manifest" (reference of OpenLink.setUrl).
        state.url = allowedUrl(url, 'OpenLink.setUrl', host.manifest?.openLinkUrlPrefixes, host);
        return self;
      },
      setOpenAs(openAs) {
        state.openAs = nameOf(OpenAs, 'OpenAs', openAs, 'OpenLink.setOpenAs');
        return self;
      },
      setOnClose(onClose) {
        const name = nameOf(OnClose, 'OnClose', onClose, 'OpenLink.setOnClose');
        state.onClose = name === 'RELOAD' ? misuse('OnClose.RELOAD is deprecated: use RELOAD_ADD_ON') : name;
        return self;
      },
    },
    [links],
    () => ({ ...state, url: state.url ?? misuse('an OpenLink needs setUrl') }),
  );
  return self;
}

/** What a click does: the methods that every clickable thing has. It can be said once. */
export interface Clickable<Self> {
  setAuthorizationAction(action: unknown): Self;
  setComposeAction(action: unknown, type: unknown): Self;
  setOnClickAction(action: unknown): Self;
  setOnClickOpenLinkAction(action: unknown): Self;
  setOpenLink(link: unknown): Self;
}

/** @param self the object that the methods give back; it does not exist yet when they are made. */
export function clickable<Self>(name: string, self: () => Self): { methods: Clickable<Self>; get(): OnClick | undefined } {
  let onClick: OnClick | undefined;
  const set = (given: OnClick): Self => {
    if (onClick !== undefined) misuse(`a ${name} can do one thing when it is clicked`);
    onClick = given;
    return self();
  };
  return {
    methods: {
      setAuthorizationAction: leftOut(`${name}.setAuthorizationAction`),
      setComposeAction: (action, type) => {
        const draftType = nameOf(ComposedEmailType, 'ComposedEmailType', type, `${name}.setComposeAction`);
        return set({ composeAction: { ...actions.of(action, `${name}.setComposeAction`), draftType } });
      },
      setOnClickAction: (action) => set({ action: actions.of(action, `${name}.setOnClickAction`) }),
      setOnClickOpenLinkAction: (action) =>
        set({ openDynamicLinkAction: actions.of(action, `${name}.setOnClickOpenLinkAction`) }),
      setOpenLink: (link) => set({ openLink: links.of(link, `${name}.setOpenLink`) }),
    },
    get: () => onClick,
  };
}
