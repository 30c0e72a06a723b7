import type { Language } from '../shared/policy.ts';
import { readSettings, type Settings } from './settings.ts';
import { EN, type Texts } from './texts/en.ts';
import { FR } from './texts/fr.ts';

export type Event = GoogleAppsScript.Addons.EventObject;

/** One call of a function by Gmail: who reads, in what language, and what was clicked. */
export interface Visit {
  event: Event;
  language: Language;
  texts: Texts;
  /** IANA name; undefined where Gmail does not tell it: the script's own. */
  timeZone: string | undefined;
  /** Milliseconds since the epoch: when Gmail called. All times in a card are told from here. */
  began: number;
  readonly settings: Settings;
  /** E-mail address of who reads, where Google tells it; '' otherwise. Shown and compared, never a right. */
  readonly reader: string;
  /** A call to the server is under way. */
  calling: boolean;
}

/** Reads nothing yet that may fail: even without settings an answer in the reader's language is possible. */
export function startVisit(event: Event): Visit {
  const common = event.commonEventObject;
  const language: Language = /^fr\b/i.test(common.userLocale ?? '') ? 'fr' : 'en';
  let settings: Settings | null = null;
  return {
    event,
    language,
    texts: language === 'fr' ? FR : EN,
    timeZone: common.timeZone?.id,
    began: Date.now(),
    calling: false,
    get settings() {
      settings ??= readSettings();
      return settings;
    },
    get reader() {
      return Session.getEffectiveUser().getEmail();
    },
  };
}

/** What the clicked widget was made with; '' when there is none of that name. Anybody can change these. */
export function parameter({ event }: Visit, name: string): string {
  return event.commonEventObject.parameters?.[name] ?? '';
}

/** The mail a card was made for, else the one that is open in Gmail; '' where there is neither. */
export function shownId(visit: Visit): string {
  return parameter(visit, 'id') || (visit.event.gmail?.messageId ?? '');
}

/** The revision the card was made on. */
export function shownRevision(visit: Visit): number {
  const value = Number(parameter(visit, 'revision'));
  return Number.isInteger(value) && value >= 0 ? value : 0;
}

/** What was chosen or written in the card; '' when nothing was. */
export function input({ event }: Visit, name: string): string {
  return event.commonEventObject.formInputs?.[name]?.stringInputs?.value[0] ?? '';
}
