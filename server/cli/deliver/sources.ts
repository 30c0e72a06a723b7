import { createReadStream, type Dirent } from 'node:fs';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { codeOf } from '../files.ts';
import { HEAD_BYTES, headerFields, isOutlookFile } from './looks-like-mail.ts';
import { beginsLikeMbox, mailsOfMbox } from './mbox.ts';

/** Where mails come from: a file with one, an mbox with several, or a path that gives none and why. */
export type Source =
  | { file: string; kind: 'mail'; mails: 1 }
  | { file: string; kind: 'mbox'; mails: number }
  | { file: string; kind: 'nothing'; mails: 0; problem: string };

/** One mail, or why it cannot be delivered: one clear line. `file` is the path, with #n for the nth mail of an mbox. */
export type Item = { file: string; raw: Uint8Array } | { file: string; problem: string };

/** Gmail's API takes no larger one. */
const MAX_MAIL_BYTES = 35 * 1024 * 1024;
const TOO_LARGE = 'larger than a mail may be (35 MB)';
const NOT_A_MAIL = 'not a mail: it does not begin with header lines such as From: and Subject:';

/** Looks at every path, folders with all that is in them, and delivers nothing. Rejects never: problems stand in the list. */
export async function findSources(paths: readonly string[]): Promise<Source[]> {
  const found: Source[] = [];
  for (const path of paths) found.push(...(await sourcesAt(path)));
  return found;
}

export async function* itemsOf(source: Source): AsyncGenerator<Item> {
  const { file } = source;
  if (source.kind === 'nothing') return yield { file, problem: source.problem };
  try {
    if (source.kind === 'mail') return yield { file, raw: await readFile(file) };
    let n = 0;
    for await (const mail of mailsOfMbox(createReadStream(file), MAX_MAIL_BYTES)) {
      n += 1;
      const name = `${file}#${n}`;
      if ('tooLarge' in mail) yield { file: name, problem: TOO_LARGE };
      else if (headerFields(mail.raw) === 0) yield { file: name, problem: NOT_A_MAIL };
      else yield { file: name, raw: mail.raw };
    }
  } catch (error) {
    yield { file, problem: unreadable(error) };
  }
}

async function sourcesAt(path: string): Promise<Source[]> {
  try {
    const info = await stat(path);
    if (info.isDirectory()) {
      const found = await sourcesIn(path);
      return found.length > 0 ? found : [nothing(path, 'a folder without mails')];
    }
    return [info.isFile() ? await sourceOf(path, info.size) : nothing(path, 'neither a file nor a folder')];
  } catch (error) {
    return [nothing(path, unreadable(error))];
  }
}

/** In a folder, files that are plainly something else are passed over; what calls itself a mail is told about. */
async function sourcesIn(folder: string): Promise<Source[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => !name.startsWith('.'));
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const found: Source[] = [];
  for (const entry of entries) found.push(...(await sourcesUnder(folder, entry)));
  return found;
}

async function sourcesUnder(folder: string, entry: Dirent): Promise<Source[]> {
  const path = join(folder, entry.name);
  try {
    if (entry.isDirectory()) return await sourcesIn(path);
    const info = await stat(path);
    // A link to a folder may lead back here.
    if (!info.isFile()) return [];
    if (NAMED.has(extname(path).toLowerCase())) return [await sourceOf(path, info.size)];
    return (await isSurelyMail(path)) ? [await sourceOf(path, info.size)] : [];
  } catch (error) {
    return [nothing(path, unreadable(error))];
  }
}

/** Endings that say "mail"; other files of a folder must look like one (a Maildir's have no ending). */
const NAMED: ReadonlySet<string> = new Set(['.eml', '.mbox', '.mbx']);

async function isSurelyMail(path: string): Promise<boolean> {
  const head = await headOf(path);
  return beginsLikeMbox(head) || headerFields(head) >= 2;
}

async function sourceOf(file: string, size: number): Promise<Source> {
  if (size === 0) return nothing(file, 'empty');
  const head = await headOf(file);
  if (extname(file).toLowerCase() !== '.eml' && beginsLikeMbox(head))
    return { file, kind: 'mbox', mails: await countMails(file) };
  if (isOutlookFile(head)) return nothing(file, 'a message of Outlook: save it as .eml first');
  if (headerFields(head) === 0) return nothing(file, NOT_A_MAIL);
  return size > MAX_MAIL_BYTES ? nothing(file, TOO_LARGE) : { file, kind: 'mail', mails: 1 };
}

async function headOf(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function countMails(file: string): Promise<number> {
  let mails = 0;
  // Nothing is kept of them: only their number is wanted.
  for await (const _mail of mailsOfMbox(createReadStream(file), 0)) mails += 1;
  return mails;
}

function nothing(file: string, problem: string): Source {
  return { file, kind: 'nothing', mails: 0, problem };
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'there is no such file or folder',
  EACCES: 'may not be read: check its permissions',
  EPERM: 'may not be read: check its permissions',
  ELOOP: 'a link that leads back to itself',
  ENAMETOOLONG: 'no file has so long a name',
};

function unreadable(error: unknown): string {
  const code = codeOf(error);
  return REASONS[code] ?? `cannot be read (${code})`;
}
