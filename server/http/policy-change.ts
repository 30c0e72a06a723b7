import type * as api from '../../shared/api.ts';
import { AppError, isAppError } from '../../shared/errors.ts';
import type { Language, Policy } from '../../shared/policy.ts';
import {
  changePolicy,
  conflictOf,
  type PolicyChange,
  type PolicyChanged,
  type PolicyConflict,
} from '../mail/actions/policy/change-policy.ts';
import { policyProblemsOf } from '../mail/actions/policy/problems.ts';
import type { Context } from '../mail/context.ts';
import { listAudit } from '../store/audit.ts';
import { records } from '../store/collections.ts';
import { headVersion, readSettings } from '../store/settings.ts';
import { type User, users } from '../store/users.ts';
import { entityView, policyProblemViews } from './policy-views.ts';
import { withExtras } from './send-error.ts';

export interface Caller {
  user: User;
  language: Language;
}

/** A change of one entity, told with what it is then. */
export async function editPolicy(
  ctx: Context,
  caller: Caller,
  entity: string,
  change: Omit<PolicyChange, 'by' | 'target'> & { target?: string },
): Promise<api.PolicyAnswer> {
  const made = await telling(ctx, caller, () => changePolicy(ctx, { target: entity, ...change, by: caller.user }));
  return answerOf(ctx, caller, entity, made);
}

export async function answerOf(
  ctx: Context,
  { language }: Caller,
  entity: string,
  { policy, version, changed, rebased, problems }: PolicyChanged,
): Promise<api.PolicyAnswer> {
  const settings = await readSettings(ctx.store);
  return {
    policyVersion: version,
    changed,
    rebased,
    entity,
    now: entityView(policy, entity, settings, ctx.now()),
    warnings: policyProblemViews(problems, language),
    held: changed ? await heldNow(ctx) : 0,
  };
}

/** What a publication takes back (docs/decisions/110-policy-change-while-held.md). */
export function heldNow(ctx: Context): Promise<number> {
  return records.count(ctx.store, { equals: { state: 'held' }, range: { field: 'receivedAt', gte: 0 } });
}

/** Runs a change; what it is refused for is told with what is true now, so that nothing anybody wrote is lost. */
export async function telling<T>(ctx: Context, { language }: Pick<Caller, 'language'>, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!isAppError(error)) throw error;
    const problems = policyProblemsOf(error);
    if (problems) throw withExtras(error, { policyProblems: policyProblemViews(problems, language) });
    const conflict = conflictOf(error);
    if (conflict) throw withExtras(error, { policyVersion: conflict.head.version, current: await nowOf(ctx, conflict) });
    if (error.code !== 'conflict') throw error;
    throw withExtras(error, { policyVersion: await headVersion(ctx.store) });
  }
}

async function nowOf(ctx: Context, { entities, base, head }: PolicyConflict): Promise<api.PolicyNow> {
  const [touched = ''] = entities;
  const entity = touched.startsWith('hours') ? 'hours' : touched;
  const settings = await readSettings(ctx.store);
  const view = (policy: Policy): api.PolicyEntity => entityView(policy, entity, settings, ctx.now());
  return {
    policyVersion: head.version,
    entity,
    now: view(head),
    before: base ? view(base) : {},
    by: await lastChangeOf(ctx, entity, touched, base?.version ?? 0),
  };
}

/** Newest entries looked at: more than are written between two clicks. */
const LOOKED_AT = 20;

/** Who changed an entity last since a version: by itself, or together with others (a file, a new term). */
async function lastChangeOf(ctx: Context, entity: string, touched: string, since: number): Promise<api.PolicyNow['by']> {
  const own = entity.startsWith('templates.') ? entity.slice('templates.'.length) : entity;
  const pages = await Promise.all([own, 'policy', 'facts'].map((target) => listAudit(ctx.store, { target, limit: LOOKED_AT })));
  const [last] = pages
    .flatMap(({ items }) => items.map(({ data }) => data))
    .filter(({ detail }) => Number(detail.policy) > since && String(detail.touched).split(', ').includes(touched))
    .sort((a, b) => Number(b.detail.policy) - Number(a.detail.policy));
  if (!last) return null;
  const user = (await users.get(ctx.store, last.actor))?.data;
  return { id: last.actor, name: user?.name || user?.email || last.actor, at: last.at };
}

/** The policy in force. */
export async function policyInForce(ctx: Context): Promise<Policy> {
  return ctx.policyOf(ctx.store, await headVersion(ctx.store));
}

/** A path's parameter; Express has matched it, so it is there. */
export function named(params: Readonly<Record<string, string>>, name: string): string {
  const value = params[name];
  if (value === undefined) throw new AppError('internal', 'A route asked for a parameter that it does not have.');
  return value;
}
