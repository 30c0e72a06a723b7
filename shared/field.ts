/** A field of what has no type, such as a library's error; undefined where there is none. */
export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (Reflect.get(value, name) as unknown) : undefined;
}

/** '' for what is no text. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
