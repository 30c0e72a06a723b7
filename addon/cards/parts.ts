import type * as main from '../main.ts';

export type Card = GoogleAppsScript.Card_Service.Card;
export type Section = GoogleAppsScript.Card_Service.CardSection;
export type Widget = GoogleAppsScript.Card_Service.Widget;
export type TextButton = GoogleAppsScript.Card_Service.TextButton;
export type Action = GoogleAppsScript.Card_Service.Action;

/** A function that Gmail may call. The build looks for its name in the bundle's globals. */
export type FunctionName = keyof typeof main;

/** The only place where a function is named: `call('onReply', …)`. */
export function call(name: FunctionName, parameters: Record<string, string> = {}): Action {
  return CardService.newAction().setFunctionName(name).setParameters(parameters);
}

/** Basic HTML: everything that comes from a mail is escaped before. */
export function paragraph(html: string): Widget {
  return CardService.newTextParagraph().setText(html);
}

export interface Fact {
  /** Our own words, or names that the school gave: Google shows labels as they are. */
  label?: string;
  html: string;
  below?: string;
  /** Name of a Material symbol. */
  icon?: string;
  onClick?: Action;
  button?: TextButton;
}

export function fact({ label, html, below, icon, onClick, button: added }: Fact): Widget {
  const made = CardService.newDecoratedText().setText(html).setWrapText(true);
  if (label) made.setTopLabel(label);
  if (below) made.setBottomLabel(below);
  if (icon) made.setStartIcon(CardService.newIconImage().setMaterialIcon(CardService.newMaterialIcon().setName(icon)));
  if (onClick) made.setOnClickAction(onClick);
  if (added) made.setButton(added);
  return made;
}

export function button(text: string, action: Action): TextButton {
  return CardService.newTextButton().setText(text).setOnClickAction(action);
}

export function primary(text: string, action: Action): TextButton {
  return button(text, action).setTextButtonStyle(CardService.TextButtonStyle.FILLED);
}

/** The second button of a footer must look so. */
export function outlined(text: string, action: Action): TextButton {
  return button(text, action).setTextButtonStyle(CardService.TextButtonStyle.OUTLINED);
}

export function linkButton(text: string, url: string): TextButton {
  return CardService.newTextButton().setText(text).setOpenLink(CardService.newOpenLink().setUrl(url));
}

/** Google's style guide: at most three buttons a row. */
const ROW = 3;

export function rows(buttons: readonly TextButton[]): Widget[] {
  const sets: Widget[] = [];
  for (let start = 0; start < buttons.length; start += ROW) {
    const set = CardService.newButtonSet();
    for (const each of buttons.slice(start, start + ROW)) set.addButton(each);
    sets.push(set);
  }
  return sets;
}

export interface Choice {
  name: string;
  title: string;
  items: readonly { text: string; value: string; selected: boolean }[];
  /** Called at once when another item is chosen. */
  onChange?: Action;
}

export function dropdown(choice: Choice): Widget {
  return selection(choice, CardService.SelectionInputType.DROPDOWN);
}

export function radios(choice: Choice): Widget {
  return selection(choice, CardService.SelectionInputType.RADIO_BUTTON);
}

/** One box: its value is 'yes' while it is ticked, and nothing otherwise. */
export function checkbox(name: string, text: string, ticked: boolean): Widget {
  return selection(
    { name, title: '', items: [{ text, value: 'yes', selected: ticked }] },
    CardService.SelectionInputType.CHECK_BOX,
  );
}

function selection(
  { name, title, items, onChange }: Choice,
  type: GoogleAppsScript.Card_Service.SelectionInputType,
): GoogleAppsScript.Card_Service.SelectionInput {
  const made = CardService.newSelectionInput().setType(type).setFieldName(name);
  if (title !== '') made.setTitle(title);
  for (const { text, value, selected } of items) made.addItem(text || value, value, selected);
  if (onChange) made.setOnChangeAction(onChange);
  return made;
}

/** `uncollapsed`: how many widgets stay in sight; the others are behind "Show more". Left out: all stay. */
export function section(widgets: readonly Widget[], options: { header?: string; uncollapsed?: number } = {}): Section {
  const made = CardService.newCardSection();
  if (options.header) made.setHeader(options.header);
  for (const widget of widgets) made.addWidget(widget);
  if (options.uncollapsed !== undefined && options.uncollapsed < widgets.length) {
    made.setCollapsible(true).setNumUncollapsibleWidgets(options.uncollapsed);
  }
  return made;
}

export interface CardParts {
  title: string;
  subtitle?: string;
  /** Sections without widgets are left out: Google refuses them. */
  sections: readonly (Section | null)[];
  footer?: { primary: TextButton; secondary?: TextButton } | null;
}

export function card({ title, subtitle, sections, footer }: CardParts): Card {
  const header = CardService.newCardHeader().setTitle(title);
  if (subtitle) header.setSubtitle(subtitle);
  const made = CardService.newCardBuilder().setHeader(header);
  for (const each of sections) if (each) made.addSection(each);
  if (footer) {
    const fixed = CardService.newFixedFooter().setPrimaryButton(footer.primary);
    if (footer.secondary) fixed.setSecondaryButton(footer.secondary);
    made.setFixedFooter(fixed);
  }
  return made.build();
}
