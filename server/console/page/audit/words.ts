import type { Language } from '../../../../shared/policy.ts';
import type { Action, Group, Target } from './data.ts';
import { EN } from './en.ts';
import { FR } from './fr.ts';

export interface AuditWords {
  title: string;
  about: string;
  columns: { at: string; actor: string; action: string; target: string; detail: string };
  filters: { actor: string; action: string; from: string; until: string; target: string; clear: string };
  everybody: string;
  everything: string;
  system: string;
  unknown: (id: string) => string;
  export: string;
  empty: string;
  emptyFiltered: string;
  changes: string;
  moreChanges: (n: number) => string;
  all: string;
  groups: Readonly<Record<Group, string>>;
  actions: Readonly<Record<Action, string>>;
  targets: Readonly<Record<Target['kind'], string>>;
  only: (name: string) => string;
  details: Readonly<Record<string, string>>;
  /** Values that are codes: roles, modes, names of settings, ways to sign in. */
  values: Readonly<Record<string, string>>;
  yes: string;
  no: string;
  /** Of what the school decides, as `shared/policy.ts` names it. */
  fields: Readonly<Record<string, string>>;
  fromTo: (from: string, to: string) => string;
  labelled: (label: string, value: string) => string;
  minutes: (n: number) => string;
  percent: (n: number) => string;
  days: (n: number) => string;
  on: string;
  off: string;
  nobody: string;
}

export const auditWords = (language: Language): AuditWords => (language === 'fr' ? FR : EN);
