import type { HumanMatter } from '../../../shared/reading.ts';

/** A mail that belongs to a topic but that no prepared answer settles. */
export interface Case {
  /** Id of the default pack's category it is about; used for a policy that has it. */
  topic: string;
  /** null: the prepared answer settles it. */
  matter: HumanMatter | null;
  text: string;
}

export const CASES: readonly Case[] = [];
