import Handlebars from 'handlebars';
import { HOURS_PERIODS } from './hours.ts';

/**
 * What a template may say, read from its syntax tree. Everything not named here is refused: partials, decorators,
 * `../`, `@data`, `lookup`, `with`, `log`, hash arguments. So what reaches the compiler is known before it runs.
 */
export const VARIABLES = ['greeting', 'organisation', 'humanContact', 'nextOpenDay', 'closures'] as const;
export type Variable = (typeof VARIABLES)[number];
const CONDITIONS: readonly string[] = ['nextOpenDay', 'closures'];

/** Characters of a template. A long answer has 3,000; the parser and the walk below go as deep as blocks are nested. */
export const MAX_SOURCE = 10_000;

/** Helper → what its single argument must be. */
const HELPERS: Readonly<Record<string, 'period' | 'fact' | 'slot'>> = { hours: 'period', nextDate: 'fact', date: 'slot' };

/** A name that a template uses, and whether it stands inside an `#if` on the same name. */
export interface Use {
  kind: 'slot' | 'fact' | 'variable';
  name: string;
  guarded: boolean;
  /** The use asks for a slot of type date or a fact of kind dates. */
  asDate: boolean;
  line: number;
  column: number;
}

export type FindingCode = 'too-long' | 'syntax' | 'not-allowed' | 'unknown-variable' | 'unknown-helper' | 'bad-argument';

/** `name` is the word at fault. Lines count from 1, columns from 0. */
export interface Finding {
  code: FindingCode;
  name: string;
  line: number;
  column: number;
}

export interface Analysis {
  uses: readonly Use[];
  findings: readonly Finding[];
}

type Item = Use | Finding;
/** `kind.name` (or the variable's name) of every `#if` around a place. */
type Guards = ReadonlySet<string>;

/** Templates are few and read for every mail; the same text has the same analysis. */
const analysed = new Map<string, Analysis>();
const MOST_KEPT = 500;

export function analyse(source: string): Analysis {
  const known = analysed.get(source);
  if (known) return known;
  const analysis = analysisOf(source);
  if (analysed.size >= MOST_KEPT) analysed.clear();
  analysed.set(source, analysis);
  return analysis;
}

function analysisOf(source: string): Analysis {
  const items = parsed(source);
  return {
    uses: items.filter((item): item is Use => 'kind' in item),
    findings: items.filter((item): item is Finding => 'code' in item),
  };
}

function parsed(source: string): Item[] {
  if (source.length > MAX_SOURCE) return [{ code: 'too-long', name: String(MAX_SOURCE), line: 1, column: 0 }];
  try {
    return inProgram(Handlebars.parse(source), new Set());
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    // Jison's parser says "on line 3", Handlebars' own checks " - 3:14".
    const line = Number(/on line (\d+)/.exec(message)?.[1] ?? / - (\d+):\d+$/.exec(message)?.[1] ?? 1);
    return [{ code: 'syntax', name: message.split('\n')[0] ?? '', line, column: 0 }];
  }
}

function inProgram(program: hbs.AST.Program, guards: Guards): Item[] {
  if (program.blockParams?.length) return [finding('not-allowed', 'as |…|', program)];
  return program.body.flatMap((statement): Item[] => {
    if (statement.type === 'ContentStatement' || statement.type === 'CommentStatement') return [];
    if (isMustache(statement)) return inMustache(statement, guards);
    if (isBlock(statement)) return inBlock(statement, guards);
    return [finding('not-allowed', statement.type.replace('Statement', '').toLowerCase(), statement)];
  });
}

function inMustache(node: hbs.AST.MustacheStatement, guards: Guards): Item[] {
  if (!isPath(node.path)) return [finding('not-allowed', 'literal', node)];
  if (node.hash) return [finding('not-allowed', 'name=', node)];
  const name = node.path.original;
  const argument = Object.hasOwn(HELPERS, name) ? HELPERS[name] : undefined;
  if (argument) return inArgument(name, argument, node, guards);
  if (node.params.length > 0) return [finding('unknown-helper', name, node)];
  return inPath(node.path, VARIABLES, guards);
}

