import { styleText } from 'node:util';
import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';
import { reasonText } from '../../shared/reasons.ts';
import type { Actor, MailRecord } from '../../shared/record.ts';

export interface Output {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

const NAMES = ['time', 'from', 'subject', 'lang', 'category', 'conf', 'done'] as const;

/** Widths of the columns by the width of the terminal, 0 to leave one out. The reason takes what is left. */
const LAYOUTS = [
  { from: 130, widths: [8, 20, 30, 4, 12, 4, 10], below: false },
  { from: 100, widths: [8, 14, 20, 0, 12, 4, 9], below: false },
  // Too narrow for the reason beside it: it stands below.
  { from: 0, widths: [8, 16, 20, 0, 12, 4, 9], below: true },
] as const;
const FALLBACK_WIDTH = 150;
const INDENT = 10;

/** Steps worth a line of their own; the others (a Message-ID read back) say nothing new. */
const SHOWN: ReadonlySet<string> = new Set([
  'suggested',
  'held',
  'routed',
  'ignored',
  'failed',
  'replied',
  'withdrawn',
  'forwarded',
  'bounced',
  'answered',
  'retry',
  'no-bounce-seen',
]);

const COLOURS: Readonly<Record<string, Parameters<typeof styleText>[0]>> = {
  replied: 'green',
  forwarded: 'green',
  held: 'cyan',
  suggested: 'yellow',
  routed: 'magenta',
  ignored: 'gray',
  failed: 'red',
  bounced: 'red',
  withdrawn: 'yellow',
};

/** One line for each thing that happens to a mail. */
export function createTable(out: Output) {
  const paint = (style: Parameters<typeof styleText>[0], text: string): string => (out.isTTY ? styleText(style, text) : text);

  function line(cells: readonly string[], why: string, style?: Parameters<typeof styleText>[0]): void {
    const width = out.columns ?? FALLBACK_WIDTH;
    const { widths, below } = LAYOUTS.find((layout) => width >= layout.from) ?? LAYOUTS[0];
    const shown = widths.flatMap((w, i) => (w > 0 ? [padded(cells[i] ?? '', w)] : []));
    const left = shown.join('  ');
    const first = below ? left.trimEnd() : `${left}  ${cut(why, width - stringWidth(left) - 3)}`;
    const second = below && why !== '' ? `\n${' '.repeat(INDENT)}${cut(why, width - INDENT - 1)}` : '';
    out.write(`${style ? paint(style, first + second) : first + second}\n`);
  }

  return {
    head(): void {
      line(NAMES, 'why', 'bold');
    },
    changed(record: MailRecord, step: string): void {
      if (!SHOWN.has(step)) return;
      const { decision, reading } = record;
      const cells = [
        new Date().toTimeString().slice(0, 8),
        record.from.name || record.from.address,
        record.subject || '—',
        reading?.language ?? '',
        record.screening?.verdict === 'ignore' ? '' : record.categoryId,
        reading ? reading.confidence.toFixed(2) : '',
        step,
      ];
      line(cells, why(record, step) || (decision?.reasons ?? []).map((code) => reasonText(code, 'en')).join(', '), COLOURS[step]);
    },
  };
}

function why(record: MailRecord, step: string): string {
  const reasons = (record.timeline.at(-1)?.reasons ?? []).map((code) => reasonText(code, 'en')).join(', ');
  if (step === 'held' && record.dueAt !== null) {
    return `leaves in ${Math.max(0, Math.round((record.dueAt - Date.now()) / 1000))} s · ${reasons}`;
  }
  if (step === 'replied' && record.reply) return WHO_REPLIED[record.reply.by.kind];
  return reasons;
}

const WHO_REPLIED: Readonly<Record<Actor['kind'], string>> = {
  automatic: 'automatic reply sent',
  staff: 'reply sent by a person',
  outside: 'a person replied in Gmail',
  system: 'reply sent',
};

function padded(text: string, width: number): string {
  const shown = cut(text, width);
  return shown + ' '.repeat(Math.max(0, width - stringWidth(shown)));
}

/** Control characters and line breaks of a mail must not move the cursor. */
function cut(text: string, width: number): string {
  return cliTruncate(text.replace(/\p{C}+/gu, ' '), width);
}
