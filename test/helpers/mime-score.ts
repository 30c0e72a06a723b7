import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { htmlToText } from '../../server/mail/parse/html.ts';
import { parseMail } from '../../server/mail/parse-mail.ts';
import type { Mail } from '../../shared/mail.ts';

/** Compares parsed mails with the structures that stalwartlabs/mail-parser expects of them (test/data/mime). */
export interface MimeScore {
  file: string;
  /** Absent where the set gives no expected structure. */
  fields?: Record<MimeField, boolean>;
  unreadable: boolean;
  /** Replacement characters that the expected text does not have. */
  replacementChars: number;
  wanted?: Wanted;
  got: Wanted;
}

export const MIME_FIELDS = ['subject', 'from', 'text', 'attachments'] as const;
export type MimeField = (typeof MIME_FIELDS)[number];

interface Wanted {
  subject: string;
  from: string;
  text: string;
  attachments: string;
}

interface IndexRow {
  file: string;
  expected?: string;
}

interface ExpectedPart {
  headers: { name: unknown; value: unknown }[];
  body: unknown;
}

interface Expected {
  text_body: number[];
  attachments: number[];
  parts: ExpectedPart[];
}

export function mimeRows(folder: string): IndexRow[] {
  const lines = readFileSync(join(folder, 'index.jsonl'), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as IndexRow);
}

export async function scoreMime(folder: string): Promise<MimeScore[]> {
  const scores: MimeScore[] = [];
  for (const row of mimeRows(folder)) {
    const raw = readFileSync(join(folder, row.file));
    const mail = await parseMail({ ref: { id: row.file, threadId: row.file, labels: [] }, raw, receivedAt: 0 });
    const got = ofMail(mail);
    const base = { file: row.file, unreadable: mail.warnings.includes('unreadable'), got };
    if (!row.expected) {
      scores.push({ ...base, replacementChars: count(mail.subject + mail.text) });
      continue;
    }
    const wanted = ofExpected(JSON.parse(readFileSync(join(folder, row.expected), 'utf8')) as Expected);
    const fields = Object.fromEntries(MIME_FIELDS.map((name) => [name, squeeze(got[name]) === squeeze(wanted[name])]));
    const extra = Math.max(0, count(got.subject + got.text + got.attachments) - count(wanted.subject + wanted.text));
    scores.push({ ...base, wanted, fields: fields as Record<MimeField, boolean>, replacementChars: extra });
  }
  return scores;
}

export function tally(scores: readonly MimeScore[]): Record<MimeField, number> & { expected: number } {
  const judged = scores.flatMap(({ fields }) => (fields ? [fields] : []));
  const of = (name: MimeField): number => judged.filter((fields) => fields[name]).length;
  return {
    expected: judged.length,
    subject: of('subject'),
    from: of('from'),
    text: of('text'),
    attachments: of('attachments'),
  };
}

function ofMail(mail: Mail): Wanted {
  return {
    subject: mail.subject,
    from: `${mail.from.name} <${mail.from.address}>`,
    text: mail.text,
    attachments: mail.attachments.map(({ name }) => name).join('|'),
  };
}

function ofExpected(expected: Expected): Wanted {
  const top = expected.parts[0]?.headers ?? [];
  const body = (i: number): string => {
    const value = expected.parts[i]?.body;
    if (!isRecord(value)) return '';
    if (typeof value.Text === 'string') return value.Text;
    return typeof value.Html === 'string' ? htmlToText(value.Html) : '';
  };
  return {
    subject: textOf(fieldOf(top, 'subject')),
    from: firstAddress(fieldOf(top, 'from')),
    text: expected.text_body.map(body).join('\n'),
    attachments: expected.attachments.map((i) => nameOf(expected.parts[i])).join('|'),
  };
}

function fieldOf(headers: ExpectedPart['headers'], name: string): unknown {
  return headers.find((header) => header.name === name)?.value;
}

function textOf(value: unknown): string {
  return isRecord(value) && typeof value.Text === 'string' ? value.Text : '';
}

function firstAddress(value: unknown): string {
  const record = isRecord(value) && isRecord(value.Address) ? value.Address : {};
  const groups = Array.isArray(record.Group) ? record.Group : [];
  const list = Array.isArray(record.List) ? record.List : groups.flatMap((group) => (isRecord(group) ? group.addresses : []));
  const first: unknown = list[0];
  if (!isRecord(first)) return ' <>';
  return `${first.name ?? ''} <${String(first.address ?? '').toLowerCase()}>`;
}

function nameOf(part: ExpectedPart | undefined): string {
  for (const [header, attribute] of [
    ['content_disposition', 'filename'],
    ['content_type', 'name'],
  ] as const) {
    const value = fieldOf(part?.headers ?? [], header);
    const content = isRecord(value) && isRecord(value.ContentType) ? value.ContentType : {};
    const attributes = Array.isArray(content.attributes) ? content.attributes : [];
    for (const pair of attributes) if (isRecord(pair) && pair.name === attribute) return String(pair.value);
  }
  return '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function squeeze(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\0]+/g, ' ')
    .trim();
}

function count(text: string): number {
  return text.split('\ufffd').length - 1;
}
