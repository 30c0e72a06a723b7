/** What goes between the preview's page and its routes: the mailbox as mail programs show it, and nothing of our records. */

export type Role = 'staff' | 'admin';

export interface Session {
  /** Address of the shared mailbox. */
  mailbox: string;
  timeZone: string;
  /** Who one can be. A token is good for an hour: ask again when it is refused. */
  people: Readonly<Record<Role, { name: string; address: string; token: string }>>;
  /** The add-on's script properties. */
  properties: Readonly<Record<string, string>>;
}

export interface Party {
  name: string;
  address: string;
}

/** One message in a list, newest first. Texts are one line, without control or format characters. */
export interface MailRow {
  id: string;
  threadId: string;
  /** Of a draft that a person may edit. */
  draftId: string | null;
  from: Party;
  to: Party[];
  subject: string;
  snippet: string;
  /** ms since the epoch. */
  time: number;
  unread: boolean;
  labels: string[];
}

export interface MailRows {
  items: MailRow[];
  /** There are older ones, which are not shown. */
  more: boolean;
}

export interface MessageView extends MailRow {
  /** Without control and format characters; line ends are \n. */
  text: string;
  /** What the sender wrote now, where `text` holds more. */
  newText: string | null;
  /** By a machine, as it says itself (RFC 3834). */
  automatic: boolean;
  /** Sent by MAIL GPS, automatically or because a person asked it to. */
  ours: boolean;
  attachments: { name: string; type: string; size: number }[];
}

export interface ThreadView {
  id: string;
  subject: string;
  /** Oldest first, drafts left out. */
  messages: MessageView[];
}

export interface DraftView {
  draftId: string;
  threadId: string;
  to: Party[];
  subject: string;
  text: string;
  attachments: { name: string; type: string; size: number }[];
}

/** A mail that somebody writes to the school. */
export interface NewMail {
  from: string;
  name: string;
  subject: string;
  text: string;
  language?: string | undefined;
}

/** `event: mailbox` of the preview's events has no data; `event: record` has this. */
export interface RecordChange {
  id: string;
  state: string;
  step: string;
}
