/** What the sender wrote now. */
export function newTextOf(text: string): string {
  return text.trim();
}
