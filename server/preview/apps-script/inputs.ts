/// <reference types="google-apps-script" />
import { boolean, integer, someText, text } from './arguments.ts';
import type { DecoratedText, SelectionInput as SelectionJson, TextInput as TextJson, Widget } from './card-json.ts';
import { actions } from './click.ts';
import { InputType, nameOf, SelectionInputType, SwitchControlType } from './enums.ts';
import { builder, kind } from './kinds.ts';
import { misuse } from './misuse.ts';
import { leftOut } from './strict.ts';
import { switches, widgets } from './widgets.ts';

type TextInput = GoogleAppsScript.Card_Service.TextInput;
type SelectionInput = GoogleAppsScript.Card_Service.SelectionInput;
type Switch = GoogleAppsScript.Card_Service.Switch;
type Validation = GoogleAppsScript.Card_Service.Validation;
type SwitchJson = NonNullable<DecoratedText['switchControl']>;
type ValidationJson = NonNullable<TextJson['validation']>;

const validations = kind<ValidationJson>('a Validation');

/** Google's reference of SelectionItem for add-ons and Chat. */
const ITEMS = 100;

export function newTextInput(): TextInput {
  const state: Partial<TextJson> = {};
  const self: TextInput = builder<TextInput, Widget>(
    'TextInput',
    {
      setFieldName(name) {
        state.name = someText(name, 'TextInput.setFieldName');
        return self;
      },
      setTitle(title) {
        state.label = someText(title, 'TextInput.setTitle');
        return self;
      },
      setHint(hint) {
        state.hintText = text(hint, 'TextInput.setHint');
        return self;
      },
      setValue(value) {
        state.value = text(value, 'TextInput.setValue');
        return self;
      },
      setMultiline(multiline) {
        state.type = boolean(multiline, 'TextInput.setMultiline') ? 'MULTIPLE_LINE' : 'SINGLE_LINE';
        return self;
      },
      setOnChangeAction(action) {
        state.onChangeAction = actions.of(action, 'TextInput.setOnChangeAction');
        return self;
      },
      setValidation(validation) {
        state.validation = validations.of(validation, 'TextInput.setValidation');
        return self;
      },
      setSuggestions: leftOut('TextInput.setSuggestions'),
      setSuggestionsAction: leftOut('TextInput.setSuggestionsAction'),
    },
    [widgets],
    () => {
      const limit = state.validation?.characterLimit;
      if (limit !== undefined && (state.value?.length ?? 0) > limit) misuse("a TextInput's value is longer than its limit");
      return { textInput: { ...state, name: state.name ?? misuse('a TextInput needs setFieldName') } };
    },
  );
  return self;
}

export function newValidation(): Validation {
  const state: ValidationJson = {};
  const self: Validation = builder<Validation, ValidationJson>(
    'Validation',
    {
      // The reference's example gives text, its signature a number.
      setCharacterLimit(limit) {
        state.characterLimit = integer(limit, 'Validation.setCharacterLimit', 1, 1_000_000);
        return self;
      },
      setInputType(type) {
        const name = nameOf(InputType, 'InputType', type, 'Validation.setInputType');
        if (name !== 'TEXT') misuse(`Validation.setInputType: ${name} is not part of the stand-in`);
        return self;
      },
    },
    [validations],
    () => ({ ...state }),
  );
  return self;
}

export function newSelectionInput(): SelectionInput {
  // CHECK_BOX is Google's default.
  const state: Omit<SelectionJson, 'name'> & { name?: string } = { type: 'CHECK_BOX', items: [] };
  const self: SelectionInput = builder<SelectionInput, Widget>(
    'SelectionInput',
    {
      setFieldName(name) {
        state.name = someText(name, 'SelectionInput.setFieldName');
        return self;
      },
      setTitle(title) {
        state.label = someText(title, 'SelectionInput.setTitle');
        return self;
      },
      setType(type) {
        state.type = nameOf(SelectionInputType, 'SelectionInputType', type, 'SelectionInput.setType');
        if (state.type === 'MULTI_SELECT') misuse('SelectionInputType.MULTI_SELECT is not part of the stand-in');
        return self;
      },
      addItem(label: unknown, value: unknown, selected: unknown) {
        const item = {
          text: someText(label, 'SelectionInput.addItem'),
          value: text(value, 'SelectionInput.addItem'),
          selected: boolean(selected, 'SelectionInput.addItem'),
        };
        if (state.items.length === ITEMS) misuse(`a SelectionInput has at most ${ITEMS} items`);
        if (state.items.some((other) => other.value === item.value)) misuse('two items of a SelectionInput have the same value');
        state.items.push(item);
        return self;
      },
      setOnChangeAction(action) {
        state.onChangeAction = actions.of(action, 'SelectionInput.setOnChangeAction');
        return self;
      },
      addMultiSelectItem: leftOut('SelectionInput.addMultiSelectItem'),
      setExternalDataSource: leftOut('SelectionInput.setExternalDataSource'),
      setMultiSelectMaxSelectedItems: leftOut('SelectionInput.setMultiSelectMaxSelectedItems'),
      setMultiSelectMinQueryLength: leftOut('SelectionInput.setMultiSelectMinQueryLength'),
    },
    [widgets],
    () => {
      const single = state.type === 'RADIO_BUTTON' || state.type === 'DROPDOWN';
      if (state.items.length === 0) misuse('a SelectionInput needs an item');
      if (single && state.items.filter((item) => item.selected).length > 1) misuse(`a ${state.type} has one selected item`);
      const name = state.name ?? misuse('a SelectionInput needs setFieldName');
      return { selectionInput: { ...state, name, items: [...state.items] } };
    },
  );
  return self;
}

export function newSwitch(): Switch {
  const state: Partial<SwitchJson> = {};
  const self: Switch = builder<Switch, SwitchJson>(
    'Switch',
    {
      setFieldName(name) {
        state.name = someText(name, 'Switch.setFieldName');
        return self;
      },
      setValue(value) {
        state.value = someText(value, 'Switch.setValue');
        return self;
      },
      setSelected(selected) {
        state.selected = boolean(selected, 'Switch.setSelected');
        return self;
      },
      setOnChangeAction(action) {
        state.onChangeAction = actions.of(action, 'Switch.setOnChangeAction');
        return self;
      },
      setControlType(type) {
        const name = nameOf(SwitchControlType, 'SwitchControlType', type, 'Switch.setControlType');
        if (name !== 'SWITCH') misuse('SwitchControlType.CHECK_BOX is not part of the stand-in');
        return self;
      },
    },
    [switches],
    () => ({
      ...state,
      name: state.name ?? misuse('a Switch needs setFieldName'),
      // Google sends the value as the form input of a switch that is on.
      value: state.value ?? misuse('a Switch needs setValue'),
    }),
  );
  return self;
}
