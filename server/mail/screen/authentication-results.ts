/** One method of an Authentication-Results field (RFC 8601 §2.2). Names and results are lower-cased. */
export interface MethodResult {
  method: string;
  result: string;
  /** `ptype.property` → value, such as `smtp.mailfrom`, `header.d`. The first of equal names. */
  properties: ReadonlyMap<string, string>;
}

export interface AuthenticationResults {
  authservId: string;
  results: readonly MethodResult[];
}

/** Longest field read, and most methods in it: real ones have a dozen. */
const MAX_FIELD = 16_000;
const MAX_METHODS = 64;

type Token = { kind: 'word' | 'quoted'; text: string } | { kind: 'mark'; text: '=' | ';' };

/** Parses one field value; null when no authserv-id can be read. Comments, quoted strings and versions are understood. */
export function parseAuthenticationResults(value: string): AuthenticationResults | null {
  if (value.length > MAX_FIELD) return null;
  const tokens = tokenise(value);
  if (tokens === null) return null;
  const [head, ...rest] = splitAtSemicolons(tokens);
  const id = head?.[0];
  if (id === undefined || id.kind === 'mark' || head?.some((token) => token.kind === 'mark')) return null;
  return {
    authservId: id.text.toLowerCase(),
    results: rest.slice(0, MAX_METHODS).flatMap((part) => methodResult(part) ?? []),
  };
}

/** null on an unclosed comment or quote: nothing of such a field is believed. */
function tokenise(value: string): Token[] | null {
  const tokens: Token[] = [];
  let at = 0;
  while (at < value.length) {
    const char = value.charAt(at);
    if (/\s/.test(char)) at++;
    else if (char === '(') {
      at = afterComment(value, at);
      if (at < 0) return null;
    } else if (char === '"') {
      const read = quoted(value, at);
      if (read === null) return null;
      tokens.push({ kind: 'quoted', text: read.text });
      at = read.next;
    } else if (char === '=' || char === ';') {
      tokens.push({ kind: 'mark', text: char });
      at++;
    } else {
      const start = at;
      while (at < value.length && !/[\s()";=]/.test(value.charAt(at))) at++;
      if (at === start) return null;
      tokens.push({ kind: 'word', text: value.slice(start, at) });
    }
  }
  return tokens;
}

function afterComment(value: string, start: number): number {
  let depth = 0;
  for (let at = start; at < value.length; at++) {
    const char = value.charAt(at);
    if (char === '\\') at++;
    else if (char === '(') depth++;
    else if (char === ')' && --depth === 0) return at + 1;
  }
  return -1;
}

function quoted(value: string, start: number): { text: string; next: number } | null {
  let text = '';
  for (let at = start + 1; at < value.length; at++) {
    const char = value.charAt(at);
    if (char === '"') return { text, next: at + 1 };
    if (char === '\\') at++;
    text += value.charAt(at);
  }
  return null;
}

function splitAtSemicolons(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'mark' && token.text === ';') parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

/** `method[/version] = result` and then `name = value` pairs. A value may hold `=` (VERP addresses, base64). */
function methodResult(tokens: readonly Token[]): MethodResult | null {
  const pairs = pairsOf(tokens);
  const first = pairs[0];
  if (first === undefined) return null;
  const properties = new Map<string, string>();
  for (const [name, value] of pairs.slice(1)) {
    if (!properties.has(name)) properties.set(name, value);
  }
  return { method: first[0].replace(/\/.*$/, ''), result: first[1].toLowerCase(), properties };
}

function pairsOf(tokens: readonly Token[]): [name: string, value: string][] {
  const pairs: [string, string][] = [];
  for (let at = 0; at < tokens.length; ) {
    const name = tokens[at];
    const mark = tokens[at + 1];
    const value = tokens[at + 2];
    if (name?.kind !== 'word' || mark?.kind !== 'mark' || value === undefined || value.kind === 'mark') {
      at++;
      continue;
    }
    let text = value.text;
    at += 3;
    while (tokens[at]?.kind === 'mark' && tokens[at + 1] !== undefined && !startsPair(tokens, at + 1)) {
      text += `=${tokens[at + 1]?.text ?? ''}`;
      at += 2;
    }
    pairs.push([name.text.toLowerCase(), text]);
  }
  return pairs;
}

/** `a=b=c=d` is one value; a new pair always follows white space, which the tokens no longer hold, so `=` after it decides. */
function startsPair(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.kind === 'mark';
}
