import { Choice } from '../../page-kit/choice.tsx';
import { Mark, Pencil } from '../../page-kit/icons.tsx';
import { LooksChoices } from '../../page-kit/looks-choices.tsx';
import type { Preferences } from './preferences.ts';
import type { Words } from './words/words.ts';

interface HeaderProps {
  words: Words;
  preferences: Preferences;
  prefer: (change: Partial<Preferences>) => void;
  onWrite: () => void;
}

export function Header({ words, preferences, prefer, onWrite }: HeaderProps) {
  const { role } = preferences;
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
        <LooksChoices looks={preferences} words={words} onChange={prefer} />
      </div>
      <button type="button" class="button primary write" onClick={onWrite}>
        <Pencil /> <span>{words.write}</span>
      </button>
    </header>
  );
}
