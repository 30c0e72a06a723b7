import type { Me } from '../../../shared/api.ts';
import { Choice } from '../../page-kit/choice.tsx';
import { Half, Mark, Moon, Sun } from '../../page-kit/icons.tsx';
import type { Preferences } from './preferences.ts';
import { wordsOf } from './words/words.ts';

interface HeaderProps {
  preferences: Preferences;
  prefer: (change: Partial<Preferences>) => void;
  /** null: nobody is signed in. */
  me: Me | null;
  onLeave: () => void;
}

export function Header({ preferences, prefer, me, onLeave }: HeaderProps) {
  const { language, theme } = preferences;
  const words = wordsOf(language);
  return (
    <header class="top">
      <p class="brand">
        <Mark />
        MAIL GPS
      </p>
      <div class="switches">
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
      {me && (
        <div class="me">
          <span class="me-name">
            {me.name} <span class="chip">{words.role[me.role]}</span>
          </span>
          <button type="button" class="button small" onClick={onLeave}>
            {words.signOut}
          </button>
        </div>
      )}
    </header>
  );
}
