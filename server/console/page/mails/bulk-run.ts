import type { MailView } from '../../../../shared/api.ts';

export type BulkAction = 'send' | 'done' | 'assign';

export interface BulkItem {
  id: string;
  revision: number;
  textHash?: string;
}

/** What came of one mail. `mail`: as it is now. */
export interface BulkResult {
  id: string;
  ok: boolean;
  code: string | null;
  title: string | null;
  mail: MailView | null;
}

/** Why a mail cannot take part; null: it can. */
export type Hindrance = 'not-possible' | 'no-text' | 'gaps';

const GAP = /[⟦⟧]/u;

export function hindranceOf(
  action: BulkAction,
  { actions, suggestion }: Pick<MailView, 'actions' | 'suggestion'>,
): Hindrance | null {
  const needed = action === 'send' ? 'reply' : action;
  if (!actions.includes(needed)) return 'not-possible';
  if (action !== 'send') return null;
  if (!suggestion) return 'no-text';
  return suggestion.missing.length > 0 || GAP.test(suggestion.text) ? 'gaps' : null;
}

/** A mail as it was shown: a server that knows another one refuses. */
export function itemOf({ id, revision, detail }: MailView): BulkItem {
  return { id, revision, ...(detail?.textHash ? { textHash: detail.textHash } : {}) };
}

/** A few at a time: what is done is told while the rest is under way, and a lost connection leaves little in doubt. */
export const AT_ONCE = 3;

/**
 * Asks for all, a few at a time, in their order. `ask` rejects where no answer came: those few are told as `lost`, and the
 * rest is not asked for any more, as nobody knows what stands.
 */
export async function runBulk(
  items: readonly BulkItem[],
  ask: (items: readonly BulkItem[]) => Promise<readonly BulkResult[]>,
  { told, lost }: { told: (results: readonly BulkResult[]) => void; lost: (item: BulkItem, error: unknown) => BulkResult },
): Promise<void> {
  for (let from = 0; from < items.length; from += AT_ONCE) {
    const some = items.slice(from, from + AT_ONCE);
    try {
      told(await ask(some));
    } catch (error) {
      told(items.slice(from).map((item) => lost(item, error)));
      return;
    }
  }
}
