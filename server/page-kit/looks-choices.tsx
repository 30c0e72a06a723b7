import { Choice } from './choice.tsx';
import { Half, Moon, Sun } from './icons.tsx';
import type { Looks, Theme } from './kept.ts';

interface LooksChoicesProps {
  looks: Looks;
  words: { language: string; theme: { label: string } & Readonly<Record<Theme, string>> };
  onChange: (change: Partial<Looks>) => void;
}

/** Language and theme. */
export function LooksChoices({ looks: { language, theme }, words, onChange }: LooksChoicesProps) {
  return (
    <>
      <Choice
        label={words.language}
        name="language"
        value={language}
        options={[
          ['fr', 'FR', 'Français'],
          ['en', 'EN', 'English'],
        ]}
        onChange={(value) => onChange({ language: value })}
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
        onChange={(value) => onChange({ theme: value })}
      />
    </>
  );
}
