import { useId, useState } from 'preact/hooks';
import type { Section as SectionJson } from '../../apps-script/card-json.ts';
import { useCard } from './context.ts';
import { Html } from './html.tsx';
import { Drawing } from './icon.tsx';
import { Widget } from './widget.tsx';

export function Section({ section, source }: { section: SectionJson; source: string }) {
  const { words } = useCard();
  const id = useId();
  const [open, setOpen] = useState(false);
  const shown = section.collapsible && !open ? (section.uncollapsibleWidgetsCount ?? 0) : section.widgets.length;
  const hidden = section.widgets.length - (section.uncollapsibleWidgetsCount ?? 0);
  return (
    <section class="card-section" {...(section.header && { 'aria-labelledby': `${id}h` })}>
      {section.header && (
        <h3 id={`${id}h`}>
          <Html text={section.header} />
        </h3>
      )}
      <div id={`${id}w`} class="card-widgets">
        {section.widgets.slice(0, shown).map((widget, index) => (
          <Widget key={`${index}`} widget={widget} source={`${source}.${index}`} />
        ))}
      </div>
      {section.collapsible && hidden > 0 && (
        <button
          type="button"
          class="card-more"
          aria-expanded={open}
          aria-controls={`${id}w`}
          data-focus={`${source}.more`}
          onClick={() => setOpen(!open)}
        >
          {open ? words.less : words.more(hidden)}
          <Drawing name={open ? 'expand_less' : 'expand_more'} />
        </button>
      )}
    </section>
  );
}
