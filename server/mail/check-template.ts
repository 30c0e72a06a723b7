import { isAppError } from '../../shared/errors.ts';
import { isUntranslated } from '../../shared/facts.ts';
import { categoryOf, type Localized, type Policy, type SlotSpec, type Template } from '../../shared/policy.ts';
import { printable } from '../../shared/safe-text.ts';
import { compose, fromMail, GAP_MARK, type Gap } from './render/compose.ts';
import { problemText, type TemplateProblemCode } from './render/problems.ts';
import { analyse, type Use } from './render/template-language.ts';

/** Something wrong with a template, found when it is saved. A `warning` does not keep it from being published. */
export interface TemplateProblem {
  code: TemplateProblemCode;
  severity: 'error' | 'warning';
  part: 'subject' | 'body';
  /** From 1; columns from 0. */
  line: number;
  column: number;
  /** The name at fault, '' when there is none. */
  name: string;
  /** What is wrong and what to do. */
  message: Localized;
}

type Place = Pick<TemplateProblem, 'part' | 'line' | 'column'>;

/** Everything wrong with a template under a policy. Never throws. Without an error, `renderReply` composes it. */
export function checkTemplate(template: Template, policy: Policy): TemplateProblem[] {
  const category = categoryOf(policy, template.categoryId);
  const top: Place = { part: 'body', line: 1, column: 0 };
  if (!category) return [problem('unknown-category', top, template.categoryId)];
  const problems = [
    ...checkPart('body', template.body, template, policy, category.slots),
    ...checkPart('subject', template.subject, template, policy, category.slots),
  ];
  const used = new Set(
    analyse(template.body)
      .uses.filter((use) => use.kind === 'slot')
      .map((use) => use.name),
  );
  for (const spec of category.slots) {
    if (spec.required && !used.has(spec.name)) problems.push(problem('unused-required-slot', top, spec.name, 'warning'));
  }
  return problems;
}

function checkPart(
  part: 'subject' | 'body',
  source: string,
  template: Template,
  policy: Policy,
  specs: readonly SlotSpec[],
): TemplateProblem[] {
  const top: Place = { part, line: 1, column: 0 };
  if (source.trim() === '') return [problem(part === 'body' ? 'empty-body' : 'empty-subject', top)];
  const { uses, findings } = analyse(source);
  const problems = [
    ...findings.map(({ code, name, line, column }) => problem(code, { part, line, column }, name)),
    ...uses.flatMap((use) => checkUse(use, part, template, policy, specs)),
    ...checkTables(source, uses, part, policy),
    ...checkText(source, part),
  ];
  if (problems.some(({ severity }) => severity === 'error')) return problems;
  const fault = trial(source, uses);
  return fault ? [...problems, problem(fault, top)] : problems;
}

function checkUse(
  use: Use,
  part: 'subject' | 'body',
  template: Template,
  policy: Policy,
  specs: readonly SlotSpec[],
): TemplateProblem[] {
  const place: Place = { part, line: use.line, column: use.column };
  if (use.kind === 'slot') {
    const spec = specs.find((candidate) => candidate.name === use.name);
    if (!spec) return [problem('unknown-slot', place, use.name)];
    if (use.asDate && spec.type !== 'date') return [problem('bad-argument', place, use.name)];
    return spec.required || use.guarded ? [] : [problem('optional-slot-bare', place, use.name, 'warning')];
  }
  if (use.kind === 'fact') {
    const facts = policy.facts.filter((fact) => fact.key === use.name);
    if (facts.length === 0) return [problem('unknown-fact', place, use.name)];
    if (use.asDate && facts.some((fact) => fact.kind !== 'dates')) return [problem('bad-argument', place, use.name)];
    const empty = facts.some((fact) => isUntranslated(fact, template.language));
    return empty ? [problem('fact-untranslated', place, use.name, 'warning')] : [];
  }
  return [];
}

/** A list in the middle of a sentence, or in a subject, is none. */
function checkTables(source: string, uses: readonly Use[], part: 'subject' | 'body', policy: Policy): TemplateProblem[] {
  const lines = source.split(/\r?\n/);
  const tables = new Set(policy.facts.filter(({ kind }) => kind === 'table').map(({ key }) => key));
  return uses
    .filter(({ kind, name }) => kind === 'fact' && tables.has(name))
    .filter(({ line }) => part === 'subject' || (lines[line - 1] ?? '').replace(/\{\{[^}]*\}\}/g, '').trim() !== '')
    .map(({ name, line, column }) => problem('table-inline', { part, line, column }, name, 'warning'));
}

/** What reads as intended only to whoever wrote it. */
function checkText(source: string, part: 'subject' | 'body'): TemplateProblem[] {
  const lines = source.split(/\r?\n/);
  const problems = lines.flatMap((text, i): TemplateProblem[] => {
    const place: Place = { part, line: i + 1, column: 0 };
    if (GAP_MARK.test(text)) return [problem('gap-mark', place, '⟦ ⟧')];
    if (printable(text) !== text.normalize('NFC').replace(/\t/g, '  ')) return [problem('unprintable', place, '', 'warning')];
    return /<\/?[a-z][^<>]*>/i.test(text) ? [problem('html-in-text', place, '', 'warning')] : [];
  });
  return part === 'subject' && lines.length > 1
    ? [...problems, problem('subject-lines', { part, line: 2, column: 0 })]
    : problems;
}

/** Anything the school says may be a link, or end with one: a fact that is plain text today need not be tomorrow. */
const LINK = 'https://x.example/x';

/** Each doubles the trials below, and a reader of the template has to picture them too. */
const MAX_CONDITIONS = 8;

/** Fills the template with samples, with and without each conditional name, and tells what only shows then. */
function trial(source: string, uses: readonly Use[]): TemplateProblemCode | null {
  const conditions = [...new Set(uses.filter((use) => use.guarded).map((use) => use.name))];
  if (conditions.length > MAX_CONDITIONS) return 'too-many-conditions';
  for (let bits = 0; bits < 2 ** conditions.length; bits++) {
    const absent = conditions.filter((_, i) => bits & (1 << i));
    if (!composes(source, new Set(absent))) return 'slot-in-link';
  }
  return null;
}

function composes(source: string, absent: ReadonlySet<string>): boolean {
  const given = (name: string, words: string): string | Gap =>
    absent.has(name) ? { gap: { kind: 'slot', name, why: 'missing', label: name } } : words;
  try {
    compose(source, {
      variable: (name) => (name === 'greeting' ? fromMail('x') : given(name, LINK)),
      slot: (name) => given(name, fromMail('x')),
      fact: (name) => given(name, LINK),
      nextDate: (name) => given(name, 'x'),
      upcoming: () => ['x'],
      hours: () => LINK,
    });
    return true;
  } catch (error) {
    if (isAppError(error, 'template')) return false;
    throw error;
  }
}

function problem(code: TemplateProblemCode, place: Place, name = '', severity: 'error' | 'warning' = 'error'): TemplateProblem {
  return { code, severity, ...place, name, message: problemText(code, name) };
}
