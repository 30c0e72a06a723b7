/**
 * What a card is, and what an action answers, as the stand-in emits them and the preview draws them. The names are those of
 * Google's reference for cards and for Workspace add-on actions (developers.google.com/workspace/add-ons), of which these are
 * the parts that Apps Script's CardService can make and the sidebar uses.
 */
export interface Card {
  name?: string;
  header?: { title: string; subtitle?: string; imageUrl?: string };
  sections: Section[];
  cardActions?: { actionLabel: string; onClick: OnClick }[];
  fixedFooter?: { primaryButton: Button; secondaryButton?: Button };
  /** Shown at the bottom of the stack while another card is on top. */
  peekCardHeader?: { title: string; subtitle?: string };
}

export interface Section {
  header?: string;
  collapsible?: boolean;
  uncollapsibleWidgetsCount?: number;
  widgets: Widget[];
}

/** Exactly one member. Texts are Google's basic HTML: b, i, u, strike, font color, a href, br; everything else is text. */
export type Widget =
  | { textParagraph: { text: string; maxLines?: number } }
  | { decoratedText: DecoratedText }
  | { buttonList: { buttons: Button[] } }
  | { textInput: TextInput }
  | { selectionInput: SelectionInput }
  | { image: { imageUrl: string; altText?: string; onClick?: OnClick } }
  | { divider: Record<string, never> };

export interface DecoratedText {
  topLabel?: string;
  text: string;
  bottomLabel?: string;
  wrapText?: boolean;
  startIcon?: Icon;
  endIcon?: Icon;
  button?: Button;
  switchControl?: { name: string; value?: string; selected?: boolean; onChangeAction?: Action };
  onClick?: OnClick;
}

/** A Material symbol by name, a built-in icon, or an https picture. */
export interface Icon {
  materialIcon?: { name: string; fill?: boolean };
  knownIcon?: string;
  iconUrl?: string;
  altText?: string;
}

export interface Button {
  text: string;
  icon?: Icon;
  disabled?: boolean;
  altText?: string;
  type?: 'FILLED' | 'FILLED_TONAL' | 'OUTLINED' | 'BORDERLESS';
  /** `#rrggbb` */
  color?: string;
  onClick: OnClick;
}

export interface TextInput {
  name: string;
  label?: string;
  hintText?: string;
  value?: string;
  type?: 'SINGLE_LINE' | 'MULTIPLE_LINE';
  onChangeAction?: Action;
  validation?: { characterLimit?: number };
}

export interface SelectionInput {
  name: string;
  label?: string;
  type: 'CHECK_BOX' | 'RADIO_BUTTON' | 'SWITCH' | 'DROPDOWN' | 'MULTI_SELECT';
  items: { text: string; value: string; selected?: boolean; bottomText?: string }[];
  onChangeAction?: Action;
}

/** Exactly one member. */
export type OnClick =
  | { action: Action }
  | { openLink: OpenLink }
  /** The function is asked for the link. */
  | { openDynamicLinkAction: Action }
  /** The function makes a draft, which then opens for editing. */
  | { composeAction: Action & { draftType: 'REPLY_AS_DRAFT' | 'STANDALONE_DRAFT' } };

export interface OpenLink {
  url: string;
  openAs?: 'FULL_SIZE' | 'OVERLAY';
  onClose?: 'NOTHING' | 'RELOAD_ADD_ON';
}

export interface Action {
  /** A global of the script. */
  function: string;
  /** Both sides are text, as CardService hands them over; whoever uses the sidebar can change them. */
  parameters?: Record<string, string>;
  loadIndicator?: 'SPINNER' | 'NONE';
  persistValues?: boolean;
}

export type Navigation = { pushCard: Card } | { updateCard: Card } | { popToRoot: true } | { pop: true } | { popToCard: string };

/** What a function of the add-on answered. */
export type Answer =
  /** A trigger: the cards of a page, the first on top. */
  | { kind: 'cards'; cards: Card[] }
  /** ActionResponse. */
  | { kind: 'action'; navigations: Navigation[]; notification?: string; link?: OpenLink; stateChanged: boolean }
  /** UniversalActionResponse. */
  | { kind: 'universal'; cards: Card[]; link?: OpenLink }
  /** ComposeActionResponse: id of the draft that opens. */
  | { kind: 'compose'; draftId: string }
  | { kind: 'nothing' };

/** Gmail's event object, as far as a Workspace add-on gets it. */
export interface AddonEvent {
  commonEventObject: {
    hostApp: 'GMAIL';
    platform: 'WEB';
    userLocale: string;
    timeZone: { id: string; offset: number };
    /** By input name. */
    formInputs?: Record<string, { stringInputs: { value: string[] } }>;
    parameters?: Record<string, string>;
  };
  gmail?: { messageId: string; threadId: string; accessToken: string };
}
