import type { Json } from './store.ts';

/** The form of the stored documents. Raise it together with a migration that brings the form before to this one. */
export const SCHEMA_VERSION = 1;

export interface Migration {
  /** The version that the store has afterwards: one more than before. */
  to: number;
  /** In order. `change` gives the new form of a document, or null to delete it; what it throws stops the whole migration. */
  steps: readonly { collection: string; change: (data: Json, id: string) => Json | null }[];
}

/** In order, from version 2 on, without a gap. */
export const MIGRATIONS: readonly Migration[] = [];
