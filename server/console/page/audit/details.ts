import { MINUTE_MS } from '../../../../shared/durations.ts';
import { partsOf } from '../templates/draft.ts';
import { type Entry, type Target, targetOf } from './data.ts';
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
  const { from, to, policy, madeOn, autoMode, was, now, ...rest } = detail;
  if (typeof was === 'string' && typeof now === 'string' && was + now !== '') {
    return settingTexts(was, now, String(detail.changed), words, names);
  }
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
  if (name === 'touched') {
    return [...new Set(value.split(', ').map((entity) => entityText(entity, words, names)))].join(', ');
  }
  if (name === 'into' || name === 'rehearsal') return names.category(value);
  return name === 'role' || name === 'how' ? known(value) : value;
}

/** Of `categories.fees`, `hours.weekly.mon`. What has no name of its own, as a day's hours, is named by its kind. */
function entityText(entity: string, words: AuditWords, names: Names): string {
  const part = entity.split('.', 1)[0];
  if (part === 'hours' || part === 'organisation') return words.targets[part];
  if (part === 'term') return words.targets.facts;
  const thing = targetOf({ action: 'policy', target: entity });
  return thing.kind === 'mail' ? entity : thingText(thing, words, names);
}

/** The same with what tells it apart from others of its kind: a weekday, the days of a closure. */
export function entityHead(entity: string, words: AuditWords, names: Names): string {
  const text = entityText(entity, words, names);
  if (!entity.startsWith('hours.')) return text;
  const [, group = '', rest = group] = entity.split('.');
  return words.labelled(text, words.fields[rest] ?? rest);
}

/** What an entry is about, by the name that people know it by. */
export function thingText(thing: Target, words: AuditWords, names: Names): string {
  const id = 'id' in thing ? thing.id : '';
  switch (thing.kind) {
    case 'category':
      return names.category(id);
    case 'person':
      return names.person(id);
    case 'template': {
      const parts = partsOf(id);
      return parts ? `${names.category(parts.categoryId)} (${parts.language.toUpperCase()})` : id;
    }
    case 'fact':
      return id;
    default:
      return words.targets[thing.kind];
  }
}

/** Each switch and number from what to what; what has no such value, as the school's addresses, is named alone. */
function settingTexts(was: string, now: string, changed: string, words: AuditWords, names: Names): string[] {
  const [before, after] = [valuesIn(was), valuesIn(now)];
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  const told = paths.map((path) => {
    const [name = '', part = ''] = path.split('.', 2);
    const text = (value: string | undefined): string => (value === undefined ? '–' : settingText(name, value, words));
    const fromTo = words.fromTo(text(before.get(path)), text(after.get(path)));
    if (name === 'modes') return words.labelled(names.category(part), fromTo);
    const label = words.values[path] ?? words.values[name] ?? name;
    return words.labelled(name === 'thresholdPerCategory' ? `${label} (${names.category(part)})` : label, fromTo);
  });
  const numbered = new Set(paths.map((path) => path.split('.')[0]));
  const others = changed.split(' ').filter((name) => name !== '' && !numbered.has(name));
  const named = others.map((name) => words.values[name] ?? name).join(', ');
  return named === '' ? told : [...told, words.labelled(words.details.changed ?? '', named)];
}

/** Of `holdMs=0 modes.fees=rehearsal`. */
function valuesIn(text: string): Map<string, string> {
  return new Map(
    text.split(' ').flatMap((each) => {
      const [path = '', value = ''] = each.split('=', 2);
      return path === '' ? [] : [[path, value] as const];
    }),
  );
}

function settingText(name: string, value: string, words: AuditWords): string {
  if (value === 'true' || value === 'false') return value === 'true' ? words.on : words.off;
  if (name === 'holdMs') return words.minutes(Number(value) / MINUTE_MS);
  if (name.startsWith('threshold')) return words.percent(Math.round(Number(value) * 1000) / 10);
  return name === 'retention' ? words.days(Number(value)) : (words.values[value] ?? value);
}
