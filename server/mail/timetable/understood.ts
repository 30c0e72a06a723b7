import type { FactRow, Localized } from '../../../shared/policy.ts';

/** What a file was understood to say. Lines count from 1. */
export interface Understood {
  rows: (FactRow & { line: number })[];
  refused: Refusal[];
}

export interface Refusal {
  line: number;
  code: RefusalCode;
  /** The words at fault, where there are any. */
  what: string;
}

export type RefusalCode =
  | 'unreadable'
  | 'no-columns'
  | 'no-day'
  | 'bad-day'
  | 'bad-time'
  | 'backward'
  | 'no-label'
  | 'both-days'
  | 'out-of-period'
  | 'unknown-zone'
  | 'cancelled'
  | 'repetition'
  | 'too-many'
  | 'more'
  | 'twice';

/** Rows of one fact; a pack takes no more. */
export const MAX_ROWS = 400;
/** Refused rows that are told one by one. */
export const MAX_REFUSED = 200;

/** Why a row is left out and what to do, for the admin who imports it. */
export function refusalText({ code, what }: Refusal): Localized {
  const [fr, en] = WORDS[code];
  const shown = what.length > 60 ? `${what.slice(0, 59)}…` : what;
  return { fr: fr.replaceAll('$', () => shown), en: en.replaceAll('$', () => shown) };
}

const WORDS: Readonly<Record<RefusalCode, readonly [fr: string, en: string]>> = {
  unreadable: [
    'Illisible ici : enregistrez le fichier à nouveau, en .csv ou en .ics.',
    'It cannot be read here: save the file again, as .csv or .ics.',
  ],
  'no-columns': [
    'La première ligne doit nommer les colonnes : date ou jour, intitulé, début, fin.',
    'The first line must name the columns: date or weekday, label, start, end.',
  ],
  'no-day': ['Ni date ni jour de la semaine : ajoutez l’un des deux.', 'Neither a date nor a weekday: add one of the two.'],
  'bad-day': [
    '« $ » n’est pas un jour : écrivez 2026-12-10, 10/12/2026 (jour/mois/année) ou lundi.',
    '“$” is no day: write 2026-12-10, 10/12/2026 (day/month/year) or Monday.',
  ],
  'bad-time': ['« $ » n’est pas une heure : écrivez 9:00 ou 9 h 00.', '“$” is no time: write 9:00 or 9 h 00.'],
  backward: ['La fin vient avant le début, ou il n’y a pas de début.', 'The end comes before the start, or there is no start.'],
  'no-label': ['Pas d’intitulé : dites de quoi il s’agit.', 'No label: say what it is.'],
  'both-days': ['Une date et un jour de la semaine : gardez l’un des deux.', 'A date and a weekday: keep one of the two.'],
  'out-of-period': ['$ est hors de la période du fait.', '$ is outside the fact’s period.'],
  'unknown-zone': ['Fuseau horaire inconnu : « $ ».', 'Unknown time zone: “$”.'],
  cancelled: ['Cet événement est annulé dans le calendrier.', 'This event is cancelled in the calendar.'],
  repetition: [
    'Cet événement se répète d’une façon qui n’est pas comprise ici (par jour, semaine, mois ou année) : exportez ses dates une à une.',
    'This event repeats in a way that is not understood here (by day, week, month or year): export its dates one by one.',
  ],
  'too-many': [`Plus de ${MAX_ROWS} lignes : le reste est laissé de côté.`, `More than ${MAX_ROWS} rows: the rest is left out.`],
  more: ['Et $ lignes de plus, elles aussi laissées de côté.', 'And $ more rows that are left out as well.'],
  twice: ['Cette ligne est la même qu’une autre.', 'This row says the same as another one.'],
};
