import { Choice } from '../../page-kit/choice.tsx';
import { Half, Mark, Moon, Pencil, Sun } from '../../page-kit/icons.tsx';
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
