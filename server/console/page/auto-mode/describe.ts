import type { SettingsView } from '../../../../shared/api.ts';
import { modeOf } from '../../../../shared/policy.ts';
import { LOCALE, numberText, spanText } from '../format.ts';
import type { Language } from '../preferences.ts';
import { CAPS, type Change } from './change.ts';
import type { Kind } from './use-kinds.ts';
import { autoWords } from './words.ts';

export interface Line {
  what: string;
  before: string;
  after: string;
}

/** Every change in words, from what to what. */
export function describeChange(settings: SettingsView, change: Change, kinds: readonly Kind[], language: Language): Line[] {
  const words = autoWords(language);
  const { review, limits } = words;
  const nameOf = (id: string): string => kinds.find((kind) => kind.id === id)?.name ?? id;
  const lines: Line[] = [];
  const add = (what: string, before: string, after: string): void => {
    if (before !== after) lines.push({ what, before, after });
  };
  const fine = new Intl.NumberFormat(LOCALE[language], { style: 'percent', maximumFractionDigits: 2 });
  const percent = (share: number): string => fine.format(share);
  const own = (share: number | undefined): string => (share === undefined ? review.asGeneral : percent(share));

  if (change.autoMode !== undefined) add(review.autoMode, review.onOff(settings.autoMode), review.onOff(change.autoMode));
  for (const [id, mode] of Object.entries(change.modes ?? {}))
    add(nameOf(id), words.modes[modeOf(settings, id)], words.modes[mode]);
  if (change.threshold !== undefined) add(limits.threshold, percent(settings.threshold), percent(change.threshold));
  if (change.thresholdPerCategory) {
    const after = change.thresholdPerCategory;
    for (const id of new Set([...Object.keys(settings.thresholdPerCategory), ...Object.keys(after)])) {
      add(review.ownThreshold(nameOf(id)), own(settings.thresholdPerCategory[id]), own(after[id]));
    }
  }
  if (change.holdMs !== undefined) add(limits.hold, spanText(settings.holdMs, language), spanText(change.holdMs, language));
  if (change.holdInOpenHours !== undefined) {
    add(limits.openHours, review.yesNo(settings.holdInOpenHours), review.yesNo(change.holdInOpenHours));
  }
  for (const name of change.caps ? CAPS : []) {
    add(
      `${limits.caps}, ${limits.cap[name]}`,
      numberText(settings.caps[name], language),
      numberText(change.caps?.[name] ?? settings.caps[name], language),
    );
  }
  if (change.offlineMaySend !== undefined) {
    add(limits.offline, review.yesNo(settings.offlineMaySend), review.yesNo(change.offlineMaySend));
  }
  return lines;
}
