import { addressParser } from 'postal-mime';
import type { Address } from '../../../shared/mail.ts';
import { decodeWords, findWords } from './encoded-words.ts';
import { decodeBytes, type Field } from './fields.ts';
import { LIMITS, type Warn } from './limits.ts';

// Private-use characters stand for encoded words while the list is taken apart: a decoded word may hold commas and
// angle brackets, and must change no address (RFC 2047 §5 rule 3).
const OPEN = '\ue000';
const CLOSE = '\ue001';
const MARK = /\ue000(\d+)\ue001/g;

/** All mailboxes of the named fields, in order, groups flattened. Entries without a name or an address are left out. */
export function readAddresses(fields: readonly Field[], name: string, charset: string, warn: Warn): Address[] {
  const all: Address[] = [];
  for (const field of fields) {
    if (field.name !== name || field.value === '') continue;
    for (const address of parseList(field.value, charset, warn)) {
      if (all.length >= LIMITS.addresses) {
        warn('addresses-cut');
        return all;
      }
      all.push(address);
    }
  }
  return all;
}

function parseList(value: string, charset: string, warn: Warn): Address[] {
  const clean = decodeBytes(value, charset).replace(/[\ue000\ue001]/g, '');
  const words: string[] = [];
  let masked = '';
  let at = 0;
  for (const word of findWords(clean)) {
    const between = clean.slice(at, word.start);
    masked += words.length > 0 && between.trim() === '' && masked.endsWith(CLOSE) ? '' : between;
    masked += `${OPEN}${words.length}${CLOSE}`;
    words.push(clean.slice(word.start, word.end));
    at = word.end;
  }
  masked += clean.slice(at);
  return addressParser(masked, { flatten: true }).flatMap((entry) => {
    const spelled = (entry.address ?? '').replace(MARK, (_, i: string) => words[Number(i)] ?? '');
    const address = cleanAddress(spelled);
    // Neighbouring words are decoded together, so they are put back first.
    const name = decodeWords(
      (entry.name ?? '').replace(MARK, (_, i: string) => ` ${words[Number(i)] ?? ''} `),
      warn,
    );
    const shown = cleanName(address === '' && name === '' ? decodeWords(spelled, warn) : name);
    return shown === '' && address === '' ? [] : [{ name: shown, address }];
  });
}

/** '' where it could not be an address: a mail must never be sent to something that only looks like one. */
function cleanAddress(text: string): string {
  const bare = text
    .trim()
    .replace(/^<+|>+$/g, '')
    .replace(/^mailto:/i, '');
  return bare.length <= 320 && /^[^\s<>@,;]+@[^\s<>@,;:"]+$/.test(bare) && !bare.includes('=?') ? bare.toLowerCase() : '';
}

function cleanName(name: string): string {
  return name
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .slice(0, 500);
}

/** Return-Path as shared/mail.ts wants it: null absent, '' the null sender. */
export function readReturnPath(fields: readonly Field[]): string | null {
  const field = fields.find(({ name }) => name === 'return-path');
  if (!field) return null;
  const inside = /<([^<>]*)>/.exec(field.value)?.[1] ?? field.value;
  return cleanAddress(inside);
}

/** Message-IDs without brackets. Mailers write them without brackets, with blanks in them, or with a comment around. */
export function readMessageIds(value: string): string[] {
  const bracketed = [...value.matchAll(/<([^<>]{1,998})>/g)].map((match) => (match[1] ?? '').replace(/\s+/g, ''));
  const ids = bracketed.length > 0 ? bracketed : value.split(/[\s,<>]+/).filter((word) => word.includes('@'));
  return [...new Set(ids.filter((id) => id !== ''))].slice(0, LIMITS.references);
}
