import cliProgress from 'cli-progress';
import type { MailView } from '../../../shared/api.ts';
import { createColumns } from '../columns.ts';
import { type Io, line } from '../io.ts';

export interface Outcome {
  file: string;
  /** What became of it; null when it was delivered and nobody handled it in time. */
  mail: MailView | null;
  /** The record's id in the mailbox. */
  id: string;
}

export interface Report {
  delivered(): void;
  problem(file: string, problem: string): void;
  /** In the order of the mails. */
  outcome(outcome: Outcome): void;
  /** Draws what was kept back and the totals. */
  end(): void;
}

/** Fewer are over before a bar is read. */
const BAR_FROM = 30;

const COLUMNS = [
  { name: 'file', width: 28 },
  { name: 'subject', width: 30 },
  { name: 'category', width: 12 },
  { name: 'conf', width: 4 },
  { name: 'state', width: 9 },
  { name: 'why', width: null },
] as const;

/** With a bar, lines that would tear it are told when it is gone. */
export function createReport(io: Io, total: number, json: boolean): Report {
  const bar = total > BAR_FROM && io.err.isTTY ? startBar(total) : null;
  const columns = createColumns(io.out, COLUMNS);
  const states = new Map<string, number>();
  const later: (() => void)[] = [];
  const counts = { delivered: 0, told: 0, problems: 0, headed: false };
  const tell = (write: () => void): void => void (bar ? later.push(write) : write());

  function row({ file, mail }: Outcome): void {
    if (!counts.headed) columns.head();
    counts.headed = true;
    columns.row([shortened(file), ...(mail ? cellsOf(mail) : NOT_HANDLED)]);
  }

  return {
    delivered(): void {
      counts.delivered += 1;
      bar?.update(counts.told, { delivered: counts.delivered });
    },
    problem(file, problem): void {
      counts.problems += 1;
      tell(() => (json ? line(io.out, JSON.stringify({ file, error: problem })) : line(io.err, `${file}: ${problem}`)));
    },
    outcome(outcome): void {
      counts.told += 1;
      const state = outcome.mail?.state ?? 'received';
      states.set(state, (states.get(state) ?? 0) + 1);
      if (json) line(io.out, JSON.stringify(jsonOf(outcome)));
      else tell(() => row(outcome));
      bar?.update(counts.told);
    },
    end(): void {
      bar?.stop();
      for (const write of later) write();
      if (json) return;
      const parts = [...states].sort(([, a], [, b]) => b - a).map(([state, count]) => `${count} ${state}`);
      if (parts.length > 0) line(io.out, `\n${mails(counts.delivered)} delivered: ${parts.join(', ')}`);
      if (counts.problems > 0) line(io.err, `${counts.problems} not delivered, as said above`);
    },
  };
}

function jsonOf({ file, id, mail }: Outcome): object {
  if (!mail) return { file, id, state: 'received' };
  return {
    file,
    id,
    messageId: mail.messageId,
    from: mail.from.address,
    subject: mail.subject,
    language: mail.language,
    category: mail.category.id,
    confidence: mail.confidence,
    state: mail.state,
    reasons: mail.reasons.map(({ code }) => code),
    dueAt: mail.dueAt,
  };
}

const NOT_HANDLED = ['', '', '', 'received', 'not handled yet: look again later'];

function cellsOf({ subject, category, confidence, state, reasons }: MailView): string[] {
  const why = reasons.map(({ text }) => text).join(', ');
  return [subject || '—', category.id, confidence === null ? '' : confidence.toFixed(2), state, why];
}

/** The end of a path tells more than its beginning. */
function shortened(file: string): string {
  const { width } = COLUMNS[0];
  return file.length <= width ? file : `…${file.slice(1 - width)}`;
}

function mails(count: number): string {
  return count === 1 ? '1 mail' : `${count} mails`;
}

function startBar(total: number): cliProgress.SingleBar {
  const format = '{bar} {percentage}% · {delivered} of {total} delivered, {value} handled · {eta_formatted}';
  const bar = new cliProgress.SingleBar({ format, stream: process.stderr, hideCursor: true }, cliProgress.Presets.shades_classic);
  bar.start(total, 0, { delivered: 0 });
  return bar;
}
