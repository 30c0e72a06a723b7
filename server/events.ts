import type { MailRecord } from '../shared/record.ts';

export type RecordListener = (record: MailRecord, step: string) => void;

/** Tells who listens in this process that a record changed: the terminal table, server-sent events. */
export interface Events {
  emit: RecordListener;
  /** Gives the function that ends it. */
  on(listener: RecordListener): () => void;
}

export function createEvents(): Events {
  const listeners = new Set<RecordListener>();
  return {
    emit: (record, step) => {
      for (const listener of listeners) listener(record, step);
    },
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
