import { MINUTE_MS } from '../../../shared/durations.ts';
import { type Effect, step } from '../../../shared/effect.ts';
import { AppError } from '../../../shared/errors.ts';
import { type CategoryMode, categoryOf, type Policy, type Settings } from '../../../shared/policy.ts';
import type { Actor, MailRecord } from '../../../shared/record.ts';
import { audit } from '../../store/audit.ts';
import { effects, records } from '../../store/collections.ts';
import { changeSettings, headVersion } from '../../store/settings.ts';
import { pointerOf } from '../commit-effect.ts';
import type { Context } from '../context.ts';
import { LABELS, setLabel } from '../labels.ts';
import { unheld } from '../outcome.ts';
import type { Staff } from './act.ts';
import { settingsTold } from './settings-told.ts';

type Switches = Omit<Settings, 'revision' | 'autoModeSince' | 'modes'>;
export type SettingsChange = { [K in keyof Switches]?: Switches[K] | undefined } & {
  modes?: Readonly<Record<string, CategoryMode>> | undefined;
};

/** What a change of the switches did to mails on their way. */
export interface Switched {
  settings: Settings;
  /** Mails whose held reply or forward was taken back. */
  withdrawn: string[];
  /** Mails that left in the last minute, or were past the point where they can be taken back. */
  left: Effect[];
}

/** Who switches off wants to know of what has just left, too. */
const JUST_LEFT_MS = MINUTE_MS;
const PAGE = 200;

/**
 * Changes the settings. The commit is the moment that counts: whatever was not `sending` by then is decided on again
 * before it leaves. What is held and may no longer leave becomes a suggestion at once. Rejects with `conflict`, and with
 * `invalid` for a category that is not there.
 */
export async function changeSwitches(
  ctx: Context,
  asked: { revision: number; change: SettingsChange; by: Staff },
): Promise<Switched> {
  const { revision, change, by } = asked;
  const now = ctx.now();
  const settings = await ctx.store.transaction(async (tx) => {
    const policy = await ctx.policyOf(tx, await headVersion(tx));
    let told = { was: '', now: '' };
    const after = await changeSettings(tx, revision, (before) => {
      const wanted = changed(before, change, policy, now);
      told = settingsTold(before, wanted);
      return wanted;
    });
    const detail = { ...detailOf(change, after), ...told };
    audit(tx, { at: now, actor: by.id, action: 'settings', target: 'settings', detail }, after.revision);
    return after;
  });
  const stopped = stoppedBy(change, settings);
  if (!stopped) return { settings, withdrawn: [], left: [] };
  const withdrawn = await withdrawAutomatic(ctx, stopped, { kind: 'staff', id: by.id, name: by.name });
  return { settings, withdrawn, left: await leftOrLeaving(ctx, stopped) };
}

function changed(before: Settings, { modes = {}, ...change }: SettingsChange, policy: Policy, now: number): Settings {
  const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  for (const id of [...Object.keys(modes), ...Object.keys(change.thresholdPerCategory ?? {})]) {
    if (!categoryOf(policy, id)) throw new AppError('invalid', 'One of the categories does not exist.');
  }
  const after: Settings = { ...before, ...named };
  const autoModeSince = !after.autoMode ? null : before.autoMode ? before.autoModeSince : now;
  return { ...after, autoModeSince, modes: { ...before.modes, ...changedModes(before, modes, now) } };
}

function changedModes(before: Settings, modes: Readonly<Record<string, CategoryMode>>, now: number): Settings['modes'] {
  const different = Object.entries(modes).filter(([id, mode]) => before.modes[id]?.mode !== mode);
  return Object.fromEntries(different.map(([id, mode]) => [id, { mode, since: now }]));
}

/** Names and switches only: addresses among the settings are personal. */
function detailOf(change: SettingsChange, after: Settings) {
  const names = Object.entries(change).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const modes = Object.entries(change.modes ?? {}).map(([id, mode]) => `${id}=${mode}`);
  return {
    changed: names.join(' '),
    modes: modes.join(' '),
    autoMode: after.autoMode,
    adaptSuggestions: after.adaptSuggestions,
    revision: after.revision,
  };
}

/** Which automatic mails may no longer leave after a change; null when it stops none. */
function stoppedBy(change: SettingsChange, after: Settings): ((effect: Effect) => boolean) | null {
  if (change.autoMode === false) return () => true;
  const off = Object.keys(change.modes ?? {}).filter((id) => after.modes[id]?.mode !== 'automatic');
  return off.length > 0 ? ofCategories(off) : null;
}

export function ofCategories(ids: readonly string[]): (effect: Effect) => boolean {
  return (effect) => ids.includes(effect.decision?.categoryId ?? '');
}

/**
 * Takes back every automatic mail that waits for its time, one transaction each: there may be more than one can hold, and
 * one that falls due meanwhile is stopped by the settings themselves. Gives the mails' ids.
 */
export async function withdrawAutomatic(ctx: Context, which: (effect: Effect) => boolean, by: Actor): Promise<string[]> {
  const held = (await inState(ctx, 'intended')).filter((effect) => effect.by.kind === 'automatic' && which(effect));
  const withdrawn: string[] = [];
  for (const effect of held) {
    const record = await withdrawOne(ctx, effect, by);
    if (!record) continue;
    withdrawn.push(record.id);
    ctx.count('withdrawn');
    ctx.changed(record, 'withdrawn');
    await setLabel(ctx, record.id, record.state === 'routed' ? LABELS.routed : LABELS.toAnswer);
  }
  return withdrawn;
}

function withdrawOne(ctx: Context, { id }: Effect, by: Actor): Promise<MailRecord | null> {
  return ctx.store.transaction(async (tx) => {
    const effect = (await effects.get(tx, id))?.data;
    if (effect?.state !== 'intended') return null;
    const record = (await records.get(tx, effect.recordId))?.data;
    const withdrawnFor = 'switched-off-while-held';
    effects.set(tx, id, step(effect, 'withdrawn', { withdrawnFor, nextAttemptAt: null, lease: null }));
    if (!record || pointerOf(record, effect) !== id) return null;
    const after = unheld(record, effect.kind, by, [withdrawnFor], ctx.now());
    records.set(tx, record.id, after);
    return after;
  });
}

async function leftOrLeaving(ctx: Context, which: (effect: Effect) => boolean): Promise<Effect[]> {
  const since = ctx.now() - JUST_LEFT_MS;
  const leaving = [...(await inState(ctx, 'sending')), ...(await inState(ctx, 'drafted'))];
  const range = { field: 'sentAt', gte: since };
  const { items } = await effects.query(ctx.store, { equals: { state: 'sent' }, range, limit: PAGE });
  return [...leaving, ...items.map(({ data }) => data)].filter((effect) => effect.by.kind === 'automatic' && which(effect));
}

async function inState(ctx: Context, state: Effect['state']): Promise<Effect[]> {
  const found: Effect[] = [];
  const order = { field: 'dueAt', direction: 'asc' } as const;
  let cursor: string | null = null;
  do {
    const page = await effects.query(ctx.store, { equals: { state }, order, limit: PAGE, ...(cursor ? { cursor } : {}) });
    found.push(...page.items.map(({ data }) => data));
    cursor = page.cursor;
  } while (cursor !== null);
  return found;
}
