import { createHash } from 'node:crypto';
import { type Asker, collection, type Reader } from './collections.ts';
import type { Page, Transaction } from './store.ts';

/** Who changed or sent what. Never changed, never deleted: ids, codes, numbers and hashes only, so that it may be kept. */
export interface AuditEntry {
  schema: 1;
  at: number;
  /** A user's id, or 'system'. */
  actor: string;
  action: string;
  /** Id of the mail, template, user … or 'settings'. */
  target: string;
  detail: Readonly<Record<string, string | number | boolean | null>>;
}

const audits = collection<AuditEntry>('audit');

/**
 * Writes an entry in the transaction of the change it tells of. `mark` tells entries of the same target and moment apart
 * (the revision the change made, or something random where it made none).
 */
export function audit(tx: Transaction, entry: Omit<AuditEntry, 'schema'>, mark: string | number): void {
  const id = `${String(entry.at).padStart(15, '0')}.${hashOf(`${entry.actor} ${entry.action} ${entry.target} ${mark}`).slice(0, 16)}`;
  audits.create(tx, id, { schema: 1, ...entry });
}

/** null: there is no such entry. */
export async function readAudit(from: Reader, id: string): Promise<AuditEntry | null> {
  return (await audits.get(from, id))?.data ?? null;
}

export interface AuditSought {
  actor?: string | undefined;
  target?: string | undefined;
  action?: string | undefined;
  /** From this moment on, and before that one; ms since the epoch. */
  since?: number | undefined;
  before?: number | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** The newest first. */
export function listAudit(from: Asker, sought: AuditSought): Promise<Page<AuditEntry>> {
  const { actor, target, action, since, before, cursor, limit } = sought;
  const equals = {
    ...(actor === undefined ? {} : { actor }),
    ...(target === undefined ? {} : { target }),
    ...(action === undefined ? {} : { action }),
  };
  const bounds = { ...(since === undefined ? {} : { gte: since }), ...(before === undefined ? {} : { lt: before }) };
  const order = { field: 'at', direction: 'desc' } as const;
  return audits.query(from, {
    equals,
    ...(Object.keys(bounds).length === 0 ? {} : { range: { field: 'at', ...bounds } }),
    order,
    limit,
    ...(cursor === undefined ? {} : { cursor }),
  });
}

/** Says whether two texts were the same without saying what they were. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
