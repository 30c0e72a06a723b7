import { cleanAddress, unixLines } from './text.ts';

/** One recipient's fields of a message/delivery-status part (RFC 3464 §2.3), plus what stands for the whole message. */
export interface StatusGroup {
  recipient: string;
  action: string;
  status: string;
  /** What stands in brackets after the status: some hosts say more there than in the diagnostic. */
  comment: string;
  diagnostic: string;
  /** `smtp`, `x-unix`, `x-notes` …: the type before the diagnostic. */
  diagnosticType: string;
}

export interface DeliveryStatus {
  groups: StatusGroup[];
  /** X-Original-Message-ID and the like: what Gmail and some others cite the returned mail by. */
  originalMessageIds: string[];
}

const MAX_GROUPS = 100;

type Fields = Map<string, string>;

/**
 * Reads a delivery-status part. Blank lines part the groups (RFC 3464 §2.1); real reports also leave them out, so a
 * second recipient field starts a group of its own.
 */
export function readDeliveryStatus(content: string): DeliveryStatus {
  const groups: StatusGroup[] = [];
  const originalMessageIds: string[] = [];
  for (const fields of fieldGroups(content)) {
    for (const [name, value] of fields) {
      if (/^x-original-message-id$|^original-message-id$/.test(name)) originalMessageIds.push(value);
    }
    if (groups.length < MAX_GROUPS && isRecipientGroup(fields)) groups.push(asGroup(fields));
  }
  return { groups, originalMessageIds };
}

function fieldGroups(content: string): Fields[] {
  const groups: Fields[] = [];
  let current: Fields = new Map();
  let name = '';
  const close = () => {
    if (current.size > 0) groups.push(current);
    current = new Map();
    name = '';
  };
  for (const line of unixLines(content).slice(0, 200_000).split('\n')) {
    if (line.trim() === '') {
      close();
      continue;
    }
    const field = /^([A-Za-z][A-Za-z0-9-]{0,60})\s{0,4}:(.*)$/.exec(line);
    if (field && !/^\s/.test(line)) {
      name = (field[1] ?? '').toLowerCase();
      if ((name === 'final-recipient' || name === 'original-recipient') && current.has(name)) {
        close();
        name = (field[1] ?? '').toLowerCase();
      }
      current.set(name, (field[2] ?? '').trim());
    } else if (name !== '') {
      current.set(name, `${current.get(name) ?? ''} ${line.trim()}`.slice(0, 8_000));
    }
  }
  close();
  return groups;
}

function isRecipientGroup(fields: Fields): boolean {
  return ['final-recipient', 'original-recipient', 'action', 'status', 'diagnostic-code'].some((name) => fields.has(name));
}

function asGroup(fields: Fields): StatusGroup {
  const typed = /^\s*([\w.-]{1,40})\s*;([\s\S]*)$/.exec(fields.get('diagnostic-code') ?? '');
  return {
    recipient:
      typedAddress(fields.get('final-recipient')) ||
      typedAddress(fields.get('original-recipient')) ||
      typedAddress(fields.get('x-actual-recipient')),
    action: (/[a-z]+/.exec((fields.get('action') ?? '').toLowerCase())?.[0] ?? '').trim(),
    status: /[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? '',
    comment: /\(([^()]{1,500})\)/.exec(fields.get('status') ?? '')?.[1] ?? '',
    diagnostic: (typed?.[2] ?? fields.get('diagnostic-code') ?? '').trim(),
    diagnosticType: (typed?.[1] ?? '').toLowerCase(),
  };
}

/** `rfc822; <user@host> (comment)` → `user@host`. '' when no address stands there (X.400, local names). */
function typedAddress(value: string | undefined): string {
  if (value === undefined) return '';
  const after = value.includes(';') ? value.slice(value.indexOf(';') + 1) : value;
  const found = /[^\s<>;,"()]{1,128}@[^\s<>;,"()]{1,255}/.exec(after.slice(0, 1_000));
  return cleanAddress(found?.[0] ?? '');
}
