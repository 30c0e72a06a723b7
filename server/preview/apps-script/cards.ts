/// <reference types="google-apps-script" />
import { basicHtml, boolean, integer, someText, text } from './arguments.ts';
import { footers } from './buttons.ts';
import type { Card, OnClick, Section } from './card-json.ts';
import { clickable } from './click.ts';
import { ImageStyle, nameOf } from './enums.ts';
import type { Host } from './host.ts';
import { builder, kind } from './kinds.ts';
import { misuse } from './misuse.ts';
import { leftOut, strict } from './strict.ts';
import { httpsUrl } from './urls.ts';
import { widgets } from './widgets.ts';

type BuiltCard = GoogleAppsScript.Card_Service.Card;
type CardBuilder = GoogleAppsScript.Card_Service.CardBuilder;
type CardHeader = GoogleAppsScript.Card_Service.CardHeader;
type CardSection = GoogleAppsScript.Card_Service.CardSection;
type CardAction = GoogleAppsScript.Card_Service.CardAction;
type Header = NonNullable<Card['header']>;
type MenuItem = { actionLabel: string; onClick: OnClick };

export const cards = kind<Card>('a built Card');
const headers = kind<Header>('a CardHeader');
const sections = kind<Section>('a CardSection');
const menuItems = kind<MenuItem>('a CardAction');

// developers.google.com/workspace/add-ons/concepts/cards gives 100 for both; the reference of Card (google.apps.card.v1) says
// that a card shows 100 widgets over all its sections and leaves out the others.
const SECTIONS_IN_A_CARD = 100;
const WIDGETS_IN_A_SECTION = 100;
const WIDGETS_IN_A_CARD = 100;

export function newCardHeader(host: Host): CardHeader {
  const state: Partial<Header> = {};
  const self: CardHeader = builder<CardHeader, Header>(
    'CardHeader',
    {
      // Plain text: Google's list of texts that take HTML does not name the header's.
      setTitle(title) {
        state.title = someText(title, 'CardHeader.setTitle');
        return self;
      },
      setSubtitle(subtitle) {
        state.subtitle = text(subtitle, 'CardHeader.setSubtitle');
        return self;
      },
      setImageUrl(url) {
        state.imageUrl = httpsUrl(url, 'CardHeader.setImageUrl', host);
        return self;
      },
      setImageStyle(style) {
        nameOf(ImageStyle, 'ImageStyle', style, 'CardHeader.setImageStyle');
        return self;
      },
      setImageAltText(altText) {
        text(altText, 'CardHeader.setImageAltText');
        return self;
      },
    },
    [headers],
    () => ({ ...state, title: state.title ?? misuse('a CardHeader needs setTitle') }),
  );
  return self;
}

export function newCardSection(): CardSection {
  const state: Section = { widgets: [] };
  const self: CardSection = builder<CardSection, Section>(
    'CardSection',
    {
      addWidget(widget) {
        if (state.widgets.length === WIDGETS_IN_A_SECTION) misuse(`a CardSection has at most ${WIDGETS_IN_A_SECTION} widgets`);
        state.widgets.push(widgets.of(widget, 'CardSection.addWidget'));
        return self;
      },
      setHeader(header) {
        state.header = basicHtml(header, 'CardSection.setHeader');
        return self;
      },
      setCollapsible(collapsible) {
        state.collapsible = boolean(collapsible, 'CardSection.setCollapsible');
        return self;
      },
      setNumUncollapsibleWidgets(count) {
        state.uncollapsibleWidgetsCount = integer(count, 'CardSection.setNumUncollapsibleWidgets', 0, WIDGETS_IN_A_SECTION);
        return self;
      },
    },
    [sections],
    () => {
      if (state.widgets.length === 0) misuse('a CardSection needs a widget');
      if (state.uncollapsibleWidgetsCount !== undefined && state.collapsible !== true) {
        misuse('CardSection.setNumUncollapsibleWidgets has no effect without setCollapsible(true)');
      }
      return { ...state, widgets: [...state.widgets] };
    },
  );
  return self;
}

export function newCardAction(): CardAction {
  let label: string | undefined;
  const click = clickable('CardAction', () => self);
  const self: CardAction = builder<CardAction, MenuItem>(
    'CardAction',
    {
      ...click.methods,
      setText(given) {
        label = someText(given, 'CardAction.setText');
        return self;
      },
    },
    [menuItems],
    () => ({
      actionLabel: label ?? misuse('a CardAction needs setText'),
      onClick: click.get() ?? misuse('a CardAction needs something to do when it is clicked'),
    }),
  );
  return self;
}

export function newCardBuilder(): CardBuilder {
  const state: Card = { sections: [] };
  let built = false;
  const self: CardBuilder = strict<CardBuilder>(
    'CardBuilder',
    {
      addSection(section) {
        if (state.sections.length === SECTIONS_IN_A_CARD) misuse(`a Card has at most ${SECTIONS_IN_A_CARD} sections`);
        state.sections.push(sections.of(section, 'CardBuilder.addSection'));
        return self;
      },
      addCardAction(action) {
        state.cardActions = [...(state.cardActions ?? []), menuItems.of(action, 'CardBuilder.addCardAction')];
        return self;
      },
      setHeader(header) {
        state.header = headers.of(header, 'CardBuilder.setHeader');
        return self;
      },
      setPeekCardHeader(header) {
        state.peekCardHeader = headers.of(header, 'CardBuilder.setPeekCardHeader');
        return self;
      },
      setName(name) {
        state.name = someText(name, 'CardBuilder.setName');
        return self;
      },
      setFixedFooter(footer) {
        state.fixedFooter = footers.of(footer, 'CardBuilder.setFixedFooter');
        return self;
      },
      setDisplayStyle: leftOut('CardBuilder.setDisplayStyle'),
      build() {
        built = true;
        return builtCard(state);
      },
    },
    (method) => {
      if (built) misuse(`CardBuilder.${method} was called after build()`);
    },
  );
  return self;
}

function builtCard(state: Card): BuiltCard {
  if (state.sections.length === 0) misuse('a Card needs a section');
  const total = state.sections.reduce((sum, section) => sum + section.widgets.length, 0);
  if (total > WIDGETS_IN_A_CARD) misuse(`a Card shows at most ${WIDGETS_IN_A_CARD} widgets; this one has ${total}`);
  const fields = state.sections.flatMap((section) => section.widgets.flatMap(fieldNames));
  const twice = fields.find((name, index) => fields.indexOf(name) !== index);
  if (twice !== undefined) misuse(`two inputs of a Card have the field name ${twice}`);
  const json = frozen(state);
  const card: BuiltCard = strict<BuiltCard>('Card', { printJson: () => JSON.stringify(json) });
  cards.add(card, () => json);
  return card;
}

function fieldNames(widget: Section['widgets'][number]): string[] {
  if ('textInput' in widget) return [widget.textInput.name];
  if ('selectionInput' in widget) return [widget.selectionInput.name];
  if ('decoratedText' in widget && widget.decoratedText.switchControl) return [widget.decoratedText.switchControl.name];
  return [];
}

/** A copy that no later call can change. */
function frozen(card: Card): Card {
  const copy: Card = JSON.parse(JSON.stringify(card));
  freeze(copy);
  return copy;
}

function freeze(value: object): void {
  for (const each of Object.values(value)) if (typeof each === 'object' && each !== null) freeze(each);
  Object.freeze(value);
}
