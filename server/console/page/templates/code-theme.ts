import { EditorView } from '@codemirror/view';

const mono = 'ui-monospace, "SFMono-Regular", "Cascadia Code", "Liberation Mono", monospace';

/** The page's own colours: they change with its theme. */
export const codeTheme = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'var(--surface)', fontSize: '14px', borderRadius: '8px' },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '1px' },
  '.cm-scroller': { fontFamily: mono, lineHeight: '1.65', minHeight: '300px', maxHeight: '64vh', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--ink)', padding: '10px 0' },
  '.cm-line': { padding: '0 12px 0 6px' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--ink)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    background: 'var(--accent-soft)',
  },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--ink-soft)', border: 'none' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--ink)' },
  '.cm-tooltip': {
    maxWidth: 'min(460px, 90vw)',
    border: '1px solid var(--line)',
    borderRadius: '8px',
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
    boxShadow: 'var(--shadow)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font)', maxHeight: '15em' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '5px 10px', lineHeight: '1.4', whiteSpace: 'normal' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { background: 'var(--selected)', color: 'var(--ink)' },
  '.cm-completionLabel': { fontFamily: mono, fontSize: '13px' },
  '.cm-completionDetail': { marginLeft: '0.8em', color: 'var(--ink-soft)', fontStyle: 'normal', fontSize: '13px' },
  '.cm-diagnostic': { padding: '6px 10px', borderLeftWidth: '4px' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--danger)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--state-suggested)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--danger)',
    textUnderlineOffset: '3px',
  },
  '.cm-lintRange-warning': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--state-suggested)',
    textUnderlineOffset: '3px',
  },
  '.tok-brace, .tok-block': { color: 'var(--state-routed)' },
  '.tok-block': { fontWeight: '600' },
  '.tok-name': { color: 'var(--accent)', fontWeight: '600' },
  '.tok-helper': { color: 'var(--state-held)', fontWeight: '600' },
  '.tok-string': { color: 'var(--state-suggested)' },
  '.tok-open': { color: 'var(--danger)' },
});