function inArgument(
  helper: string,
  kind: 'period' | 'fact' | 'slot',
  node: hbs.AST.MustacheStatement | hbs.AST.SubExpression,
  guards: Guards,
): Item[] {
  const wrong = [finding('bad-argument', helper, node)];
  const [argument] = node.params;
  if (!argument || node.params.length > 1 || node.hash) return wrong;
  if (kind === 'slot') return isPath(argument) && argument.parts[0] === 'slot' ? inPath(argument, [], guards, true) : wrong;
  if (!isString(argument)) return wrong;
  if (kind === 'fact') return [use('fact', argument.value, guards, node, true)];
  return HOURS_PERIODS.some((period) => period === argument.value) ? [] : wrong;
}

function inBlock(node: hbs.AST.BlockStatement, guards: Guards): Item[] {
  const name = node.path.original;
  const [subject] = node.params;
  if (name === 'each') return inEach(node, guards);
  if (name !== 'if' && name !== 'unless') return [finding('unknown-helper', name, node)];
  if (!subject || !isPath(subject) || node.params.length > 1 || node.hash) return [finding('bad-argument', name, node)];
  const guarded = new Set([...guards, subject.parts.join('.')]);
  return [
    ...inPath(subject, CONDITIONS, guarded),
    ...inProgram(node.program, name === 'if' ? guarded : guards),
    ...(node.inverse ? inProgram(node.inverse, name === 'unless' ? guarded : guards) : []),
  ];
}

/** `{{#each (upcoming "key")}}` with text and `{{this}}` inside: a list of days, so nothing multiplies. */
function inEach(node: hbs.AST.BlockStatement, guards: Guards): Item[] {
  const [subject] = node.params;
  if (!subject || !isSub(subject) || subject.path.original !== 'upcoming' || node.params.length > 1 || node.hash) {
    return [finding('bad-argument', 'each', node)];
  }
  if (node.program.blockParams?.length || node.inverse) return [finding('not-allowed', 'each … else', node)];
  const inside = node.program.body.filter((statement) => statement.type !== 'ContentStatement' && !isThis(statement));
  return [
    ...inArgument('upcoming', 'fact', subject, guards),
    ...inside.map((statement) => finding('not-allowed', 'each', statement)),
  ];
}

function inPath(path: hbs.AST.PathExpression, variables: readonly string[], guards: Guards, asDate = false): Item[] {
  const [root = '', name] = path.parts;
  if (path.data || path.depth > 0) return [finding('not-allowed', path.original, path)];
  if ((root === 'slot' || root === 'fact') && name !== undefined && path.parts.length === 2) {
    return [use(root, name, guards, path, asDate)];
  }
  if (path.parts.length === 1 && variables.includes(root)) return [use('variable', root, guards, path, false)];
  return [finding(Object.hasOwn(HELPERS, root) ? 'bad-argument' : 'unknown-variable', path.original, path)];
}

function use(kind: Use['kind'], name: string, guards: Guards, node: hbs.AST.Node, asDate: boolean): Use {
  const guarded = guards.has(kind === 'variable' ? name : `${kind}.${name}`);
  return { kind, name, guarded, asDate, line: node.loc.start.line, column: node.loc.start.column };
}

function finding(code: FindingCode, name: string, node: hbs.AST.Node): Finding {
  return { code, name, line: node.loc.start.line, column: node.loc.start.column };
}

function isThis(node: hbs.AST.Node): boolean {
  return isMustache(node) && isPath(node.path) && node.path.original === 'this' && node.params.length === 0 && !node.hash;
}
function isMustache(node: hbs.AST.Node): node is hbs.AST.MustacheStatement {
  return node.type === 'MustacheStatement';
}
function isBlock(node: hbs.AST.Node): node is hbs.AST.BlockStatement {
  return node.type === 'BlockStatement';
}
function isPath(node: hbs.AST.Node): node is hbs.AST.PathExpression {
  return node.type === 'PathExpression';
}
function isSub(node: hbs.AST.Node): node is hbs.AST.SubExpression {
  return node.type === 'SubExpression';
}
function isString(node: hbs.AST.Node): node is hbs.AST.StringLiteral {
  return node.type === 'StringLiteral';
}
