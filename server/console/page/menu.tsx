import { useEffect, useRef } from 'preact/hooks';
import { PAGES } from './pages.ts';
import { hashOf } from './place.ts';
import type { Language } from './preferences.ts';
import { wordsOf } from './words/words.ts';

export function Menu({ language, current }: { language: Language; current: string }) {
  const nav = useRef<HTMLElement>(null);
  // On a phone it is a row that scrolls: where one is stands in sight.
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [current]);
  return (
    <nav class="menu" aria-label={wordsOf(language).menu} ref={nav}>
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
