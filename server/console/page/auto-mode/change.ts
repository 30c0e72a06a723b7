import type { SettingsView } from '../../../../shared/api.ts';
import { MINUTE_MS } from '../../../../shared/durations.ts';
import { MAX_CAP, MAX_HOLD_MS } from '../../../../shared/limits.ts';
import { modeOf } from '../../../../shared/policy.ts';
import type { SwitchChange } from '../../../../shared/what-if.ts';

/** What an admin is about to change; what is not named stays as it is. */
export type Change = SwitchChange;

/** The greatest number that a field takes; none takes less than 0. */
export const MOST = { percent: 100, holdMinutes: MAX_HOLD_MS / MINUTE_MS, cap: MAX_CAP } as const;

export const CAPS = ['perDay', 'perHour', 'perSenderDay', 'perThread'] as const;

/** The limits as they stand in fields: text, so that what cannot be read is kept until it is put right. */
export interface LimitsDraft {
  /** Percent. */
  threshold: string;
  /** Percent by category; '' takes the general one. */
  perCategory: Readonly<Record<string, string>>;
  holdMinutes: string;
  holdInOpenHours: boolean;
  caps: Readonly<Record<(typeof CAPS)[number], string>>;
  offlineMaySend: boolean;
}

export type FieldName = 'threshold' | 'holdMinutes' | (typeof CAPS)[number] | `category.${string}`;

export function draftOf({
  threshold,
  thresholdPerCategory,
  holdMs,
  holdInOpenHours,
  caps,
  offlineMaySend,
}: SettingsView): LimitsDraft {
  return {
    threshold: percentOf(threshold),
    perCategory: Object.fromEntries(Object.entries(thresholdPerCategory).map(([id, share]) => [id, percentOf(share)])),
    holdMinutes: trimmed(holdMs / MINUTE_MS),
    holdInOpenHours,
    caps: {
      perDay: `${caps.perDay}`,
      perHour: `${caps.perHour}`,
      perSenderDay: `${caps.perSenderDay}`,
      perThread: `${caps.perThread}`,
    },
    offlineMaySend,
  };
}

/** What differs from the settings, and the fields that hold no such number. */
export function changeOf(settings: SettingsView, draft: LimitsDraft): { change: Change; wrong: readonly FieldName[] } {
  const wrong: FieldName[] = [];
  const read = (name: FieldName, text: string, most: number, whole: boolean): number => {
    const value = numberOf(text);
    if (value === null || value < 0 || value > most || (whole && !Number.isInteger(value))) {
      wrong.push(name);
      return Number.NaN;
    }
    return value;
  };
  const share = (name: FieldName, text: string): number => Math.round(read(name, text, MOST.percent, false) * 100) / 10_000;
  // A field shows what is in force rounded: as long as nobody touched it, it means what is in force.
  const shown = draftOf(settings);
  const threshold = sameNumber(draft.threshold, shown.threshold) ? settings.threshold : share('threshold', draft.threshold);
  const own = Object.entries(draft.perCategory).filter(([, text]) => text.trim() !== '');
  const ownShare = (id: string, text: string): number => {
    const kept = settings.thresholdPerCategory[id];
    return kept !== undefined && sameNumber(text, shown.perCategory[id] ?? '') ? kept : share(`category.${id}`, text);
  };
  const thresholdPerCategory = Object.fromEntries(own.map(([id, text]) => [id, ownShare(id, text)]));
  const holdMs = sameNumber(draft.holdMinutes, shown.holdMinutes)
    ? settings.holdMs
    : Math.round(read('holdMinutes', draft.holdMinutes, MOST.holdMinutes, false) * MINUTE_MS);
  const cap = (name: (typeof CAPS)[number]): number => read(name, draft.caps[name], MOST.cap, true);
  const caps = {
    perDay: cap('perDay'),
    perHour: cap('perHour'),
    perSenderDay: cap('perSenderDay'),
    perThread: cap('perThread'),
  };
  const change: Change = {
    ...(threshold !== settings.threshold && { threshold }),
    ...(!sameNumbers(thresholdPerCategory, settings.thresholdPerCategory) && { thresholdPerCategory }),
    ...(holdMs !== settings.holdMs && { holdMs }),
    ...(draft.holdInOpenHours !== settings.holdInOpenHours && { holdInOpenHours: draft.holdInOpenHours }),
    ...(!sameNumbers(caps, settings.caps) && { caps }),
    ...(draft.offlineMaySend !== settings.offlineMaySend && { offlineMaySend: draft.offlineMaySend }),
  };
  return { change, wrong };
}

export function isEmpty(change: Change): boolean {
  return Object.keys(change).length === 0;
}

/** Without what is so already: somebody else may have changed the same meanwhile. */
export function stillChanges(settings: SettingsView, change: Change): Change {
  const modes = Object.entries(change.modes ?? {}).filter(([id, mode]) => modeOf(settings, id) !== mode);
  const { autoMode, modes: _all, thresholdPerCategory, caps, ...single } = change;
  const kept = Object.entries(single).filter(([name, value]) => Object(settings)[name] !== value);
  return {
    ...Object.fromEntries(kept),
    ...(autoMode !== undefined && autoMode !== settings.autoMode && { autoMode }),
    ...(modes.length > 0 && { modes: Object.fromEntries(modes) }),
    ...(thresholdPerCategory && !sameNumbers(thresholdPerCategory, settings.thresholdPerCategory) && { thresholdPerCategory }),
    ...(caps && !sameNumbers(caps, settings.caps) && { caps }),
  };
}

/** How many held mails a change takes back. `held`: of all, and by category. */
export function takenBack(change: Change, held: { total: number; byCategory: Readonly<Record<string, number>> }): number {
  if (change.autoMode === false) return held.total;
  return Object.entries(change.modes ?? {})
    .filter(([, mode]) => mode !== 'automatic')
    .reduce((sum, [id]) => sum + (held.byCategory[id] ?? 0), 0);
}

/** Whether mails could be decided on otherwise; a hold only changes when they leave. */
export function decidesOtherwise(change: Change): boolean {
  return Object.keys(change).some((name) => name !== 'holdMs' && name !== 'holdInOpenHours');
}

/** Written with a comma or a point. */
function sameNumber(a: string, b: string): boolean {
  return a === b || (numberOf(a) !== null && numberOf(a) === numberOf(b));
}

/** As people write it, with a comma too; null where it is no number. */
function numberOf(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  return /^\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : null;
}

function percentOf(share: number): string {
  return trimmed(share * 100);
}

function trimmed(value: number): string {
  return `${Math.round(value * 100) / 100}`;
}

function sameNumbers(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
