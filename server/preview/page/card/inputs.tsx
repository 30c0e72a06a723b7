import { useId } from 'preact/hooks';
import type { DecoratedText, SelectionInput as SelectionJson, TextInput as TextJson } from '../../apps-script/card-json.ts';
import { useCard } from './context.ts';
import { toggled } from './form.ts';

export function TextInput({ input, source }: { input: TextJson; source: string }) {
  const { controller, values, busy } = useCard();
  const id = useId();
  const value = values[input.name]?.[0] ?? '';
  const limit = input.validation?.characterLimit;
  const described = [input.hintText && `${id}h`, limit !== undefined && `${id}c`].filter(Boolean).join(' ');
  const common = {
    id,
    name: input.name,
    value,
    readOnly: busy !== null,
    'data-focus': source,
    ...(input.label ? {} : { 'aria-label': input.hintText ?? input.name }),
    ...(described && { 'aria-describedby': described }),
    ...(limit !== undefined && { maxLength: limit }),
    onInput: (event: { currentTarget: { value: string } }) =>
      void controller.change(source, input.name, [event.currentTarget.value]),
    onChange: (event: { currentTarget: { value: string } }) =>
      void controller.change(source, input.name, [event.currentTarget.value], input.onChangeAction),
  };
  return (
    <div class="card-field">
      {input.label && <label for={id}>{input.label}</label>}
      {input.type === 'MULTIPLE_LINE' ? <textarea {...common} rows={8} /> : <input {...common} type="text" />}
      <div class="card-hint">
        {input.hintText && <span id={`${id}h`}>{input.hintText}</span>}
        {limit !== undefined && (
          <span id={`${id}c`} class="card-count">
            {value.length} / {limit}
          </span>
        )}
      </div>
    </div>
  );
}

export function SelectionInput({ input, source }: { input: SelectionJson; source: string }) {
  if (input.type === 'DROPDOWN') return <DropDown input={input} source={source} />;
  return <Boxes input={input} source={source} />;
}

function DropDown({ input, source }: { input: SelectionJson; source: string }) {
  const { controller, values, busy } = useCard();
  const id = useId();
  const [value = ''] = values[input.name] ?? [];
  return (
    <div class="card-field">
      {input.label && <label for={id}>{input.label}</label>}
      <select
        id={id}
        name={input.name}
        value={value}
        aria-disabled={busy !== null}
        aria-label={input.label ? undefined : input.name}
        data-focus={source}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          if (busy !== null) event.currentTarget.value = value;
          void controller.change(source, input.name, [chosen], input.onChangeAction);
        }}
      >
        {input.items.map((item) => (
          <option key={item.value} value={item.value}>
            {item.text}
          </option>
        ))}
      </select>
    </div>
  );
}

const RADIO = { type: 'radio' } as const;
const CHECK_BOX = { type: 'checkbox' } as const;
const SWITCH = { type: 'checkbox', role: 'switch' } as const;

function Boxes({ input, source }: { input: SelectionJson; source: string }) {
  const { controller, values, busy } = useCard();
  const id = useId();
  const chosen = values[input.name] ?? [];
  const single = input.type === 'RADIO_BUTTON';
  const order = input.items.map((item) => item.value);
  const kind = single ? RADIO : input.type === 'SWITCH' ? SWITCH : CHECK_BOX;
  return (
    <fieldset class="card-field card-boxes">
      {input.label && <legend>{input.label}</legend>}
      {input.items.map((item, index) => (
        <label key={item.value} class="card-box">
          <input
            {...kind}
            name={`${id}${input.name}`}
            value={item.value}
            checked={chosen.includes(item.value)}
            aria-disabled={busy !== null}
            data-focus={`${source}.${index}`}
            onClick={(event) => busy !== null && event.preventDefault()}
            onChange={(event) => {
              const { checked } = event.currentTarget;
              const now = single ? [item.value] : toggled(chosen, item.value, checked, order);
              void controller.change(`${source}.${index}`, input.name, now, input.onChangeAction);
            }}
          />
          <span>
            {item.text}
            {item.bottomText && <small>{item.bottomText}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** @param labelledBy id of the text beside it. */
export function Switch({
  control,
  source,
  labelledBy,
}: {
  control: NonNullable<DecoratedText['switchControl']>;
  source: string;
  labelledBy: string;
}) {
  const { controller, values, busy } = useCard();
  const value = control.value ?? 'true';
  return (
    <input
      {...SWITCH}
      class="card-switch"
      checked={(values[control.name] ?? []).includes(value)}
      aria-labelledby={labelledBy}
      aria-disabled={busy !== null}
      aria-busy={busy?.source === source}
      data-focus={source}
      onClick={(event) => busy !== null && event.preventDefault()}
      onChange={(event) =>
        void controller.change(source, control.name, event.currentTarget.checked ? [value] : [], control.onChangeAction)
      }
    />
  );
}
