import { useConsole } from '../context.ts';
import { hashOf } from '../place.ts';
import { wordsOf } from '../words/words.ts';

/** To staff: they may look, and who may change it. */
export function AdminOnly() {
  const { me, language } = useConsole();
  return me.role === 'admin' ? null : <p class="admin-only">{wordsOf(language).adminOnly}</p>;
}

export function useMayChange(): boolean {
  return useConsole().me.role === 'admin';
}

interface TabsProps {
  page: string;
  label: string;
  current: string;
  /** Name in the address ('' is the first), and what is shown. */
  tabs: readonly (readonly [string, string])[];
}

/** Parts of a page, each with an address of its own. */
export function Tabs({ page, label, current, tabs }: TabsProps) {
  return (
    <nav class="page-tabs" aria-label={label}>
      {tabs.map(([name, text]) => (
        <a key={name} href={hashOf(page, name === '' ? [] : [name])} aria-current={name === current ? 'page' : undefined}>
          {text}
        </a>
      ))}
    </nav>
  );
}

/** What will happen, point by point. */
export function Points({ points }: { points: readonly string[] }) {
  return (
    <ul class="points">
      {points.map((point) => (
        <li key={point}>{point}</li>
      ))}
    </ul>
  );
}
