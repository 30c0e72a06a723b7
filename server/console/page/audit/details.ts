import type { Entry } from './data.ts';
import type { AuditWords } from './words.ts';

/** Ids of the policy and of accounts, in the reader's words. */
export interface Names {
  /** By id; an id that is not known any more stands for itself. */
  category: (id: string) => string;
  person: (id: string) => string;
}

/**
 * From what to what, in words: `label value`. Hashes and numbers that only machines compare are left to the whole entry, which
 * stands beside it.
 */
export function detailTexts({ action, detail }: Pick<Entry, 'action' | 'detail'>, words: AuditWords, names: Names): string[] {
  const { from, to, policy, madeOn, autoMode, ...rest } = detail;
  const texts: string[] = [];
  const named = (id: string): string => (action === 'category' ? names.category(id) : names.person(id));
  if (typeof from === 'string' && typeof to === 'string') texts.push(words.fromTo(named(from), named(to)));
  else if (typeof to === 'string') texts.push(`→ ${named(to)}`);
  else if (to === null) texts.push(`→ ${words.nobody}`);
  if (typeof policy === 'number') {
    const version = typeof madeOn === 'number' ? words.fromTo(String(madeOn), String(policy)) : String(policy);
    texts.push(`${words.details.policy} ${version}`);
  }
  // Stands in every entry of the settings; told where it is what was switched.
  if (typeof autoMode === 'boolean' && String(detail.changed).split(' ').includes('autoMode')) {
    texts.push(words.labelled(words.values.autoMode ?? '', autoMode ? words.on : words.off));
  }
  for (const [name, value] of Object.entries(rest)) {
    const label = words.details[name];
    // What was not chosen says nothing.
    if (label === undefined || value === null || value === '' || value === false) continue;
    if (value === true) texts.push(label);
    else texts.push(words.labelled(label, valueText(name, value, words, names)));
  }
  return texts;
}

function valueText(name: string, value: string | number, words: AuditWords, names: Names): string {
  if (typeof value === 'number') return String(value);
  const known = (code: string): string => words.values[code] ?? code;
  if (name === 'changed') return value.split(' ').map(known).join(', ');
  if (name === 'modes') {
    const modes = value.split(' ').map((each) => each.split('='));
    return modes.map(([id = '', mode = '']) => `${names.category(id)} ${known(mode)}`).join(', ');
  }
  if (name === 'into' || name === 'rehearsal') return names.category(value);
  return name === 'role' || name === 'how' ? known(value) : value;
}
