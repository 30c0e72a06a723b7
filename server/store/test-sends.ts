import { collection } from './collections.ts';

/** Tests of templates that an admin sent to themselves, by the user's id. */
export interface TestSends {
  /** All there ever were: makes each one's name its own. */
  n: number;
  /** Of the last day, ms since the epoch, the oldest first. */
  times: readonly number[];
}

export const testSends = collection<TestSends>('testsends');
