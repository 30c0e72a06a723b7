/** Headers as XMLHttpRequest gives them. Browsers give names in lower case, Google as they are mostly written. */
export function headersOf(lines: string): Record<string, string> {
  const pairs = lines.split('\r\n').flatMap((line) => {
    const [name = '', ...rest] = line.split(':');
    return rest.length > 0 ? [[name.trim().replace(/\b[a-z]/g, (letter) => letter.toUpperCase()), rest.join(':').trim()]] : [];
  });
  return Object.fromEntries(pairs);
}
