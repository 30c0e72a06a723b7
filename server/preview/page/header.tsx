import type { ComponentChildren } from 'preact';
import { Half, Mark, Moon, Pencil, Sun } from './icons.tsx';
import type { Preferences } from './preferences.ts';
import type { Words } from './words/words.ts';

interface HeaderProps {
  words: Words;
  preferences: Preferences;
  prefer: (change: Partial<Preferences>) => void;
  onWrite: () => void;
}

export function Header({ words, preferences, prefer, onWrite }: HeaderProps) {
  const { role, language, theme } = preferences;
  return (
    <header class="top">
      <h1 class="brand">
        <Mark />
        MAIL GPS <span class="tagline">{words.tagline}</span>
      </h1>
      <div class="switches">
        <Choice
          label={words.you}
          name="role"
          value={role}
          options={[
            ['staff', words.staff],
            ['admin', words.admin],
          ]}
          onChange={(value) => prefer({ role: value })}
        />
        <Choice
          label={words.language}
          name="language"
          value={language}
          options={[
            ['fr', 'FR', 'Français'],
            ['en', 'EN', 'English'],
          ]}
          onChange={(value) => prefer({ language: value })}
        />
        <Choice
          label={words.theme.label}
          name="theme"
          value={theme}
          options={[
            ['system', <Half />, words.theme.system],
            ['light', <Sun />, words.theme.light],
            ['dark', <Moon />, words.theme.dark],
          ]}
          onChange={(value) => prefer({ theme: value })}
        />
      </div>
      <button type="button" class="button primary write" onClick={onWrite}>
        <Pencil /> <span>{words.write}</span>
      </button>
    </header>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  name: string;
  value: T;
  /** Value, what is shown, and what that means where it is no word. */
  options: readonly (readonly [T, ComponentChildren, string?])[];
  onChange: (value: T) => void;
}

/** Radio buttons that look like one switch: the keyboard and the screen reader get what they know. */
function Choice<T extends string>({ label, name, value, options, onChange }: ChoiceProps<T>) {
  return (
    <fieldset class="choice">
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
