import { useLayoutEffect, useRef } from 'preact/hooks';
import { Card } from './card.tsx';
import { CardContext } from './context.ts';
import type { PanelState } from './controller.ts';
import { Drawing } from './icon.tsx';
import { Menu, type MenuItem } from './menu.tsx';
import { type Addon, type PanelProps, useAddon } from './use-addon.ts';
import { type Words, wordsFor } from './words.ts';

export type { PanelMail, PanelSession } from './session.ts';
export type { PanelProps } from './use-addon.ts';

/**
 * The sidebar as Gmail shows it: the add-on's own bundle, run in a worker, and its cards, drawn. Needs card.css. Of the
 * server it needs /preview/worker.js, /preview/Code.js, /preview/appsscript.json, /preview/message/:id and /preview/draft.
 */
export function AddonPanel(props: PanelProps) {
  const addon = useAddon(props);
  const { state, controller, manifest } = addon;
  const words = wordsFor(props.session.locale);
  const root = useRef<HTMLElement>(null);
  useFocusKept(root, state);
  const top = state.stack.at(-1);
  const busy = state.busy;
  const name = manifest?.name ?? '';
  return (
    <section class="addon" aria-label={name} ref={root}>
      <div class="addon-bar">
        <strong>{name}</strong>
        <Menu label={`${words.menu} (${name})`} items={menuOf(addon, words)} disabled={busy !== null} />
      </div>
      <div class="addon-progress" data-on={busy !== null && (busy.spinner || top === undefined)} aria-hidden="true" />
      <CardContext.Provider value={{ words, controller, busy, values: top?.values ?? {} }}>
        {top && <Card key={top.id} entry={top} below={state.stack.length > 1} />}
      </CardContext.Provider>
      {!top && <Empty addon={addon} words={words} />}
      {top && state.error !== null && <Crash sentence={state.error} words={words} again={addon.reload} />}
      <Notice state={state} words={words} dismiss={() => controller.dismiss()} />
    </section>
  );
}

function menuOf({ manifest, controller, reload }: Addon, words: Words): MenuItem[] {
  const own = (manifest?.universal ?? []).map((entry) => ({
    label: entry.label,
    choose: () =>
      'function' in entry
        ? void controller.universal(entry.function)
        : void controller.click('universal', { openLink: { url: entry.url } }),
  }));
  return [...own, { label: words.reload, choose: reload }];
}

function Empty({ addon: { state, failed, reload }, words }: { addon: Addon; words: Words }) {
  const sentence = failed ?? state.error;
  if (sentence !== null) return <Crash sentence={sentence} words={words} again={reload} />;
  if (state.busy === null) return <p class="addon-empty">{words.nothing}</p>;
  return (
    <p class="addon-empty" role="status">
      <span class="card-spinner" aria-hidden="true" /> {words.loading}
    </p>
  );
}

/** An exception of the add-on: a bug, and shown as one. */
function Crash({ sentence, words, again }: { sentence: string; words: Words; again: () => void }) {
  return (
    <div class="addon-crash" role="alert">
      <h2>
        <Drawing name="error" /> {words.crashed}
      </h2>
      <p>{words.crashedFor}</p>
      <pre>{sentence}</pre>
      <button type="button" class="card-button card-button-outlined" onClick={again}>
        {words.again}
      </button>
    </div>
  );
}

/** Stays until the next click or until it is closed, so that nobody has to read against a clock (WCAG 2.2.1). */
function Notice({ state, words, dismiss }: { state: PanelState; words: Words; dismiss: () => void }) {
  const text = state.refused !== null ? words.refused(state.refused) : state.notification;
  return (
    <div class="addon-notice" data-on={text !== null}>
      <p role="status" aria-live="polite">
        {text}
      </p>
      {text !== null && (
        <button type="button" class="card-icon-button" aria-label={words.close} onClick={dismiss}>
          <Drawing name="close" />
        </button>
      )}
    </div>
  );
}

/**
 * Whoever was in the panel stays there: on the same control where the updated card still has it, otherwise on the title of the
 * card that is shown now. The focus is never taken from elsewhere.
 */
function useFocusKept(root: { current: HTMLElement | null }, state: PanelState) {
  const last = useRef<{ key: string | null; id: number | undefined }>({ key: null, id: undefined });
  const id = state.stack.at(-1)?.id;
  useLayoutEffect(() => {
    const panel = root.current;
    if (!panel) return;
    const remember = ({ target }: FocusEvent) => {
      last.current.key = target instanceof HTMLElement ? (target.dataset.focus ?? '') : null;
    };
    const forget = ({ relatedTarget }: FocusEvent) => {
      // Without a related target the focused element may have been removed: then it is not the reader who left.
      if (relatedTarget instanceof Node && !panel.contains(relatedTarget)) last.current.key = null;
    };
    panel.addEventListener('focusin', remember);
    panel.addEventListener('focusout', forget);
    return () => {
      panel.removeEventListener('focusin', remember);
      panel.removeEventListener('focusout', forget);
    };
  }, []);
  useLayoutEffect(() => {
    const { key, id: before } = last.current;
    last.current.id = id;
    if (key === null || id === undefined || document.activeElement !== document.body) return;
    const same =
      before === id && key !== '' ? root.current?.querySelector<HTMLElement>(`[data-focus="${CSS.escape(key)}"]`) : null;
    (same ?? root.current?.querySelector<HTMLElement>('[data-card-title]'))?.focus();
  });
}
