import { useHash } from '../../page-kit/use-hash.ts';

/**
 * Where one is, kept in the address, so that the browser's own Back leads back and a view can be sent to a colleague:
 * `#/mails?status=held`, `#/mails/18c2…`, `#/templates/timetable.fr`.
 */
export interface Place {
  page: string;
  /** What stands behind the page's name, decoded: an id, or nothing. */
  rest: readonly string[];
  query: Readonly<Record<string, string>>;
}

export function readPlace(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [page = '', ...rest] = path.split('/').filter((part) => part !== '');
  return { page, rest: rest.map(decoded), query: Object.fromEntries(new URLSearchParams(query)) };
}

/** Empty values are left out: they mean the same as none. */
export function hashOf(page: string, rest: readonly string[] = [], query: Readonly<Record<string, string>> = {}): string {
  const named = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''));
  const path = [page, ...rest].map(encodeURIComponent).join('/');
  return `#/${path}${named.size > 0 ? `?${named}` : ''}`;
}

export function go(page: string, rest: readonly string[] = [], query: Readonly<Record<string, string>> = {}): void {
  location.hash = hashOf(page, rest, query);
}

/** Another filter of the same view: no step of its own in the browser's history. */
export function filter({ page, rest, query }: Place, change: Readonly<Record<string, string>>): void {
  location.replace(hashOf(page, rest, { ...query, ...change }));
}

export function usePlace(): Place {
  return useHash(readPlace);
}

/** An address is anybody's to write. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
