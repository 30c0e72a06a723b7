import { type HtmlNode, parseBasicHtml } from '../../../server/preview/apps-script/basic-html.ts';
import type { Answer, Button, Card, OnClick, Widget } from '../../../server/preview/apps-script/card-json.ts';
import { cardsOf } from '../../../server/preview/apps-script/run.ts';

export { cardsOf };

/** The only card of an answer. */
export function cardOf(answer: Answer): Card {
  const cards = cardsOf(answer);
  const [card] = cards;
  if (!card || cards.length !== 1) throw new Error(`an answer with ${cards.length} cards`);
  return card;
}

/** The card that is seen after an answer: the last that was put in place. */
export function topOf(answer: Answer): Card {
  const card = cardsOf(answer).at(-1);
  if (!card) throw new Error('an answer without a card');
  return card;
}

export function widgetsOf(card: Card): Widget[] {
  return card.sections.flatMap(({ widgets }) => widgets);
}

/** Everything that is read on a card, as a person reads it: one text per line. */
export function textOf(card: Card | undefined): string {
  if (!card) return '';
  const { header, sections } = card;
  return [
    header?.title,
    header?.subtitle,
    ...sections.flatMap(({ header: head, widgets }) => [head && read(head), ...widgets.flatMap(textsOf)]),
    ...buttonsOf(card).map(({ text }) => text),
  ]
    .filter((text) => text !== undefined && text !== '')
    .join('\n');
}

function textsOf(widget: Widget): (string | undefined)[] {
  if ('textParagraph' in widget) return [read(widget.textParagraph.text)];
  if ('decoratedText' in widget) {
    const { topLabel, text, bottomLabel } = widget.decoratedText;
    return [topLabel, read(text), bottomLabel];
  }
  if ('selectionInput' in widget) return [widget.selectionInput.label, ...widget.selectionInput.items.map(({ text }) => text)];
  if ('textInput' in widget) return [widget.textInput.label, widget.textInput.value];
  return [];
}

export function read(html: string): string {
  return plainOf(parseBasicHtml(html).nodes);
}

function plainOf(nodes: readonly HtmlNode[]): string {
  return nodes.map((node) => (node.kind === 'text' ? node.text : node.kind === 'break' ? '\n' : plainOf(node.children))).join('');
}

/** Every button: of rows, beside texts, and of the footer. */
export function buttonsOf({ sections, fixedFooter }: Card): Button[] {
  const inside = sections.flatMap(({ widgets }) =>
    widgets.flatMap((widget) => {
      if ('buttonList' in widget) return widget.buttonList.buttons;
      if ('decoratedText' in widget && widget.decoratedText.button) return [widget.decoratedText.button];
      return [];
    }),
  );
  const footer = fixedFooter
    ? [fixedFooter.primaryButton, ...(fixedFooter.secondaryButton ? [fixedFooter.secondaryButton] : [])]
    : [];
  return [...inside, ...footer];
}

export function buttonNamed(card: Card, text: string): Button {
  const found = buttonsOf(card).find((button) => button.text === text);
  if (!found)
    throw new Error(
      `no button "${text}" among: ${buttonsOf(card)
        .map((button) => button.text)
        .join(', ')}`,
    );
  return found;
}

/** What a click on the button calls, and with what. */
export function clickOf({ onClick }: { onClick: OnClick }): { name: string; parameters: Record<string, string> } {
  if ('openLink' in onClick) throw new Error('a link calls no function');
  const action =
    'action' in onClick ? onClick.action : 'composeAction' in onClick ? onClick.composeAction : onClick.openDynamicLinkAction;
  return { name: action.function, parameters: action.parameters ?? {} };
}

/** What Google reads as basic HTML, and what it shows as it stands. */
export function placesOf({ header, sections, fixedFooter, ...card }: Card): { html: string[]; plain: string[] } {
  const html = sections.flatMap(({ header: head, widgets }) => [
    head,
    ...widgets.flatMap((widget) => {
      if ('textParagraph' in widget) return [widget.textParagraph.text];
      if ('decoratedText' in widget)
        return [widget.decoratedText.topLabel, widget.decoratedText.text, widget.decoratedText.bottomLabel];
      return [];
    }),
  ]);
  const items = sections.flatMap(({ widgets }) =>
    widgets.flatMap((widget) =>
      'selectionInput' in widget ? [widget.selectionInput.label, ...widget.selectionInput.items.map(({ text }) => text)] : [],
    ),
  );
  const buttons = buttonsOf({ sections, ...card, ...(fixedFooter ? { fixedFooter } : {}) }).map(({ text }) => text);
  const there = (texts: (string | undefined)[]): string[] => texts.filter((text) => text !== undefined);
  return { html: there(html), plain: there([header?.title, header?.subtitle, ...items, ...buttons]) };
}
