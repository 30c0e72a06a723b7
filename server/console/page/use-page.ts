import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Page } from './pages.ts';

type Code = Awaited<ReturnType<Page['load']>>;

export interface LoadedPage {
  code: Code | null;
  /** What did not answer, or did, and still the page's code did not come; null while it is on its way. */
  failed: 'server' | 'code' | null;
  retry: () => void;
}

/** So long after a reload none follows by itself: two versions may answer in turn while a new one is being rolled out. */
const RELOADED_MS = 60_000;

/**
 * A page's own code. Where the server has a newer console than this one, its code has other names: the whole console is loaded
 * anew, by itself. And what failed once may fail for as long as the console stays open: browsers remember it (Chromium 147
 * does; WHATWG HTML forbids it since 2026, html#10327). So a second try that fails loads the console anew too, if it can come.
 */
export function usePage(page: Page): LoadedPage {
  const [code, setCode] = useState<Code | null>(null);
  const [failed, setFailed] = useState<LoadedPage['failed']>(null);
  const shown = useRef(true);
  const load = useCallback(
    async (again: boolean): Promise<void> => {
      setFailed(null);
      try {
        const loaded = await page.load();
        if (shown.current) setCode(loaded);
      } catch {
        const offered = await scriptOffered();
        if (!shown.current) return;
        const newer = offered !== null && offered !== scriptHere() && !reloadedJustNow();
        if (newer || (again && offered !== null)) location.reload();
        else setFailed(offered === null ? 'server' : 'code');
      }
    },
    [page],
  );
  useEffect(() => {
    shown.current = true;
    void load(false);
    return () => {
      shown.current = false;
    };
  }, [load]);
  return { code, failed, retry: () => void load(true) };
}

const SCRIPT = 'script[type="module"][src]';

/** The console's first script tells its build by its name. */
function scriptHere(): string {
  return document.querySelector(SCRIPT)?.getAttribute('src') ?? '';
}

/** Of the console as the server gives it now; null: it does not. */
async function scriptOffered(): Promise<string | null> {
  try {
    const response = await fetch(location.pathname, { cache: 'no-store' });
    if (!response.ok) return null;
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    return page.querySelector(SCRIPT)?.getAttribute('src') ?? null;
  } catch {
    return null;
  }
}

function reloadedJustNow(): boolean {
  const [entry] = performance.getEntriesByType('navigation');
  return entry instanceof PerformanceNavigationTiming && entry.type === 'reload' && performance.now() < RELOADED_MS;
}
