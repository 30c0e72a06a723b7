import { PAGES } from './pages.ts';
import { hashOf } from './place.ts';
import type { Language } from './preferences.ts';
import { wordsOf } from './words/words.ts';

export function Menu({ language, current }: { language: Language; current: string }) {
  return (
    <nav class="menu" aria-label={wordsOf(language).menu}>
      <ul>
        {PAGES.map(({ name, title }) => (
          <li key={name}>
            <a href={hashOf(name)} aria-current={name === current ? 'page' : undefined}>
              {title[language]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
