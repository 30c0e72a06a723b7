import type { ComponentChildren } from 'preact';
import { useConsole } from '../context.ts';
import { numberText } from '../format.ts';
import { autoWords } from './words.ts';

interface NumberProps {
  label: string;
  hint?: string;
  unit?: string;
  value: string;
  placeholder?: string;
  wrong: boolean;
  /** The greatest that is taken. */
  most: number;
  /** No fractions. */
  whole?: boolean;
  onInput: (value: string) => void;
}

export function NumberField({ label, hint, unit, value, placeholder, wrong, most, whole = false, onInput }: NumberProps) {
  const { language } = useConsole();
  const { limits: words } = autoWords(language);
  // Read with either sign; shown with the reader's own.
  const local = (text = ''): string => (language === 'fr' ? text.replace('.', ',') : text);
  return (
    <label class="field">
      <span class="label">{label}</span>
      <span class="with-unit">
        <input
          type="text"
          inputMode="decimal"
          value={local(value)}
          placeholder={local(placeholder)}
          aria-invalid={wrong}
          onInput={({ currentTarget }) => onInput(currentTarget.value)}
        />
        {unit && <span class="quiet">{unit}</span>}
      </span>
      {hint && <span class="hint">{hint}</span>}
      {wrong && <span class="wrong">{words.wrong(numberText(most, language), whole)}</span>}
    </label>
  );
}

interface CheckProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ComponentChildren;
}

export function Check({ label, checked, onChange, children }: CheckProps) {
  return (
    <div class="field">
      <label class="check">
        <input type="checkbox" checked={checked} onChange={({ currentTarget }) => onChange(currentTarget.checked)} />
        <span>{label}</span>
      </label>
      <p class="hint">{children}</p>
    </div>
  );
}

interface GroupProps {
  title: string;
  hint: string;
  children: ComponentChildren;
}

/** Fields of one kind, side by side. */
export function Group({ title, hint, children }: GroupProps) {
  return (
    <fieldset class="group">
      <legend>{title}</legend>
      <p class="hint">{hint}</p>
      <div class="caps">{children}</div>
    </fieldset>
  );
}
