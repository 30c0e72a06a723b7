import type { GoogleMessage } from '@emulators/google';
import type { GmailFormat } from '../../../shared/gmail-units.ts';
import type { StoredMail } from './control.ts';
import { readHead } from './mime-edit.ts';

/** A message as the API gives it. The published emulator knows ten header fields; here are all that the mail has. */
export async function messageResource(message: GoogleMessage, format: GmailFormat, names: readonly string[] = []) {
  const base = {
    id: message.gmail_id,
    threadId: message.thread_id,
    labelIds: message.label_ids,
    snippet: message.snippet,
    historyId: message.history_id,
    internalDate: message.internal_date,
    sizeEstimate: Math.floor(((message.raw?.length ?? 0) * 3) / 4),
  };
  if (format === 'minimal') return base;
  if (format === 'raw') return { ...base, raw: message.raw };
  return { ...base, payload: { headers: await headersOf(message, names) } };
}

export async function headersOf(message: GoogleMessage, names: readonly string[]) {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const { headers } = await readHead(headBytes(message.raw ?? ''));
  return wanted.size === 0 ? headers : headers.filter(({ name }) => wanted.has(name.toLowerCase()));
}

export function rawOf(message: GoogleMessage): Buffer {
  return Buffer.from(message.raw ?? '', 'base64url');
}

export function storedMail(message: GoogleMessage): StoredMail {
  return {
    id: message.gmail_id,
    threadId: message.thread_id,
    messageId: message.message_id.replace(/[<>]/g, ''),
    labels: message.label_ids,
    raw: rawOf(message),
    receivedAt: Number(message.internal_date),
  };
}

/** Header blocks rarely pass 64 KB: a large mail is not decoded whole to read one. */
function headBytes(raw: string): Buffer {
  const start = Buffer.from(raw.slice(0, 88_000), 'base64url');
  const complete = raw.length <= 88_000 || start.includes('\r\n\r\n') || start.includes('\n\n');
  return complete ? start : Buffer.from(raw, 'base64url');
}
