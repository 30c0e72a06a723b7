/// <reference types="google-apps-script" />
import { basicHtml, boolean, text } from './arguments.ts';
import type { Button, DecoratedText as DecoratedJson, Widget } from './card-json.ts';
import { clickable } from './click.ts';
import { Icon, nameOf } from './enums.ts';
import type { Host } from './host.ts';
import { iconImages } from './icons.ts';
import { builder, type Kind, kind } from './kinds.ts';
import { misuse } from './misuse.ts';
import { httpsUrl } from './urls.ts';

type TextParagraph = GoogleAppsScript.Card_Service.TextParagraph;
type DecoratedText = GoogleAppsScript.Card_Service.DecoratedText;
type Image = GoogleAppsScript.Card_Service.Image;
type Divider = GoogleAppsScript.Card_Service.Divider;
type Switch = NonNullable<DecoratedJson['switchControl']>;

/** What a section takes. */
export const widgets = kind<Widget>('a widget');
export const switches = kind<Switch>('a Switch');

export function newTextParagraph(): TextParagraph {
  let content: string | undefined;
  const self: TextParagraph = builder<TextParagraph, Widget>(
    'TextParagraph',
    {
      setText(given) {
        content = basicHtml(given, 'TextParagraph.setText');
        return self;
      },
    },
    [widgets],
    () => ({ textParagraph: { text: content ?? misuse('a TextParagraph needs setText') } }),
  );
  return self;
}

/** @param buttons what `setButton` takes; handed in, for buttons are widgets too. */
export function newDecoratedText(host: Host, buttons: Kind<Button>): DecoratedText {
  const state: Partial<DecoratedJson> = {};
  const click = clickable('DecoratedText', () => self);
  const end = () => {
    if (state.button || state.switchControl || state.endIcon) {
      misuse('a DecoratedText ends with one of a button, a switch and an icon');
    }
  };
  const start = () => {
    if (state.startIcon) misuse('a DecoratedText starts with one icon');
  };
  const self: DecoratedText = builder<DecoratedText, Widget>(
    'DecoratedText',
    {
      ...click.methods,
      setText(given) {
        state.text = basicHtml(given, 'DecoratedText.setText');
        return self;
      },
      // Labels are drawn as they are: Google documents HTML for the text alone.
      setTopLabel(given) {
        state.topLabel = text(given, 'DecoratedText.setTopLabel');
        return self;
      },
      setBottomLabel(given) {
        state.bottomLabel = text(given, 'DecoratedText.setBottomLabel');
        return self;
      },
      setWrapText(wrap) {
        state.wrapText = boolean(wrap, 'DecoratedText.setWrapText');
        return self;
      },
      setButton(button) {
        end();
        state.button = buttons.of(button, 'DecoratedText.setButton');
        return self;
      },
      setSwitchControl(given) {
        end();
        state.switchControl = switches.of(given, 'DecoratedText.setSwitchControl');
        return self;
      },
      setEndIcon(icon) {
        end();
        state.endIcon = iconImages.of(icon, 'DecoratedText.setEndIcon');
        return self;
      },
      setStartIcon(icon) {
        start();
        state.startIcon = iconImages.of(icon, 'DecoratedText.setStartIcon');
        return self;
      },
      setIcon(icon) {
        start();
        state.startIcon = { knownIcon: nameOf(Icon, 'Icon', icon, 'DecoratedText.setIcon') };
        return self;
      },
      setIconUrl(url) {
        start();
        state.startIcon = { iconUrl: httpsUrl(url, 'DecoratedText.setIconUrl', host) };
        return self;
      },
      setIconAltText(altText) {
        if (!state.startIcon) misuse('DecoratedText.setIconAltText comes after its icon');
        state.startIcon = { ...state.startIcon, altText: text(altText, 'DecoratedText.setIconAltText') };
        return self;
      },
    },
    [widgets],
    () => {
      const onClick = click.get();
      const content = state.text ?? misuse('a DecoratedText needs setText');
      return { decoratedText: { ...state, text: content, ...(onClick && { onClick }) } };
    },
  );
  return self;
}

export function newImage(host: Host): Image {
  const state: { imageUrl?: string; altText?: string } = {};
  const click = clickable('Image', () => self);
  const self: Image = builder<Image, Widget>(
    'Image',
    {
      ...click.methods,
      setAltText(altText) {
        state.altText = text(altText, 'Image.setAltText');
        return self;
      },
      setImageUrl(url) {
        state.imageUrl = httpsUrl(url, 'Image.setImageUrl', host);
        return self;
      },
    },
    [widgets],
    () => {
      const onClick = click.get();
      return {
        image: { ...state, imageUrl: state.imageUrl ?? misuse('an Image needs setImageUrl'), ...(onClick && { onClick }) },
      };
    },
  );
  return self;
}

export function newDivider(): Divider {
  return builder<Divider, Widget>('Divider', {}, [widgets], () => ({ divider: {} }));
}
