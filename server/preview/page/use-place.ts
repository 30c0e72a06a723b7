import { useHash } from '../../page-kit/use-hash.ts';
import { hashOf, type Place, readPlace } from './place.ts';

export function go(place: Place): void {
  location.hash = hashOf(place);
}

export function usePlace(): Place {
  return useHash(readPlace);
}
