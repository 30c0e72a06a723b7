import { useEffect, useState } from 'preact/hooks';
import { hashOf, type Place, readPlace } from './place.ts';

export function go(place: Place): void {
  location.hash = hashOf(place);
}

export function usePlace(): Place {
  const [place, setPlace] = useState(() => readPlace(location.hash));
  useEffect(() => {
    const changed = (): void => setPlace(readPlace(location.hash));
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return place;
}
