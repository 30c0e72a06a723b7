import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { Annotation, EditorState } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, keymap, lineNumbers, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { useEffect, useRef } from 'preact/hooks';
import type { TemplateProblemView } from '../../../../shared/api.ts';
import { codeTheme } from './code-theme.ts';
import { type Name, offersAt } from './completion.ts';
import { extentOf, offsetOf, tokensOf } from './tokens.ts';

export interface CodeControl {
  insert: (text: string) => void;
  goTo: (line: number, column: number) => void;
}

interface CodeEditorProps {
  value: string;
  label: string;
  names: readonly Name[];
  problems: readonly TemplateProblemView[];
  readOnly: boolean;
  /** What the editor itself says to screen readers. */
  phrases: Readonly<Record<string, string>>;
  control: { current: CodeControl | null };
  onChange: (value: string) => void;
}

/**
 * CodeMirror in a shadow root: there it puts its styles into adopted sheets, which the page's policy allows, and not into a
 * style element, which it refuses (style-mod).
 */
export function CodeEditor({ value, label, names, problems, readOnly, phrases, control, onChange }: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef({ names, onChange, value });
  latest.current = { names, onChange, value };
  // Told and not yet come back: who types fast is ahead of the page, and is not to be set back by it.
  const told = useRef<string[]>([]);

  useEffect(() => {
    if (!host.current) return;
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' });
    const made = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: value,
        extensions: [
          EditorState.readOnly.of(readOnly),
          EditorState.phrases.of({ ...phrases }),
          // What can be edited can be reached anyway; said so, because checkers of accessibility look for it.
          EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
          EditorView.lineWrapping,
          EditorView.updateListener.of((update) => {
            if (!update.docChanged || update.transactions.some((one) => one.annotation(FromOutside))) return;
            const text = update.state.doc.toString();
            told.current = text === latest.current.value ? [] : [...told.current, text];
            latest.current.onChange(text);
          }),
          history(),
          lineNumbers(),
          lintGutter(),
          highlight,
          autocompletion({ override: [(context) => completions(context, latest.current.names)], icons: false }),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          codeTheme,
        ],
      }),
    });
    view.current = made;
    control.current = {
      insert: (text) => {
        made.dispatch(made.state.replaceSelection(text), { scrollIntoView: true });
        made.focus();
      },
      goTo: (line, column) => {
        made.dispatch({ selection: { anchor: offsetOf(made.state.doc.toString(), line, column) }, scrollIntoView: true });
        made.focus();
      },
    };
    return () => {
      control.current = null;
      view.current = null;
      made.destroy();
    };
    // Made once: the rest follows below.
  }, []);

  useEffect(() => {
    const made = view.current;
    const own = told.current.indexOf(value);
    told.current = told.current.slice(own + 1);
    if (!made || own >= 0 || made.state.doc.toString() === value) return;
    told.current = [];
    made.dispatch({
      changes: { from: 0, to: made.state.doc.length, insert: value },
      annotations: FromOutside.of(true),
    });
  }, [value]);

  useEffect(() => {
    const made = view.current;
    if (!made) return;
    const text = made.state.doc.toString();
    const marks = problems.map(({ line, column, severity, message }) => ({ ...extentOf(text, line, column), severity, message }));
    made.dispatch(setDiagnostics(made.state, marks));
  }, [problems]);

  return <div class="code" ref={host} />;
}

/** A text that the page put here: an earlier version, or somebody else's. */
const FromOutside = Annotation.define<boolean>();

function completions(context: CompletionContext, names: readonly Name[]): CompletionResult | null {
  const found = offersAt(context.state.doc.toString(), context.pos, names, context.explicit);
  if (!found) return null;
  const options = found.offers.map(({ label, detail, insert }) => ({
    label,
    detail,
    apply: (view: EditorView) => {
      view.dispatch({
        changes: { from: found.from, to: found.to, insert },
        selection: { anchor: found.from + insert.length },
        userEvent: 'input.complete',
      });
    },
  }));
  return { from: found.from, to: found.to, options, filter: false };
}

const highlight = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = marksOf(view.state);
    }
    update(update: ViewUpdate) {
      if (update.docChanged) this.decorations = marksOf(update.state);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

/** A template has 10,000 signs at most: all of it is read anew with each key. */
function marksOf(state: EditorState): DecorationSet {
  const tokens = tokensOf(state.doc.toString());
  return Decoration.set(tokens.map(({ from, to, kind }) => Decoration.mark({ class: `tok-${kind}` }).range(from, to)));
}
