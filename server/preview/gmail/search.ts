import type { GoogleMessage } from '@emulators/google';
import type { State } from './state.ts';

type Test = (message: GoogleMessage) => boolean;

/** The search terms that are answered here. null: a query with others, which the published emulator may know. */
export function parseQuery(state: State, query: string): { candidates: GoogleMessage[]; test: Test } | null {
  const tests: Test[] = [];
  let candidates: GoogleMessage[] | null = null;
  for (const term of query.split(/\s+/).filter(Boolean)) {
    const [, minus, operator = '', value = ''] = /^(-?)([a-z0-9]+):(.+)$/i.exec(term) ?? [];
    const test = testOf(operator.toLowerCase(), value, state);
    if (test === null) return null;
    if (operator.toLowerCase() === 'rfc822msgid' && !minus) {
      candidates = state.withMessageId(value).flatMap((id) => state.gs.messages.findBy('gmail_id', id));
    }
    tests.push(minus ? (message) => !test(message) : test);
  }
  return { candidates: candidates ?? state.gs.messages.all(), test: (message) => tests.every((test) => test(message)) };
}

function testOf(operator: string, value: string, state: State): Test | null {
  if (operator === 'rfc822msgid') {
    const ids = new Set(state.withMessageId(value));
    return (message) => ids.has(message.gmail_id);
  }
  if (operator === 'after' || operator === 'before') {
    if (!/^\d{9,}$/.test(value)) return null;
    const at = Number(value) * 1000;
    return operator === 'after'
      ? ({ internal_date }) => Number(internal_date) >= at
      : ({ internal_date }) => Number(internal_date) < at;
  }
  if (operator === 'in' || operator === 'label' || operator === 'is') {
    if (value === 'anywhere') return () => true;
    const name = value.toLowerCase();
    const label = name === 'drafts' ? 'draft' : name;
    const named = state.gs.labels.all().find((entry) => entry.name.toLowerCase() === label);
    return ({ label_ids }) => label_ids.includes(named?.gmail_id ?? label.toUpperCase());
  }
  return null;
}

/** Newest first, a page at a time; the token names the last message given, so that new mail does not shift the pages. */
export function pageOf(messages: readonly GoogleMessage[], size: number, token: string | null) {
  const sorted = [...messages].sort((a, b) => compare(b, a));
  const [date = '', id = ''] = token?.split('.') ?? [];
  const last = { internal_date: date, gmail_id: id };
  const rest = token ? sorted.filter((message) => compare(message, last) < 0) : sorted;
  const page = rest.slice(0, size);
  const end = page.at(-1);
  const next = end && rest.length > page.length ? `${end.internal_date}.${end.gmail_id}` : undefined;
  return { page, next };
}

type Dated = Pick<GoogleMessage, 'internal_date' | 'gmail_id'>;

function compare(a: Dated, b: Dated): number {
  return Number(a.internal_date) - Number(b.internal_date) || (a.gmail_id < b.gmail_id ? -1 : a.gmail_id > b.gmail_id ? 1 : 0);
}
