import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useConsole } from '../context.ts';
import { policyWords } from './words.ts';

export type Both = Readonly<Record<'fr' | 'en', string>>;

interface FieldProps {
  label: string;
  hint?: string;
  children: (ids: { id: string; hint: string | undefined }) => ComponentChildren;
}

/** A label, what belongs under it, and a hint that is read with it. */
export function Field({ label, hint, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, hint: hint ? hintId : undefined })}
      {hint && (
        <p class="hint" id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}

interface TextProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  type?: 'text' | 'email' | 'date' | 'time' | 'url' | 'number';
  required?: boolean;
  pattern?: string;
  maxLength?: number;
  lines?: number;
  disabled?: boolean;
  list?: string;
}

export function Text({ label, value, onChange, hint, type = 'text', lines, ...more }: TextProps) {
  const { plainName } = policyWords(useConsole().language);
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      {(ids) =>
        lines === undefined ? (
          <input
            id={ids.id}
            type={type}
            aria-describedby={ids.hint}
            value={value}
            // Browsers say it where the pattern is missed.
            title={more.pattern && plainName}
            onInput={(event) => onChange(event.currentTarget.value)}
            {...more}
          />
        ) : (
          <textarea
            id={ids.id}
            rows={lines}
            aria-describedby={ids.hint}
            value={value}
            onInput={(event) => onChange(event.currentTarget.value)}
            {...more}
          />
        )
      }
    </Field>
  );
}

interface SelectProps<T extends string> {
  label: string;
  value: T;
  options: readonly (readonly [T, string])[];
  onChange: (value: T) => void;
  hint?: string;
  disabled?: boolean;
}

export function Select<T extends string>({ label, value, options, onChange, hint, disabled }: SelectProps<T>) {
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      {(ids) => (
        <select
          id={ids.id}
          aria-describedby={ids.hint}
          value={value}
          disabled={disabled}
          onChange={({ currentTarget }) => {
            const chosen = options.find(([option]) => option === currentTarget.value);
            if (chosen) onChange(chosen[0]);
          }}
        >
          {options.map(([option, text]) => (
            <option key={option} value={option}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface BothTextProps {
  label: string;
  value: Both;
  onChange: (value: Both) => void;
  lines?: number;
  required?: boolean;
  maxLength?: number;
  hint?: string;
}

/** The same in both languages, side by side where there is room. */
export function BothText({ label, value, onChange, hint, ...more }: BothTextProps) {
  const { languages } = policyWords(useConsole().language);
  return (
    <fieldset class="pair">
      <legend>{label}</legend>
      <Text label={languages.fr} value={value.fr} onChange={(fr) => onChange({ ...value, fr })} {...more} />
      <Text label={languages.en} value={value.en} onChange={(en) => onChange({ ...value, en })} {...more} />
      {hint && <p class="hint">{hint}</p>}
    </fieldset>
  );
}

interface PeriodProps {
  from: string | null;
  until: string | null;
  onChange: (period: { validFrom: string | null; validUntil: string | null }) => void;
}

export function PeriodFields({ from, until, onChange }: PeriodProps) {
  const { period } = policyWords(useConsole().language);
  return (
    <div class="pair">
      <Text
        type="date"
        label={period.first}
        value={from ?? ''}
        hint={period.hint}
        onChange={(value) => onChange({ validFrom: value || null, validUntil: until })}
      />
      <Text
        type="date"
        label={period.last}
        value={until ?? ''}
        onChange={(value) => onChange({ validFrom: from, validUntil: value || null })}
      />
    </div>
  );
}
