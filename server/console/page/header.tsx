import type { Me } from '../../../shared/api.ts';
import { Mark } from '../../page-kit/icons.tsx';
import { LooksChoices } from '../../page-kit/looks-choices.tsx';
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
  const { language } = preferences;
  const words = wordsOf(language);
  return (
    <header class="top">
      <p class="brand">
        <Mark />
        MAIL GPS
      </p>
      <div class="switches">
        <LooksChoices looks={preferences} words={words} onChange={prefer} />
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
