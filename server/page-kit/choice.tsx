import type { ComponentChildren } from 'preact';

interface ChoiceProps<T extends string> {
  label: string;
  name: string;
  value: T;
  /** Value, what is shown, and what that means where it is no word. */
  options: readonly (readonly [T, ComponentChildren, string?])[];
  disabled?: boolean;
  onChange: (value: T) => void;
}

/** Radio buttons that look like one switch: the keyboard and the screen reader get what they know. */
export function Choice<T extends string>({ label, name, value, options, disabled = false, onChange }: ChoiceProps<T>) {
  return (
    <fieldset class="choice" disabled={disabled}>
      <legend class="unseen">{label}</legend>
      {options.map(([option, text, spoken]) => (
        <label key={option} title={spoken}>
          <input type="radio" name={name} checked={option === value} onChange={() => onChange(option)} aria-label={spoken} />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}
