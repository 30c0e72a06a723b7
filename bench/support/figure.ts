/** One measured figure beside what the design allows. `budget` null: told, not judged. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  budget: number | null;
  within: boolean | null;
}

export function atMost(name: string, value: number, unit: string, budget: number | null): Figure {
  return { name, value: rounded(value), unit, budget, within: budget === null ? null : value <= budget };
}

export function atLeast(name: string, value: number, unit: string, budget: number): Figure {
  return { name, value: rounded(value), unit, budget, within: value >= budget };
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}

/** Progress and explanations: the standard output holds figures alone. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
