import { safeLink } from '../../apps-script/basic-html.ts';
import { Button } from './button.tsx';
import { useCard } from './context.ts';
import { Drawing } from './icon.tsx';
import { Menu } from './menu.tsx';
import { Section } from './section.tsx';
import type { Entry } from './stack.ts';

/** The card on top of the stack. @param below there is one underneath to go back to. */
export function Card({ entry, below }: { entry: Entry; below: boolean }) {
  const { words, controller, busy } = useCard();
  const { header, sections, cardActions = [], fixedFooter } = entry.card;
  const picture = header?.imageUrl === undefined ? null : safeLink(header.imageUrl);
  return (
    <article class="card" aria-busy={busy !== null}>
      <div class="card-scroll">
        {(header || below || cardActions.length > 0) && (
          <header class="card-header">
            {below && (
              <button
                type="button"
                class="card-icon-button"
                aria-label={words.back}
                aria-disabled={busy !== null}
                onClick={() => controller.back()}
              >
                <Drawing name="arrow_back" />
              </button>
            )}
            {picture && <img class="card-picture" src={picture} alt="" referrerpolicy="no-referrer" />}
            <div class="card-titles">
              <h2 tabIndex={-1} data-card-title>
                {header?.title}
              </h2>
              {header?.subtitle && <p>{header.subtitle}</p>}
            </div>
            {cardActions.length > 0 && (
              <Menu
                label={words.menu}
                disabled={busy !== null}
                items={cardActions.map((action, index) => ({
                  label: action.actionLabel,
                  choose: () => void controller.click(`m.${index}`, action.onClick),
                }))}
              />
            )}
          </header>
        )}
        {sections.map((section, index) => (
          <Section key={`${entry.id}.${index}`} section={section} source={`${index}`} />
        ))}
      </div>
      {fixedFooter && (
        <footer class="card-footer">
          <Button button={fixedFooter.primaryButton} source="f.0" />
          {fixedFooter.secondaryButton && <Button button={fixedFooter.secondaryButton} source="f.1" />}
        </footer>
      )}
    </article>
  );
}
