import type { ComponentChildren } from 'preact';
import type { CallError } from '../api.ts';
import { useConsole } from '../context.ts';
import type { Loaded } from '../use-load.ts';
import { wordsOf } from '../words/words.ts';

/** What went wrong, in a sentence of the reader's language that says what to do. */
export function failureText(error: CallError, language: 'fr' | 'en'): string {
  const words = wordsOf(language);
  if (error.status === 0) return words.offline;
  if (error.problem.title) return error.problem.title;
  return error.status === 403 ? words.notAllowed : words.failed;
}

export function Failure({ error, onRetry }: { error: CallError; onRetry: () => void }) {
  const { language } = useConsole();
  return <Failed text={failureText(error, language)} language={language} onRetry={onRetry} />;
}

/** The same, where nobody is signed in or no answer of the API is at hand. */
export function Failed({ text, language, onRetry }: { text: string; language: 'fr' | 'en'; onRetry: () => void }) {
  return (
    <div class="failure" role="alert">
      <p>{text}</p>
      <button type="button" class="button" onClick={onRetry}>
        {wordsOf(language).retry}
      </button>
    </div>
  );
}

export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children}
    </div>
  );
}

/** Shows what was loaded; until then that it is being loaded, and a refusal with a way to try again. */
export function Ready<T>({ from, children }: { from: Loaded<T>; children: (data: T) => ComponentChildren }) {
  const { language } = useConsole();
  return (
    <div class="ready" aria-busy={from.loading}>
      {from.error && <Failure error={from.error} onRetry={from.reload} />}
      {from.data !== null && children(from.data)}
      {from.data === null && !from.error && <p class="quiet pad">{wordsOf(language).loading}</p>}
    </div>
  );
}
