import type { Io } from './io.ts';

/** Makes a command's action of a function that gives an exit code. */
export type Act = <A extends unknown[]>(run: (io: Io, ...args: A) => Promise<number>) => (...args: A) => Promise<void>;
