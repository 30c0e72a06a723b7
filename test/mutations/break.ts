/** One small break of the product, and the test that must notice it. */
export interface Break {
  /** Names it on the command line; unique. */
  name: string;
  /** Number of the promise it breaks (README, "What it promises"). */
  promise: number;
  /** What is wrong with the product then. */
  title: string;
  /** From the root. */
  file: string;
  /** Code that stands exactly once in the file. */
  find: string;
  replace: string;
  test: {
    /** From the root. */
    file: string;
    /** Part of the full name of the test or tests that must fail; '' for the whole file. */
    name: string;
  };
}

/** How often a piece of code stands in a source. */
export function occurrences(source: string, code: string): number {
  return code === '' ? 0 : source.split(code).length - 1;
}
