import type { OneWords } from './words.ts';

export function actorText({ kind, name }: { kind: string; name: string }, one: OneWords): string {
  if (kind === 'staff') return name;
  if (kind === 'outside') return one.outside;
  return kind === 'automatic' ? one.automatic : one.someone;
}
