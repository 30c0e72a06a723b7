import type * as api from '../../shared/api.ts';
import { AppError, isAppError } from '../../shared/errors.ts';
import type { Policy } from '../../shared/policy.ts';
import { entitiesOf, touchedBy } from '../mail/actions/policy/touched.ts';
import type { Context } from '../mail/context.ts';
import { readAudit } from '../store/audit.ts';
import { lineDifferences } from './differences.ts';
import type { Call } from './route.ts';

/** What a pack can change is hundreds of things; nobody reads more. */
const MOST = 40;

/**
 * From what to what a change of what the school decides went. The log holds no words: they are those of the two versions of the
 * policy, which are kept.
 */
export function auditChangesHandler(ctx: Context) {
  return async ({ params }: Call<unknown, unknown>): Promise<api.AuditChanges> => {
    const version = (await readAudit(ctx.store, params.id ?? ''))?.detail.policy;
    if (typeof version !== 'number') throw new AppError('not-found', 'There is no such entry of a change of the policy.');
    const [before, after] = await Promise.all([
      version > 1 ? ctx.policyOf(ctx.store, version - 1).catch(nullWhereGone) : null,
      ctx.policyOf(ctx.store, version),
    ]);
    const was = before ? entitiesOf(before) : new Map<string, unknown>();
    const is = entitiesOf(after);
    const touched = before ? touchedBy(before, after) : [...is.keys()];
    return {
      items: touched.slice(0, MOST).map((name) => ({ name, parts: changesOf(was.get(name), is.get(name)) })),
      more: Math.max(0, touched.length - MOST),
    };
  };
}

function nullWhereGone(error: unknown): Policy | null {
  if (isAppError(error, 'not-found')) return null;
  throw error;
}

/** Of a template its newest versions, since an older one never changes but for the day it was looked at. */
function changesOf(before: unknown, after: unknown): api.AuditChanges['items'][number]['parts'] {
  const newest = lineDifferences(linesOf(newestOf(before)), linesOf(newestOf(after)));
  if (newest.some(({ kind }) => kind !== 'same')) return newest;
  return lineDifferences(linesOf(before), linesOf(after));
}

function newestOf(entity: unknown): unknown {
  if (!Array.isArray(entity)) return entity;
  const [newest] = entity.filter((one) => typeof Object(one).version === 'number').sort((a, b) => b.version - a.version);
  return newest ?? entity;
}

/** A line for each field that says something, several for what stands on several; one for each entry of a list within. */
function linesOf(entity: unknown): string {
  const all = Array.isArray(entity) ? entity : entity === undefined ? [] : [entity];
  return all.map((one) => `${fieldsOf(one).join(Array.isArray(one) ? ' · ' : '\n')}\n`).join('\n');
}

function fieldsOf(value: unknown, path = ''): string[] {
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value)) return value.map((one) => labelled(path, fieldsOf(one).join(' · ')));
  if (typeof value === 'object') {
    const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return fields.flatMap(([name, field]) => fieldsOf(field, path === '' ? name : `${path}.${name}`));
  }
  return textOf(value)
    .split('\n')
    .map((line) => labelled(path, line));
}

const labelled = (path: string, text: string): string => (path === '' ? text : `${path}: ${text}`);

/** A number as large as that is a moment (ms since the epoch). */
const MOMENT = 1e12;

function textOf(value: unknown): string {
  return typeof value === 'number' && value >= MOMENT ? new Date(value).toISOString() : String(value);
}
