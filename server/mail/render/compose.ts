import Handlebars from 'handlebars';
import { AppError } from '../../../shared/errors.ts';
import { printable } from '../../../shared/safe-text.ts';
import { type Analysis, analyse, VARIABLES, type Variable } from './template-language.ts';

/** What the names in a template stand for. A gap is written as a visible mark and reported. */
export interface Values {
  variable(name: Variable): string | Gap;
  slot(name: string): string | Gap;
  fact(name: string): string | Gap;
  /** The days of a `dates` fact still to come, in words. */
  upcoming(name: string): readonly string[];
  nextDate(name: string): string | Gap;
  hours(period: string): string;
}

/** Something the text needs and does not have. `label` is shown to staff in its place. */
export interface Gap {
  gap: { kind: 'slot' | 'fact'; name: string; why: 'missing' | 'expired'; label: string };
}

/** The brackets around a gap. Nothing that still holds one is ever sent (build-mime.ts). */
export const GAP_MARK = /⟦[^⟧]*⟧/u;

/** Private-use characters around every word that comes from the mail while the text is put together; they never leave this file. */
const OPEN = '\uE000';
const CLOSE = '\uE001';
const MARKS = /[\uE000\uE001]/g;
/** A mail's words that touch what a mail reader shows as a link would become part of it. */
const IN_LINK = /(?:https?:\/\/|www\.|mailto:)[^\s<>]*\uE000|[@./\\]\uE000|\uE001(?:[@/\\]|\.\p{L})/iu;

const MAX_TEXT = 20_000;

interface Scope {
  values: Values;
  gaps: Gap['gap'][];
}

/** Words that a stranger wrote, marked so that they cannot run into a link. */
export function fromMail(words: string): string {
  return `${OPEN}${words}${CLOSE}`;
}

/** Words of the school, without the signs that mean something here. */
export function ownWords(words: string): string {
  return words.replace(/[⟦⟧\uE000\uE001]/gu, '').trim();
}

/**
 * Fills a template. Rejects nothing that `checkTemplate` lets pass; throws AppError `template` for what it does not, and
 * for a mail's words that would run into a link.
 */
export function compose(source: string, values: Values): { text: string; gaps: Gap['gap'][] } {
  const { analysis, run } = compiled(source);
  const fault = analysis.findings[0];
  if (fault || !run) throw new AppError('template', `The template cannot be used: ${fault?.code} at line ${fault?.line}`);
  const gaps: Gap['gap'][] = [];
  const raw = filled(run, contextOf(analysis, { values, gaps }));
  if (IN_LINK.test(raw)) throw new AppError('template', 'Words of the mail would become part of a link');
  if (raw.length > MAX_TEXT) throw new AppError('template', 'The text is too long');
  return { text: tidy(raw.replace(MARKS, '')), gaps: distinct(gaps) };
}

function filled(run: Run, context: object): string {
  try {
    return run(context, { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false });
  } catch (cause) {
    throw new AppError('template', 'The template could not be filled', { cause });
  }
}

type Run = (context: object, options: Handlebars.RuntimeOptions) => string;

/** Own environment: nothing another part of the program registers is known to templates. */
const engine = Handlebars.create();
for (const name of Object.keys(engine.helpers)) engine.unregisterHelper(name);
engine.registerHelper({
  if: (value: unknown, options: Handlebars.HelperOptions): string =>
    holds(value) ? options.fn(root(options)) : options.inverse(root(options)),
  unless: (value: unknown, options: Handlebars.HelperOptions): string =>
    holds(value) ? options.inverse(root(options)) : options.fn(root(options)),
  each: (items: readonly string[], options: Handlebars.HelperOptions): string => items.map((item) => options.fn(item)).join(''),
  date: (value: unknown): unknown => value,
  hours: (period: string, options: Handlebars.HelperOptions): string => scopeOf(options).values.hours(period),
  upcoming: (key: string, options: Handlebars.HelperOptions): readonly string[] => scopeOf(options).values.upcoming(key),
  nextDate: (key: string, options: Handlebars.HelperOptions): unknown => {
    const scope = scopeOf(options);
    return written(scope.values.nextDate(key), scope);
  },
});
const KNOWN = { if: true, unless: true, each: true, date: true, hours: true, upcoming: true, nextDate: true };
const UNKNOWN = { helperMissing: false, blockHelperMissing: false, with: false, lookup: false, log: false };

/** Templates are few and immutable; their texts are the keys. */
const MAX_COMPILED = 500;
const cache = new Map<string, { analysis: Analysis; run: Run | null }>();

function compiled(source: string): { analysis: Analysis; run: Run | null } {
  const known = cache.get(source);
  if (known) return known;
  const analysis = analyse(source);
  const run: Run | null =
    analysis.findings.length > 0
      ? null
      : engine.compile<object>(source, {
          knownHelpers: { ...KNOWN, ...UNKNOWN },
          knownHelpersOnly: true,
          strict: true,
          noEscape: true,
        });
  if (cache.size >= MAX_COMPILED) cache.clear();
  cache.set(source, { analysis, run });
  return { analysis, run };
}

/** Only the names the template uses, on objects without a prototype. */
function contextOf(analysis: Analysis, scope: Scope): object {
  const variables: Record<string, unknown> = Object.create(null);
  const slot: Record<string, unknown> = Object.create(null);
  const fact: Record<string, unknown> = Object.create(null);
  for (const { kind, name } of analysis.uses) {
    if (kind === 'slot') slot[name] = written(scope.values.slot(name), scope);
    if (kind === 'fact') fact[name] = written(scope.values.fact(name), scope);
  }
  for (const name of VARIABLES) {
    if (analysis.uses.some((use) => use.name === name)) variables[name] = written(scope.values.variable(name), scope);
  }
  variables.slot = slot;
  variables.fact = fact;
  variables[SCOPE] = scope;
  return variables;
}

/** No template can name it: the allow-list has no such variable. */
const SCOPE = ' scope';

function root(options: Handlebars.HelperOptions): object {
  return options.data.root;
}

function scopeOf(options: Handlebars.HelperOptions): Scope {
  return options.data.root[SCOPE];
}

/** A gap counts as absent for `#if`; written out, it shows its mark and is reported. */
function written(value: string | Gap, scope: Scope): unknown {
  if (typeof value === 'string') return value;
  return {
    absent: true,
    toString(): string {
      scope.gaps.push(value.gap);
      return `⟦${value.gap.label}⟧`;
    },
  };
}

function holds(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** Blank lines at most one at a time, none at the ends; no blanks at line ends. */
function tidy(text: string): string {
  return printable(text)
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function distinct(gaps: readonly Gap['gap'][]): Gap['gap'][] {
  return gaps.filter((gap, i) => gaps.findIndex((other) => other.kind === gap.kind && other.name === gap.name) === i);
}
