import { useEffect, useRef, useState } from 'preact/hooks';

/** The value as it was at most `ms` ago: the first change at once, the last one always. */
export function useAtMostEvery<T>(value: T, ms: number): T {
  const [shown, setShown] = useState(value);
  const last = useRef(0);
  useEffect(() => {
    const show = (): void => {
      last.current = Date.now();
      setShown(value);
    };
    const timer = setTimeout(show, Math.max(0, last.current + ms - Date.now()));
    return () => clearTimeout(timer);
  }, [value, ms]);
  return shown;
}
