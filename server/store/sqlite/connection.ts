import PromiseDatabase from 'libsql/promise';
import { toAppError } from './errors.ts';

/** libsql 0.5 aborts the whole process when it is given a boolean, and cuts text at a NUL when it reads it back. */
export type Param = string | number | null;
export type Row = Record<string, unknown>;

export interface Connection {
  /** Off the event loop: a commit may wait for the disk. Not for statements with values from outside. */
  exec(sql: string): Promise<void>;
  run(sql: string, params: Param[]): Promise<void>;
  get(sql: string, params: Param[]): Promise<Row | undefined>;
  all(sql: string, params: Param[]): Promise<Row[]>;
  close(): void;
}

interface Statement {
  run(params: Param[]): unknown;
  get(params: Param[]): Row | undefined;
  all(params: Param[]): Promise<Row[]>;
}

/**
 * One connection with its statements prepared once. `busyMs` is how long SQLite itself waits for another process, on a
 * thread of its own for `exec` but on ours for the others. Errors are AppErrors; an existing file is expected.
 */
export function connect(file: string, busyMs: number): Connection {
  let database: PromiseDatabase;
  try {
    database = new PromiseDatabase(file, { timeout: busyMs });
  } catch (error) {
    throw toAppError(error, file);
  }
  const prepared = new Map<string, Promise<Statement>>();
  // A prepared statement has one place in its result: two readings of it must not overlap.
  let reading: Promise<unknown> = Promise.resolve();

  function prepare(sql: string): Promise<Statement> {
    let statement = prepared.get(sql);
    if (statement === undefined) {
      statement = database.prepare(sql) as Promise<Statement>;
      prepared.set(sql, statement);
      statement.catch(() => prepared.delete(sql));
    }
    return statement;
  }

  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw toAppError(error, file);
    }
  }

  return {
    exec: (sql) => guarded(() => database.exec(sql)),
    run: (sql, params) => guarded(async () => void (await prepare(sql)).run(params)),
    get: (sql, params) => guarded(async () => (await prepare(sql)).get(params)),
    all(sql, params) {
      const rows = reading.then(() => guarded(async () => (await prepare(sql)).all(params)));
      reading = rows.then(
        () => undefined,
        () => undefined,
      );
      return rows;
    },
    close() {
      prepared.clear();
      database.close();
    },
  };
}
