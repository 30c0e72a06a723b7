/// <reference types="google-apps-script" />
import { boolean, someText, text } from './arguments.ts';
import type { Button, Card, Widget } from './card-json.ts';
import { clickable } from './click.ts';
import { Icon, nameOf, TextButtonStyle } from './enums.ts';
import type { Host } from './host.ts';
import { materialIcons } from './icons.ts';
import { builder, kind } from './kinds.ts';
import { misuse } from './misuse.ts';
import { httpsUrl } from './urls.ts';
import { widgets } from './widgets.ts';

type TextButton = GoogleAppsScript.Card_Service.TextButton;
type ImageButton = GoogleAppsScript.Card_Service.ImageButton;
type ButtonSet = GoogleAppsScript.Card_Service.ButtonSet;
type FixedFooter = GoogleAppsScript.Card_Service.FixedFooter;
type Footer = NonNullable<Card['fixedFooter']>;

export const buttons = kind<Button>('a TextButton or an ImageButton');
const textButtons = kind<Button>('a TextButton');
export const footers = kind<Footer>('a FixedFooter');

/** Google's style guide: more do not fit into a row of the sidebar. */
const BUTTONS_IN_A_SET = 3;

export function newTextButton(): TextButton {
  const state: Partial<Button> = {};
  const click = clickable('TextButton', () => self);
  const self: TextButton = builder<TextButton, Button>(
    'TextButton',
    {
      ...click.methods,
      setAltText(altText) {
        state.altText = text(altText, 'TextButton.setAltText');
        return self;
      },
      setBackgroundColor(color) {
        const given = text(color, 'TextButton.setBackgroundColor');
        state.color = /^#[0-9a-f]{6}$/i.test(given) ? given : misuse('TextButton.setBackgroundColor takes #rrggbb');
        return self;
      },
      setDisabled(disabled) {
        state.disabled = boolean(disabled, 'TextButton.setDisabled');
        return self;
      },
      setText(label) {
        state.text = someText(label, 'TextButton.setText');
        return self;
      },
      setTextButtonStyle(style) {
        const name = nameOf(TextButtonStyle, 'TextButtonStyle', style, 'TextButton.setTextButtonStyle');
        state.type = name === 'TEXT' ? misuse('TextButtonStyle.TEXT is deprecated: use BORDERLESS') : name;
        return self;
      },
    },
    [textButtons, buttons],
    () => buttonJson('TextButton', state, click.get()),
  );
  widgets.add(self, () => alone(buttons.of(self, 'CardSection.addWidget')));
  return self;
}

export function newImageButton(host: Host): ImageButton {
  const state: Partial<Button> = {};
  const click = clickable('ImageButton', () => self);
  const icon = (given: NonNullable<Button['icon']>) => {
    if (state.icon) misuse('an ImageButton shows one icon');
    state.icon = given;
    return self;
  };
  const self: ImageButton = builder<ImageButton, Button>(
    'ImageButton',
    {
      ...click.methods,
      setAltText(altText) {
        state.altText = someText(altText, 'ImageButton.setAltText');
        return self;
      },
      setIcon: (given) => icon({ knownIcon: nameOf(Icon, 'Icon', given, 'ImageButton.setIcon') }),
      setIconUrl: (url) => icon({ iconUrl: httpsUrl(url, 'ImageButton.setIconUrl', host) }),
      setMaterialIcon: (given) => icon({ materialIcon: materialIcons.of(given, 'ImageButton.setMaterialIcon') }),
    },
    [buttons],
    () => {
      if (!state.icon) misuse('an ImageButton needs an icon');
      // Without it nobody who cannot see the icon knows what the button does.
      if (!state.altText) misuse('an ImageButton needs setAltText');
      return buttonJson('ImageButton', { ...state, text: '' }, click.get());
    },
  );
  widgets.add(self, () => alone(buttons.of(self, 'CardSection.addWidget')));
  return self;
}

function buttonJson(name: string, state: Partial<Button>, onClick: Button['onClick'] | undefined): Button {
  return {
    ...state,
    text: state.text ?? misuse(`a ${name} needs setText`),
    onClick: onClick ?? misuse(`a ${name} needs something to do when it is clicked`),
  };
}

function alone(button: Button): Widget {
  return { buttonList: { buttons: [button] } };
}

export function newButtonSet(): ButtonSet {
  const list: Button[] = [];
  const self: ButtonSet = builder<ButtonSet, Widget>(
    'ButtonSet',
    {
      addButton(button) {
        if (list.length === BUTTONS_IN_A_SET) misuse(`a ButtonSet has at most ${BUTTONS_IN_A_SET} buttons`);
        list.push(buttons.of(button, 'ButtonSet.addButton'));
        return self;
      },
    },
    [widgets],
    () => (list.length > 0 ? { buttonList: { buttons: [...list] } } : misuse('a ButtonSet needs a button')),
  );
  return self;
}

export function newFixedFooter(): FixedFooter {
  const state: Partial<Footer> = {};
  const self: FixedFooter = builder<FixedFooter, Footer>(
    'FixedFooter',
    {
      // Google fills the primary button and refuses another style for either.
      setPrimaryButton(button) {
        const given = textButtons.of(button, 'FixedFooter.setPrimaryButton');
        if (given.type !== undefined && given.type !== 'FILLED') misuse("a FixedFooter's primary button is FILLED");
        state.primaryButton = { ...given, type: 'FILLED' };
        return self;
      },
      setSecondaryButton(button) {
        const given = textButtons.of(button, 'FixedFooter.setSecondaryButton');
        if (given.type !== 'OUTLINED') misuse("a FixedFooter's secondary button must be OUTLINED");
        state.secondaryButton = given;
        return self;
      },
    },
    [footers],
    () => ({ ...state, primaryButton: state.primaryButton ?? misuse('a FixedFooter needs setPrimaryButton') }),
  );
  return self;
}
