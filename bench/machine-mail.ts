import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseMail } from '../server/mail/parse-mail.ts';
import { screen } from '../server/mail/screen.ts';
import type { Mail } from '../shared/mail.ts';
import { DEFAULT_SETTINGS } from '../shared/policy.ts';
import type { Bounce, Screening } from '../shared/screening.ts';

/** What one labelled mail is and what its recipients' events should be (labels.jsonl). */
export interface MachineLabel {
  file: string;
  automated: boolean;
  kind: string;
  expected?: {
    kind: 'bounce' | 'delivered' | 'feedback' | 'vacation';
    labelled: boolean;
    events: readonly { status: string; replycode: string; reason: string; hardbounce: boolean }[];
  };
}

export interface MachineMiss {
  file: string;
  what: 'answered' | 'suppressed' | 'kind' | 'hard' | 'reason' | 'count' | 'line-ends';
  expected: string;
  got: string;
}

/** Counts of mails, and of recipient events where it says so. */
export interface MachineFigures {
  mails: number;
  automated: number;
  /** Automated mails whose verdict is `ignore`. */
  recognised: number;
  human: number;
  /** Mails of people whose verdict is `ignore`. */
  suppressed: number;
  reports: number;
  kindRight: number;
  /** Labelled events (one per recipient). */
  events: number;
  hardRight: number;
  reasonRight: number;
  statusRight: number;
  /** Mails that read the same on LF, CRLF and CR copies. */
  lineEndsAlike: number;
  misses: MachineMiss[];
}

/**
 * Screens every mail that `dir/labels.jsonl` names and compares. `keep` picks a part of the set. Reads files only; no
 * clock, no network.
 */
export async function scoreMachineMail(
  dir: string,
  keep: (label: MachineLabel) => boolean = () => true,
): Promise<MachineFigures> {
  const lines = (await readFile(join(dir, 'labels.jsonl'), 'utf8')).split('\n').filter((line) => line.trim() !== '');
  const figures: MachineFigures = {
    mails: 0,
    automated: 0,
    recognised: 0,
    human: 0,
    suppressed: 0,
    reports: 0,
    kindRight: 0,
    events: 0,
    hardRight: 0,
    reasonRight: 0,
    statusRight: 0,
    lineEndsAlike: 0,
    misses: [],
  };
  for (const line of lines) {
    const label: MachineLabel = JSON.parse(line);
    if (keep(label)) await scoreOne(dir, label, figures);
  }
  return figures;
}

async function scoreOne(dir: string, label: MachineLabel, figures: MachineFigures): Promise<void> {
  const raw = await readFile(join(dir, label.file));
  const result = await screened(raw);
  const miss = (what: MachineMiss['what'], expected: string, got: string) =>
    figures.misses.push({ file: label.file, what, expected, got });
  figures.mails++;
  const ignored = result.verdict === 'ignore';
  if (label.automated) {
    figures.automated++;
    if (ignored) figures.recognised++;
    else miss('answered', 'ignore', `${result.verdict}: ${result.reasons.join(' ')}`);
  } else {
    figures.human++;
    if (ignored) {
      figures.suppressed++;
      miss('suppressed', 'pass or person', result.reasons.join(' '));
    }
  }
  scoreReport(label, result, figures, miss);
  const copies = await Promise.all(['\n', '\r\n', '\r'].map((end) => screened(withLineEnds(raw, end))));
  const [first, ...others] = copies.map((copy) => JSON.stringify(comparable(copy)));
  if (others.every((other) => other === first)) figures.lineEndsAlike++;
  else miss('line-ends', first ?? '', others.find((other) => other !== first) ?? '');
}

function scoreReport(
  label: MachineLabel,
  result: Screening,
  figures: MachineFigures,
  miss: (what: MachineMiss['what'], expected: string, got: string) => number,
): void {
  const expected = label.expected;
  if (!expected) return;
  figures.reports++;
  const kind = kindName(result);
  if (kind === expected.kind) figures.kindRight++;
  else miss('kind', expected.kind, kind);
  const events = result.bounce?.events ?? [];
  if (expected.kind === 'vacation') return;
  if (expected.labelled && events.length !== expected.events.length)
    miss('count', String(expected.events.length), String(events.length));
  for (const [i, want] of expected.events.entries()) {
    const got = events[i];
    figures.events++;
    if (got?.hard === want.hardbounce) figures.hardRight++;
    else miss('hard', String(want.hardbounce), String(got?.hard));
    if (got?.reason === want.reason) figures.reasonRight++;
    else
      miss(
        'reason',
        `${want.reason} ${want.status} ${want.replycode}`,
        `${got?.reason} ${got?.status} ${got?.replyCode} | ${got?.diagnostic}`,
      );
    if (got?.status === want.status) figures.statusRight++;
  }
}

function kindName({ bounce, reasons }: Screening): string {
  if (bounce === null) return reasons.includes('auto-reply') || reasons.includes('auto-submitted') ? 'vacation' : 'none';
  const names: Record<Bounce['kind'], string> = {
    failed: 'bounce',
    delayed: 'bounce',
    success: 'delivered',
    feedback: 'feedback',
  };
  return names[bounce.kind];
}

function comparable({ verdict, reasons, bounce }: Screening) {
  return { verdict, reasons, kind: bounce?.kind, events: bounce?.events, cites: bounce?.cites };
}

async function screened(raw: Uint8Array): Promise<Screening> {
  const mail: Mail = await parseMail({ ref: { id: 'm', threadId: 't', labels: ['INBOX'] }, raw, receivedAt: 0 });
  return screen(mail, { ownAddress: 'contact@ecole.example', settings: DEFAULT_SETTINGS });
}

/** The same bytes with every line end written one way. */
function withLineEnds(raw: Uint8Array, end: string): Uint8Array {
  return Buffer.from(
    Buffer.from(raw)
      .toString('latin1')
      .replace(/\r\n|\r|\n/g, end),
    'latin1',
  );
}
