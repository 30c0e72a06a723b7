import { BOXES, type Box } from './conversations.ts';

/**
 * Where one is, kept in the address, so that the browser's own Back leads back: `#/inbox`, `#/inbox/THREAD`, and, where there
 * is room for one pane only, `#/inbox/THREAD/panel`.
 */
export interface Place {
  box: Box;
  threadId: string | null;
  panel: boolean;
}

/** Stands for no conversation where the panel alone is shown. */
const NONE = '-';

export function readPlace(hash: string): Place {
  const [, box = '', thread = '', panel = ''] = hash.split('/');
  return {
    box: BOXES.find((name) => name === box) ?? 'inbox',
    threadId: thread === '' || thread === NONE ? null : decoded(thread),
    panel: panel === 'panel',
  };
}

export function hashOf({ box, threadId, panel }: Place): string {
  const thread = threadId === null ? (panel ? `/${NONE}` : '') : `/${encodeURIComponent(threadId)}`;
  return `#/${box}${thread}${panel ? '/panel' : ''}`;
}

/** An address is anybody's to write. */
function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
