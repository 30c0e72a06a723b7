/** How the tracking list is narrowed, as it stands in the address; the names are those of /api/mails. */
export type Filters = Readonly<Record<string, string>>;

export const STATES = ['received', 'suggested', 'held', 'routed', 'replied', 'ignored', 'failed'] as const;

/** What people look for every day, in the order it is offered. */
export const VIEWS = {
  all: {},
  waiting: { waiting: 'true' },
  mine: { assignee: 'me' },
  unassigned: { waiting: 'true', unassigned: 'true' },
  overdue: { overdue: 'true' },
  automatic: { mark: 'automatic' },
  held: { status: 'held' },
  bounced: { mark: 'bounced' },
} as const satisfies Readonly<Record<string, Filters>>;
export type View = keyof typeof VIEWS;
export const VIEW_NAMES = Object.keys(VIEWS).filter((name): name is View => name in VIEWS);

/** Everything the server takes; whatever else stands in an address is not passed on to it. */
const KNOWN = [
  'status',
  'category',
  'assignee',
  'waiting',
  'overdue',
  'unassigned',
  'by',
  'mark',
  'from',
  'until',
  'hour',
  'q',
  'sameSender',
] as const;
/** What a view says; the rest is a person's own. */
const OF_VIEWS = ['status', 'assignee', 'waiting', 'overdue', 'unassigned', 'by', 'mark'] as const;

export function filtersOf(query: Filters): Filters {
  // An hour is one of a single day.
  const ofOneDay = query.from !== undefined && query.from === query.until;
  const given = KNOWN.filter((name) => query[name] && (name !== 'hour' || ofOneDay));
  // Of one sender the server lists what waits, and narrows no further.
  const names = query.sameSender ? given.filter((name) => name === 'sameSender' || name === 'waiting') : given;
  return Object.fromEntries(names.map((name) => [name, query[name] ?? '']));
}

/** The view that says the same; null where the address says something of its own. */
export function viewOf(query: Filters): View | null {
  if (query.sameSender) return null;
  const said = OF_VIEWS.filter((name) => query[name]);
  const found = VIEW_NAMES.find((view) => {
    const filters: Filters = VIEWS[view];
    return said.length === Object.keys(filters).length && said.every((name) => filters[name] === query[name]);
  });
  return found ?? null;
}

/** Every filter of views emptied, but for those of this one: what filter() of place.ts takes. */
export function changeTo(view: View): Filters {
  return { ...cleared(OF_VIEWS), sameSender: '', ...VIEWS[view] };
}

export function clearAll(): Filters {
  return cleared(KNOWN);
}

/** What is narrowed besides the view, the search, state and category, which have fields: shown so that it can be taken away. */
export function besides(query: Filters): { name: string; value: string; clear: Filters }[] {
  const view = viewOf(query);
  const named: Filters = view === null ? {} : VIEWS[view];
  const names = ['by', 'mark', 'assignee', 'waiting', 'overdue', 'unassigned', 'sameSender', 'hour'] as const;
  const single = names
    .filter((name) => query[name] && named[name] === undefined)
    .map((name) => ({ name, value: query[name] ?? '', clear: { [name]: '' } }));
  const { from = '', until = '' } = query;
  const days = from || until ? [{ name: 'days', value: `${from}/${until}`, clear: { from: '', until: '', hour: '' } }] : [];
  return [...single, ...days];
}

function cleared(names: readonly string[]): Filters {
  return Object.fromEntries(names.map((name) => [name, '']));
}
