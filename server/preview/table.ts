import { styleText } from 'node:util';
import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';
import { reasonText } from '../../shared/reasons.ts';
import type { MailRecord } from '../../shared/record.ts';

export interface Output {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

/** Widths of the columns; the last one takes what is left. */
const COLUMNS = [
  ['time', 8],
  ['from', 20],
  ['subject', 30],
  ['lang', 4],
  ['category', 12],
  ['conf', 4],
  ['done', 10],
] as const;
const NARROWEST_REASON = 24;
const FALLBACK_WIDTH = 150;

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
  const language = new Intl.DateTimeFormat().resolvedOptions().locale.startsWith('fr') ? 'fr' : 'en';
  const paint = (style: Parameters<typeof styleText>[0], text: string): string => (out.isTTY ? styleText(style, text) : text);

  function line(cells: readonly string[], why: string, style?: Parameters<typeof styleText>[0]): void {
    const left = COLUMNS.map(([, width], i) => padded(cells[i] ?? '', width)).join('  ');
    const room = Math.max((out.columns ?? FALLBACK_WIDTH) - stringWidth(left) - 3, NARROWEST_REASON);
    const text = `${left}  ${cut(why, room)}`;
    out.write(`${style ? paint(style, text) : text}\n`);
  }

  return {
    head(): void {
      line(
        COLUMNS.map(([name]) => name),
        'why',
        'bold',
      );
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
      line(
        cells,
        why(record, step, language) || (decision?.reasons ?? []).map((code) => reasonText(code, language)).join(', '),
        COLOURS[step],
      );
    },
  };
}

function why(record: MailRecord, step: string, language: 'fr' | 'en'): string {
  const last = record.timeline.at(-1);
  const reasons = (last?.reasons ?? []).map((code) => reasonText(code, language)).join(', ');
  if (step === 'held' && record.dueAt !== null) {
    const seconds = Math.max(0, Math.round((record.dueAt - Date.now()) / 1000));
    return language === 'fr' ? `part dans ${seconds} s · ${reasons}` : `leaves in ${seconds} s · ${reasons}`;
  }
  if (step === 'replied' && record.reply) return whoReplied(record.reply.by.kind, language);
  return reasons;
}

function whoReplied(by: string, language: 'fr' | 'en'): string {
  if (by === 'automatic') return language === 'fr' ? 'réponse automatique envoyée' : 'automatic reply sent';
  if (by === 'outside') return language === 'fr' ? 'une personne a répondu dans Gmail' : 'a person replied in Gmail';
  return language === 'fr' ? 'réponse envoyée par une personne' : 'reply sent by a person';
}

function padded(text: string, width: number): string {
  const shown = cut(text, width);
  return shown + ' '.repeat(Math.max(0, width - stringWidth(shown)));
}

/** Control characters and line breaks of a mail must not move the cursor. */
function cut(text: string, width: number): string {
  return cliTruncate(text.replace(/\p{C}+/gu, ' '), width);
}
