import type { SettingsView } from '../../../../shared/api.ts';

/** The settings that are lists of addresses, in the order they are shown. */
export const LISTS = ['ownAddresses', 'ownGroups', 'trustedForms'] as const;
export type List = (typeof LISTS)[number];

type Lists = Pick<SettingsView, List>;
export type MailboxChange = Partial<Pick<SettingsView, List | 'adaptSuggestions'>>;

/** As typed: what is no address is kept until it is put right. */
export type MailboxDraft = Readonly<Record<List, string>> & Pick<SettingsView, 'adaptSuggestions'>;

export function draftOf({ ownAddresses, ownGroups, trustedForms, adaptSuggestions }: SettingsView): MailboxDraft {
  const text = (list: readonly string[]): string => list.join('\n');
  return { ownAddresses: text(ownAddresses), ownGroups: text(ownGroups), trustedForms: text(trustedForms), adaptSuggestions };
}

/** What differs from the settings, and of each list what is no address. */
export function changeOf(
  settings: Lists & Pick<SettingsView, 'adaptSuggestions'>,
  draft: MailboxDraft,
): { change: MailboxChange; wrong: Readonly<Record<List, readonly string[]>> } {
  const read = LISTS.map((name) => [name, addressesIn(draft[name])] as const);
  const lists = read.filter(([name, list]) => list.join() !== settings[name].join());
  return {
    change: {
      ...Object.fromEntries(lists),
      ...(draft.adaptSuggestions !== settings.adaptSuggestions && { adaptSuggestions: draft.adaptSuggestions }),
    },
    wrong: {
      ownAddresses: [],
      ownGroups: [],
      trustedForms: [],
      ...Object.fromEntries(read.map(([name, list]) => [name, list.filter((one) => !ADDRESS.test(one))])),
    },
  };
}

/** Of these settings alone: somebody who changed others is in nobody's way here. */
export function sameHere(a: SettingsView, b: SettingsView): boolean {
  return Object.keys(changeOf(a, draftOf(b)).change).length === 0;
}

const ADDRESS = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/;

/** One a line, or parted as people part them; each once. */
function addressesIn(text: string): string[] {
  return [...new Set(text.toLowerCase().split(/[\s,;]+/))].filter((one) => one !== '');
}
