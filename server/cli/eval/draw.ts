import Table from 'cli-table3';
import type { Evaluation } from '../../brain/evaluate.ts';
import { line, type Output } from '../io.ts';

/** Figures as a person reads them. */
export function drawEvaluation(out: Output, figures: Evaluation, of: { brain: string; file: string; k: number | null }): void {
  const how = of.k === null ? '' : `, ${of.k}-fold cross-validation`;
  line(out, `${figures.mails} mails of ${of.file}, read by ${of.brain}${how}\n`);
  line(out, `accuracy ${percent(figures.accuracy)}   macro-F1 ${percent(figures.macroF1)}`);
  const { language, severalRequests: several } = figures;
  if (language) line(out, `language ${percent(language.accuracy)} of ${language.judged}`);
  if (several) line(out, `several requests: ${percent(several.accuracy)} right, ${percent(several.recall ?? 0)} of them found`);

  const classes = plain(['category', 'mails', 'precision', 'recall', 'F1']);
  for (const c of figures.classes) classes.push([c.id, c.count, percent(c.precision), percent(c.recall), percent(c.f1)]);
  line(out, `\n${classes.toString()}`);

  line(out, '\nWhat they are (rows) and what was said (columns)');
  const ids = Object.keys(figures.confusion).sort();
  const said = [...new Set([...ids, ...Object.values(figures.confusion).flatMap((row) => Object.keys(row))])].sort();
  const matrix = plain(['', ...said]);
  for (const id of ids) matrix.push([id, ...said.map((other) => figures.confusion[id]?.[other] ?? '·')]);
  line(out, matrix.toString());

  line(out, '\nAnswered without a person, by threshold ("right": the category is, and its answer is complete)');
  const coverage = plain(['threshold', 'answered', 'of all', 'right', 'precision', 'of answerable']);
  for (const at of figures.coverage) {
    coverage.push([at.threshold, at.answered, percent(at.coverage), at.right, percent(at.precision), percent(at.reached)]);
  }
  line(out, coverage.toString());
}

function plain(head: string[]): Table.Table {
  const none = ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'];
  const lines = [...none, 'left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'];
  const chars = { ...Object.fromEntries(lines.map((name) => [name, ''])), middle: '  ' };
  const colAligns = head.map((_, i) => (i === 0 ? ('left' as const) : ('right' as const)));
  return new Table({ head, chars, colAligns, style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 } });
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
