import type { Policy } from '../../shared/policy.ts';
import { NONE, type Reading } from '../../shared/reading.ts';
import type { Brain, BrainMail } from './brain.ts';

/** A mail with what a person says of it. */
export interface LabelledMail {
  id: string;
  /** 'fr', 'en', another ISO code, 'other' or 'mixed' (the last two are not judged). */
  lang: string;
  from_name: string;
  from: string;
  subject: string;
  body: string;
  category: string;
  /** The category's template answers it completely. */
  autoAnswerable: boolean;
  tags: readonly string[];
}

export interface Judged {
  mail: LabelledMail;
  reading: Reading;
}

export interface ClassFigures {
  id: string;
  count: number;
  precision: number;
  recall: number;
  f1: number;
}

export interface CoveragePoint {
  threshold: number;
  /** Mails that would be answered. */
  answered: number;
  /** Of these: category right and answerable by the template. */
  right: number;
  /** Share of all mails. */
  coverage: number;
  /** Share of the mails that a template answers. */
  reached: number;
  /** 1 where nothing would be answered. */
  precision: number;
}

export interface Evaluation {
  mails: number;
  accuracy: number;
  macroF1: number;
  classes: ClassFigures[];
  /** confusion[truth][said] = count. */
  confusion: Record<string, Record<string, number>>;
  coverage: CoveragePoint[];
  /** Null when no mail of the file can be judged on it. */
  language: { judged: number; accuracy: number } | null;
  severalRequests: { judged: number; accuracy: number; found: number; recall: number | null } | null;
}

const THRESHOLDS = [0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95] as const;

/** Any moment will do: nothing judged here depends on it. */
const RECEIVED_AT = Date.UTC(2026, 0, 15, 9);

export function mailOf(labelled: LabelledMail): BrainMail {
  return {
    subject: labelled.subject,
    newText: labelled.body,
    from: { name: labelled.from_name, address: labelled.from },
    attachments: [],
    receivedAt: RECEIVED_AT,
  };
}

export async function readAll(brain: Brain, policy: Policy, mails: readonly LabelledMail[]): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const mail of mails) judged.push({ mail, reading: await brain.read(mailOf(mail), policy) });
  return judged;
}

export function evaluate(judged: readonly Judged[], thresholds: readonly number[] = THRESHOLDS): Evaluation {
  const ids = [...new Set(judged.flatMap(({ mail, reading }) => [mail.category, reading.categoryId]))].sort();
  const confusion: Record<string, Record<string, number>> = {};
  for (const { mail, reading } of judged) {
    const row = confusion[mail.category] ?? {};
    confusion[mail.category] = row;
    row[reading.categoryId] = (row[reading.categoryId] ?? 0) + 1;
  }
  const classes = ids.map((id) => classFigures(id, ids, confusion)).filter((figures) => figures.count > 0);
  return {
    mails: judged.length,
    accuracy: share(judged, ({ mail, reading }) => mail.category === reading.categoryId),
    macroF1: classes.reduce((sum, figures) => sum + figures.f1, 0) / (classes.length || 1),
    classes,
    confusion,
    coverage: thresholds.map((threshold) => coverageAt(judged, threshold)),
    language: judgeLanguage(judged),
    severalRequests: judgeSeveral(judged),
  };
}

function classFigures(id: string, ids: readonly string[], confusion: Evaluation['confusion']): ClassFigures {
  const count = ids.reduce((sum, other) => sum + (confusion[id]?.[other] ?? 0), 0);
  const said = ids.reduce((sum, other) => sum + (confusion[other]?.[id] ?? 0), 0);
  const right = confusion[id]?.[id] ?? 0;
  const precision = said === 0 ? 0 : right / said;
  const recall = count === 0 ? 0 : right / count;
  return { id, count, precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

/** Would be answered: a category other than none, nothing that asks for a person, and confidence enough. */
export function wouldAnswer(reading: Reading, threshold: number): boolean {
  return (
    reading.categoryId !== NONE &&
    reading.confidence >= threshold &&
    !reading.severalRequests &&
    !reading.thanksOnly &&
    reading.human.length === 0
  );
}

function coverageAt(judged: readonly Judged[], threshold: number): CoveragePoint {
  const answered = judged.filter(({ reading }) => wouldAnswer(reading, threshold));
  const right = answered.filter(({ mail, reading }) => mail.category === reading.categoryId && mail.autoAnswerable).length;
  const answerable = judged.filter(({ mail }) => mail.autoAnswerable).length;
  return {
    threshold,
    answered: answered.length,
    right,
    coverage: answered.length / (judged.length || 1),
    reached: right / (answerable || 1),
    precision: answered.length === 0 ? 1 : right / answered.length,
  };
}

/** Names of languages as tags give them, for mails whose `lang` is only 'other'. */
const TAGGED: Readonly<Record<string, string>> = {
  spanish: 'es',
  german: 'de',
  italian: 'it',
  portuguese: 'pt',
  dutch: 'nl',
  chinese: 'zh',
  arabic: 'ar',
  polish: 'pl',
  romanian: 'ro',
  turkish: 'tr',
  russian: 'ru',
  japanese: 'ja',
  korean: 'ko',
};

function judgeLanguage(judged: readonly Judged[]): Evaluation['language'] {
  const known = judged.flatMap(({ mail, reading }) => {
    const tagged = mail.tags.map((tag) => TAGGED[tag]).find((code) => code !== undefined);
    const truth = mail.lang === 'other' ? tagged : mail.lang === 'mixed' ? undefined : mail.lang;
    return truth === undefined ? [] : [truth === reading.language];
  });
  return known.length === 0 ? null : { judged: known.length, accuracy: share(known, (right) => right) };
}

/** Files that tag some mails `multi` say by it that the others ask one thing. */
function judgeSeveral(judged: readonly Judged[]): Evaluation['severalRequests'] {
  const several = judged.filter(({ mail }) => mail.tags.includes('multi'));
  if (several.length === 0) return null;
  return {
    judged: judged.length,
    accuracy: share(judged, ({ mail, reading }) => mail.tags.includes('multi') === reading.severalRequests),
    found: judged.filter(({ reading }) => reading.severalRequests).length,
    recall: share(several, ({ reading }) => reading.severalRequests),
  };
}

function share<T>(list: readonly T[], test: (item: T) => boolean): number {
  return list.length === 0 ? 0 : list.filter(test).length / list.length;
}
