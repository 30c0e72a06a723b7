import type { AddonEvent, Card, Widget } from '../../apps-script/card-json.ts';

/** What stands in the inputs of a card, by field name. A text has one value, a set of boxes as many as are ticked. */
export type Values = Readonly<Record<string, readonly string[]>>;

/** What the card's inputs hold before anybody touches them. */
export function initialValues(card: Card): Values {
  return Object.fromEntries(card.sections.flatMap((section) => section.widgets.flatMap(initial)));
}

function initial(widget: Widget): [string, readonly string[]][] {
  if ('textInput' in widget) return [[widget.textInput.name, [widget.textInput.value ?? '']]];
  if ('selectionInput' in widget) {
    const { name, items, type } = widget.selectionInput;
    const selected = items.filter((item) => item.selected).map((item) => item.value);
    // A drop-down always shows one of its items; the first, unless told otherwise.
    const shown = type === 'DROPDOWN' && selected.length === 0 ? items.slice(0, 1).map((item) => item.value) : selected;
    return [[name, shown]];
  }
  const control = 'decoratedText' in widget ? widget.decoratedText.switchControl : undefined;
  return control ? [[control.name, control.selected ? [control.value ?? 'true'] : []]] : [];
}

/** What was entered in `before` for the inputs that `card` has too; an entry that is no longer offered is dropped. */
export function keptValues(card: Card, before: Values): Values {
  const fresh = initialValues(card);
  const offers = new Map(card.sections.flatMap((section) => section.widgets.flatMap(offered)));
  return Object.fromEntries(
    Object.entries(fresh).map(([name, value]) => {
      const entered = Object.hasOwn(before, name) ? before[name] : undefined;
      const offer = offers.get(name);
      const possible = entered !== undefined && (offer === undefined || entered.every((each) => offer.includes(each)));
      return [name, possible ? entered : value];
    }),
  );
}

function offered(widget: Widget): [string, readonly string[]][] {
  if ('selectionInput' in widget) return [[widget.selectionInput.name, widget.selectionInput.items.map((item) => item.value)]];
  const control = 'decoratedText' in widget ? widget.decoratedText.switchControl : undefined;
  return control ? [[control.name, [control.value ?? 'true']]] : [];
}

/** As the event carries them. An input that is empty, off or without a choice is left out: not tried live, but the safer case. */
export function formInputsOf(values: Values): NonNullable<AddonEvent['commonEventObject']['formInputs']> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value.length > 0 && value.some((each) => each !== ''))
      .map(([name, value]) => [name, { stringInputs: { value: [...value] } }]),
  );
}

/** `value` ticked or not among those of a field, in the order of the items. */
export function toggled(values: readonly string[], value: string, on: boolean, order: readonly string[]): string[] {
  return order.filter((each) => (each === value ? on : values.includes(each)));
}
