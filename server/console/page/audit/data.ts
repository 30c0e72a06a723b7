import type { z } from 'zod';
import type { AuditList, AuditView, UserList } from '../../../../shared/api.ts';
import { addDays, instantOf, isDay } from '../../../../shared/local-time.ts';

export type Entry = z.infer<typeof AuditView>;
export type Entries = z.infer<typeof AuditList>;
export type Users = z.infer<typeof UserList>;

/** Everything that is written to the log, in the order of the filter. */
export const GROUPS = {
  mails: ['take', 'reply', 'draft', 'cancel', 'done', 'reopen', 'retry', 'assign', 'route', 'wrong', 'category'],
  switches: ['settings'],
  templates: ['template', 'template-restore', 'template-review', 'template-test', 'file', 'file-delete'],
  facts: ['fact-new', 'fact', 'fact-retire', 'fact-import', 'new-term'],
  school: [
    'category-new',
    'category-retire',
    'category-merge',
    'person-new',
    'person',
    'person-retire',
    'hours',
    'organisation',
    'policy',
  ],
  access: ['sign-in', 'role', 'login', 'logout', 'sender-export', 'sender-erase'],
} as const;
export type Group = keyof typeof GROUPS;
export type Action = (typeof GROUPS)[Group][number];
export const GROUP_NAMES = ['mails', 'switches', 'templates', 'facts', 'school', 'access'] as const satisfies Group[];

/** What the server is asked for by the filters of the address. Days are those of the school. */
export function auditQuery(query: Readonly<Record<string, string>>, timeZone: string): URLSearchParams {
  const wanted = new URLSearchParams();
  for (const name of ['actor', 'action', 'target'] as const) {
    const value = query[name]?.trim();
    if (value) wanted.set(name, value);
  }
  const { from = '', until = '' } = query;
  if (isDay(from)) wanted.set('since', String(instantOf(timeZone, from, 0)));
  if (isDay(until)) wanted.set('before', String(instantOf(timeZone, addDays(until, 1), 0)));
  return wanted;
}

/** What an entry is about, and the page where that is to be seen. */
export type Target =
  | { kind: 'mail' | 'template' | 'category' | 'person' | 'fact' | 'user' | 'file'; id: string }
  | { kind: 'settings' | 'hours' | 'organisation' | 'policy' | 'facts' | 'mailbox' | 'sender' };

const KINDS = { templates: 'template', categories: 'category', people: 'person', facts: 'fact' } as const;
const WHOLE = ['settings', 'hours', 'organisation', 'policy', 'facts', 'mailbox'] as const;

export function targetOf({ action, target }: Pick<Entry, 'action' | 'target'>): Target {
  const whole = WHOLE.find((name) => name === target);
  if (whole) return { kind: whole };
  if (action === 'sender-export' || action === 'sender-erase') return { kind: 'sender' };
  if (action === 'file' || action === 'file-delete') return { kind: 'file', id: target };
  if (action === 'sign-in' || action === 'role') return { kind: 'user', id: target };
  const [part = '', ...rest] = target.split('.');
  const kind = Object.entries(KINDS).find(([name]) => name === part)?.[1];
  if (kind && rest.length > 0) return { kind, id: rest.join('.') };
  if (action.startsWith('template')) return { kind: 'template', id: target };
  return { kind: 'mail', id: target };
}
