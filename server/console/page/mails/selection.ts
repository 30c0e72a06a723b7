import { MAX_BULK } from '../../../../shared/limits.ts';

export type Selection = ReadonlySet<string>;

/** With the mail or without it; as it was where that would be too many. */
export function toggled(selection: Selection, id: string): Selection {
  const after = new Set(selection);
  if (!after.delete(id) && after.size < MAX_BULK) after.add(id);
  return after;
}

/** All that are shown, as far as they fit; none, where all were. */
export function toggledAll(selection: Selection, shown: readonly string[]): Selection {
  const wanted = shown.slice(0, MAX_BULK);
  return wanted.every((id) => selection.has(id)) ? new Set() : new Set(wanted);
}

/** What is no longer shown cannot be seen to be selected. */
export function stillShown(selection: Selection, shown: readonly string[]): Selection {
  const kept = shown.filter((id) => selection.has(id));
  return kept.length === selection.size ? selection : new Set(kept);
}
