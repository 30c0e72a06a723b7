import { parseBasicHtml } from './basic-html.ts';
import { misuse } from './misuse.ts';
import { describe } from './strict.ts';

/** Apps Script turns a number or null into text in silence; here that is the mistake it mostly is. */
export function text(value: unknown, where: string): string {
  return typeof value === 'string' ? value : misuse(`${where} takes text, got ${describe(value)}`);
}

export function someText(value: unknown, where: string): string {
  const given = text(value, where);
  return given.trim() === '' ? misuse(`${where} takes text that is not empty`) : given;
}

export function boolean(value: unknown, where: string): boolean {
  return typeof value === 'boolean' ? value : misuse(`${where} takes true or false, got ${describe(value)}`);
}

export function integer(value: unknown, where: string, least: number, most: number): number {
  const right = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
  return right ? value : misuse(`${where} takes a whole number from ${least} to ${most}, got ${describe(value)}`);
}

/**
 * Text that Google reads as basic HTML. What Google does with other tags is not documented, and a stray `<` is nearly always
 * text that should have been escaped, so both are refused.
 */
export function basicHtml(value: unknown, where: string): string {
  const given = text(value, where);
  const { refused } = parseBasicHtml(given);
  if (refused.length > 0) misuse(`${where} takes basic HTML; this is neither that nor escaped: ${refused[0]?.slice(0, 40)}`);
  return given;
}

/** Text to text, as an action's parameters must be. */
export function textMap(value: unknown, where: string): Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return misuse(`${where} takes an object of texts, got ${describe(value)}`);
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, text(each, `${where}: ${key}`)]));
}

export function list(value: unknown, where: string): readonly unknown[] {
  return Array.isArray(value) ? value : misuse(`${where} takes an array, got ${describe(value)}`);
}

/** An object with none but the named members. */
export function options(value: unknown, known: readonly string[], where: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return misuse(`${where} takes an object of options, got ${describe(value)}`);
  }
  const entries = Object.entries(value);
  for (const [key] of entries) if (!known.includes(key)) misuse(`${where}: the option ${key} does not exist`);
  return Object.fromEntries(entries);
}
