import { useEffect, useState } from 'preact/hooks';
import type { PreviewView } from '../../../../shared/api.ts';
import { CallError, call } from '../api.ts';
import type { Language } from '../preferences.ts';
import type { Draft } from './draft.ts';

export interface Previewed {
  view: PreviewView | null;
  error: CallError | null;
  /** What is shown is of an earlier text. */
  stale: boolean;
}

/** After the last key: not every one is asked about. */
const PAUSE_MS = 350;

/** The template as it stands in the editor, filled by the server for a mail; asked again whenever one of them changes. */
export function usePreview(
  draft: Pick<Draft, 'subject' | 'body'>,
  categoryId: string,
  language: Language,
  mailId: string,
  wanted: boolean,
): Previewed {
  const [state, set] = useState<Previewed>({ view: null, error: null, stale: true });
  const { subject, body } = draft;
  useEffect(() => {
    if (!wanted) return;
    let over = false;
    set((before) => ({ ...before, stale: true }));
    const timer = setTimeout(() => {
      const asked = { categoryId, language, subject, body, ...(mailId === '' ? {} : { mailId }) };
      call<PreviewView>('POST', '/api/templates/preview', asked).then(
        (view) => over || set({ view, error: null, stale: false }),
        (thrown: unknown) => {
          const error = thrown instanceof CallError ? thrown : new CallError(0, {});
          if (!over) set((before) => ({ view: before.view, error, stale: false }));
        },
      );
    }, PAUSE_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [subject, body, categoryId, language, mailId, wanted]);
  return state;
}
