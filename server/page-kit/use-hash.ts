import { useEffect, useState } from 'preact/hooks';

/** What the address says behind the `#`, and what it says whenever that changes. */
export function useHash<T>(read: (hash: string) => T): T {
  const [found, set] = useState(() => read(location.hash));
  useEffect(() => {
    const changed = (): void => set(() => read(location.hash));
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return found;
}
