import { fileTypeFromBuffer } from 'file-type';

/** A media type, and the endings that a name of it may have, the usual one first. */
export interface FileKind {
  type: string;
  extensions: readonly string[];
}

/** What may go with an answer: what people open without a warning. No archives, no programs, no documents with macros. */
const BINARY: Readonly<Record<string, FileKind>> = {
  pdf: { type: 'application/pdf', extensions: ['pdf'] },
  png: { type: 'image/png', extensions: ['png'] },
  jpg: { type: 'image/jpeg', extensions: ['jpg', 'jpeg'] },
  docx: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', extensions: ['docx'] },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extensions: ['xlsx'] },
  pptx: { type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation', extensions: ['pptx'] },
  odt: { type: 'application/vnd.oasis.opendocument.text', extensions: ['odt'] },
  ods: { type: 'application/vnd.oasis.opendocument.spreadsheet', extensions: ['ods'] },
};
/** Plain texts have no signature: the name says which, and the bytes must be text. */
const TEXTS: Readonly<Record<string, string>> = { txt: 'text/plain', csv: 'text/csv', ics: 'text/calendar' };

/** The type a file has by its content; null for what is not accepted. */
export async function typeOf(bytes: Uint8Array, name: string): Promise<FileKind | null> {
  const found = await fileTypeFromBuffer(bytes);
  if (found) {
    const known = Object.hasOwn(BINARY, found.ext) ? BINARY[found.ext] : undefined;
    return known ?? asText(bytes, name, found.ext === 'ics');
  }
  return asText(bytes, name, true);
}

function asText(bytes: Uint8Array, name: string, mayBe: boolean): FileKind | null {
  const extension = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const type = Object.hasOwn(TEXTS, extension) ? TEXTS[extension] : undefined;
  return mayBe && type && isText(bytes) ? { type, extensions: [extension] } : null;
}

/** UTF-8 or an old Western encoding, and no control character but tabs and line ends. A page of HTML is no plain text. */
function isText(bytes: Uint8Array): boolean {
  const controls = bytes.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d);
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 1_000)).trimStart();
  return !controls && !/^(?:\xEF\xBB\xBF)?<(?:!doctype|html|script|svg|\?xml)/i.test(start);
}
