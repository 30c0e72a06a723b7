/** What the sidebar begins with, as the add-on's manifest says it: names of functions, and the menu of every page. */
export interface Manifest {
  name: string;
  /** Shown where no mail is open. */
  homepage: string | null;
  /** Shown beside an open mail. */
  contextual: string | null;
  universal: readonly MenuEntry[];
  openLinkUrlPrefixes: readonly string[] | undefined;
  urlFetchWhitelist: readonly string[] | undefined;
  timeZone: string | undefined;
}

export type MenuEntry = { label: string; function: string } | { label: string; url: string };

/** @param text appsscript.json. Source: developers.google.com/apps-script/manifest/addons. Throws where it is no JSON. */
export function readManifest(text: string): Manifest {
  const all = members(JSON.parse(text));
  const addOns = members(all.addOns);
  const common = members(addOns.common);
  const gmail = members(addOns.gmail);
  const trigger = gmail.homepageTrigger ?? common.homepageTrigger;
  return {
    name: word(common.name) ?? '',
    homepage: word(members(trigger).runFunction) ?? null,
    contextual: word(members(items(gmail.contextualTriggers)[0]).onTriggerFunction) ?? null,
    universal: items(common.universalActions).flatMap((each): MenuEntry[] => {
      const { label, runFunction, openLink } = members(each);
      const said = word(label) ?? '';
      const name = word(runFunction);
      const url = word(openLink);
      if (name !== undefined) return [{ label: said, function: name }];
      return url === undefined ? [] : [{ label: said, url }];
    }),
    openLinkUrlPrefixes: words(common.openLinkUrlPrefixes),
    urlFetchWhitelist: words(all.urlFetchWhitelist),
    timeZone: word(all.timeZone),
  };
}

function members(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function word(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function words(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : undefined;
}
