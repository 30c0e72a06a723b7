/**
 * What an installation needs in Google Cloud, looked at and put right. A part looks first (`plan`) and changes nothing;
 * each step it gives then stands alone, so that one that fails hides none of the others.
 */
export interface CloudPart {
  /** Heading of its steps: 'Pub/Sub'. */
  readonly name: string;
  /** Rejects never: what cannot be looked at is a step in the state `failed`. */
  plan(): Promise<Step[]>;
  close?(): Promise<void>;
}

export interface Step {
  /** For machines, the same from run to run: 'topic mail-gps-gmail'. */
  id: string;
  /** What it is: 'Topic mail-gps-gmail'. */
  title: string;
  state: StepState;
  /** What it is there for, a clause. */
  why: string;
  /** What differs from what should be; of `create`, what it will be made with. */
  changes: readonly Change[];
  /** One sentence, where the state alone does not tell: what is wrong, what was seen. */
  said: string | null;
  /** Exact commands for a person, in their order. */
  commands: readonly string[];
  /** Of `create` and `change`: does it. Resolves with a remark ('building') or null; rejects with an AppError whose
   * message is a sentence, and commands on lines of their own. */
  apply: (() => Promise<string | null>) | null;
}

/**
 * `right`: nothing to do. `create`, `change`: setup does it. `by-hand`: missing or wrong, and only a person can mend it.
 * `told`: cannot be seen from here; to be done once. `building`: begun, and Google's to finish. `note`: nothing to do, good to
 * know. `failed`: could not be looked at, or may not stay like this.
 */
export type StepState = 'right' | 'create' | 'change' | 'by-hand' | 'told' | 'building' | 'note' | 'failed';

export interface Change {
  field: string;
  /** null: it was not there. */
  from: string | null;
  to: string;
}

/** A step with what most of them leave empty. */
export function step(about: Pick<Step, 'title' | 'why' | 'state'> & Partial<Omit<Step, 'title' | 'why' | 'state'>>): Step {
  return { id: about.title.toLowerCase(), changes: [], said: null, commands: [], apply: null, ...about };
}

/** Why Google refused, and what helps. Never holds a token or an address but the operator's own. */
export interface Problem {
  said: string;
  commands: readonly string[];
  kind: 'sign-in' | 'api-off' | 'forbidden' | 'missing' | 'exists' | 'not-here' | 'refused' | 'unreachable';
}

/** Regions and multi-regions of Google Cloud that lie in the European Union: London and Zürich do not. */
const OUTSIDE = ['europe-west2', 'europe-west6'];

/** In the EU, or where somebody has decided for (`setup --allow-location`). */
export function isAllowedPlace(location: string, allowed: string | null): boolean {
  return isInEu(location) || location.toLowerCase() === allowed?.toLowerCase();
}

/** What is said of anything that lies elsewhere. */
export function outsideEu(where: string): string {
  return `It lies in ${where}, outside the EU. Only if your school has decided for that: setup --allow-location ${where}`;
}

/** Whether data kept there stays in the EU. Any case: Storage writes its locations in capitals. */
export function isInEu(location: string): boolean {
  const name = location.toLowerCase();
  return (
    ['eu', 'eur3', 'eur4', 'eur5', 'eur7', 'eur8'].includes(name) || (/^europe-[a-z]+\d+$/.test(name) && !OUTSIDE.includes(name))
  );
}
