import type { z } from 'zod';
import type { NamesView } from '../../../../shared/api/policy-edit.ts';

/** What a template of the category may say, as the server tells it. */
export type Name = z.infer<typeof NamesView>['items'][number];

export interface Offer {
  label: string;
  /** What it means, and what it says today. */
  detail: string;
  kind: Name['kind'];
  /** Takes the place of everything from `from` to `to`. */
  insert: string;
}

export interface Offers {
  from: number;
  to: number;
  offers: Offer[];
}

const MAX_DETAIL = 60;

/**
 * What may stand at a place of a template. Between two braces: everything whose name or meaning has the words typed so far;
 * after `#if`: what may be missing. Elsewhere only where it was `asked` for. null: nothing to offer.
 */
export function offersAt(text: string, at: number, names: readonly Name[], asked: boolean): Offers | null {
  const open = openBraces(text, at);
  if (open === null) return asked ? { from: at, to: at, offers: names.map(offerOf) } : null;
  const typed = text.slice(open + 2, at);
  const condition = /^\s*#(?:if|unless)\s+/.exec(typed);
  if (condition) {
    const from = open + 2 + condition[0].length;
    const offers = names.filter(mayBeMissing).map((name) => ({ ...offerOf(name), insert: name.name }));
    return found({ from, to: at, offers }, text.slice(from, at));
  }
  if (/^\s*[/#]/.test(typed)) return null;
  const to = text.startsWith('}}', at) ? at + 2 : at;
  return found({ from: open, to, offers: names.map(offerOf) }, typed);
}

/** Where the braces begin that `at` stands between; null outside of any. */
function openBraces(text: string, at: number): number | null {
  const before = text.slice(0, at);
  const open = before.lastIndexOf('{{');
  if (open < 0 || before.indexOf('}}', open) >= 0 || before.indexOf('\n', open) >= 0) return null;
  return open;
}

function found({ from, to, offers }: Offers, typed: string): Offers | null {
  const words = plain(typed)
    .split(/[\s"']+/)
    .filter((word) => word !== '');
  const fitting = offers.filter(({ label, detail }) => {
    const said = plain(`${label} ${detail}`);
    return words.every((word) => said.includes(word));
  });
  const first = (offer: Offer): number => (plain(offer.label).includes(words[0] ?? '') ? 0 : 1);
  return fitting.length > 0 ? { from, to, offers: fitting.sort((a, b) => first(a) - first(b)) } : null;
}

/** A detail that the mail need not have, and what depends on the day. */
function mayBeMissing({ kind, name, insert }: Name): boolean {
  return (kind === 'slot' && insert.startsWith('{{#if')) || name === 'nextOpenDay' || name === 'closures' || kind === 'fact';
}

function offerOf({ kind, name, label, value, insert }: Name): Offer {
  const today = (value ?? '').replace(/\s+/g, ' ').trim();
  const short = today.length > MAX_DETAIL ? `${today.slice(0, MAX_DETAIL - 1)}…` : today;
  return { label: name, detail: short === '' ? label : `${label} · ${short}`, kind, insert };
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
