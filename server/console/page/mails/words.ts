import type { Language } from '../preferences.ts';
import type { BulkAction, Hindrance } from './bulk-run.ts';
import { EN } from './en.ts';
import type { View } from './filters.ts';
import { FR } from './fr.ts';

export interface MailsWords {
  title: string;
  views: Readonly<Record<View, string>> & { label: string };
  search: string;
  searchHint: string;
  state: string;
  everyState: string;
  states: Readonly<Record<string, string>>;
  category: string;
  everyCategory: string;
  besides: Readonly<Record<string, (value: string) => string>>;
  days: (from: string, until: string) => string;
  takeAway: (what: string) => string;
  exportCsv: string;
  exportHint: string;
  count: (n: number, more: boolean) => string;
  table: string;
  columns: Readonly<Record<'mail' | 'category' | 'state' | 'assignee' | 'received', string>>;
  select: (subject: string) => string;
  selectAll: string;
  noSubject: string;
  confidence: (percent: string) => string;
  leavesAt: (when: string) => string;
  leavesSoon: string;
  nobody: string;
  me: string;
  empty: string;
  emptyHint: string;
  emptyAll: string;
  emptyAllHint: string;
  clear: string;
  bulk: {
    label: string;
    chosen: (n: number) => string;
    atMost: string;
    clear: string;
    actions: Readonly<Record<BulkAction, string>>;
    title: Readonly<Record<BulkAction, (n: number) => string>>;
    tells: Readonly<Record<BulkAction, string>>;
    loading: (n: number, of: number) => string;
    confirm: Readonly<Record<BulkAction, (n: number) => string>>;
    working: (n: number, of: number) => string;
    hindrance: Readonly<Record<Hindrance, string>>;
    hindered: (n: number) => string;
    nothing: string;
    assignTo: string;
    finished: (done: number, of: number) => string;
    done: Readonly<Record<BulkAction, string>>;
    onItsWay: string;
    lost: string;
    again: string;
    close: string;
  };
  one: OneWords;
  steps: StepWords;
}

export interface OneWords {
  back: string;
  from: (who: string) => string;
  received: (when: string) => string;
  mail: string;
  wholeText: string;
  /** Of a mail of which nothing could be taken in yet, not even who sent it. */
  unseen: (when: string) => string;
  unseenText: string;
  noText: string;
  attachments: string;
  marked: string;
  inShort: string;
  answer: Readonly<
    Record<
      'suggested' | 'held' | 'heldForward' | 'replied' | 'routed' | 'ignored' | 'failed' | 'received' | 'leaving' | 'unknown',
      string
    >
  >;
  suggestionHint: string;
  noSuggestion: string;
  /** Under it: the reasons to read before one sends. */
  withCare: string;
  goesTo: string;
  /** Of a mail that was not found: erased, purged, or never seen here. */
  gone: string;
  goneText: string;
  template: (name: string, version: number) => string;
  inLanguage: Readonly<Record<'fr' | 'en', string>>;
  gaps: string;
  gapMissing: (label: string) => string;
  gapExpired: (label: string) => string;
  wording: string;
  approved: string;
  adapted: string;
  adaptedHint: string;
  files: string;
  leavesText: string;
  sentText: string;
  answeredBy: (who: string, when: string) => string;
  automatic: string;
  outside: string;
  someone: string;
  forwardedTo: (who: string, when: string) => string;
  leavingText: string;
  unknownText: string;
  ignoredText: string;
  failedText: string;
  receivedText: string;
  wrongBy: (who: string, when: string) => string;
  rehearsed: Readonly<Record<'reply' | 'forward', string>>;
  textsDiffer: string;
  show: string;
  send: string;
  edit: string;
  write: string;
  cancel: string;
  done: string;
  reopen: string;
  reopenReplied: string;
  retry: string;
  take: string;
  wrong: string;
  handling: string;
  category: string;
  corrected: (name: string) => string;
  assignee: string;
  since: (when: string) => string;
  me: string;
  nobody: string;
  away: string;
  forward: string;
  forwardTo: string;
  forwardChoose: string;
  about: string;
  language: (name: string) => string;
  otherOpen: (n: number) => string;
  related: string;
  delivery: string;
  did: Readonly<
    Record<
      | 'sent'
      | 'onItsWay'
      | 'cancel'
      | 'done'
      | 'reopen'
      | 'retry'
      | 'failedAgain'
      | 'take'
      | 'wrong'
      | 'category'
      | 'assign'
      | 'unassign',
      string
    >
  > & { route: (who: string) => string };
  changed: string;
  editor: {
    title: string;
    to: (who: string) => string;
    label: string;
    files: string;
    send: string;
    empty: string;
    gaps: string;
    now: string;
    mine: string;
    nothingNow: string;
    sendMine: string;
    kept: string;
  };
  wrongTitle: string;
  wrongTells: string;
  wrongDo: string;
  forwardTitle: (who: string) => string;
  forwardTells: string;
  forwardDo: string;
}

export interface StepWords {
  title: string;
  received: string;
  screened: string;
  read: string;
  decided: string;
  sent: string;
  delivery: string;
  verdict: Readonly<Record<'pass' | 'person' | 'ignore', string>>;
  notScreened: string;
  notRead: string;
  notDecided: string;
  nothingSent: string;
  noDelivery: string;
  readBy: (brain: string) => string;
  confidence: (percent: string) => string;
  scores: string;
  moreScores: (n: number) => string;
  slots: string;
  slotColumns: { what: string; value: string; words: string };
  noSlots: string;
  action: Readonly<Record<'reply' | 'forward' | 'suggest' | 'route' | 'ignore', string>>;
  reasons: string;
  basis: (policy: string, settings: string) => string;
  outgoing: Readonly<Record<'reply' | 'forward', string>>;
  outgoingState: Readonly<Record<'intended' | 'sending' | 'drafted' | 'sent' | 'withdrawn' | 'unknown', string>>;
  to: string;
  exactText: string;
  template: string;
  noTemplate: string;
  everything: string;
  by: (who: string) => string;
}

export const mailsWords = (language: Language): MailsWords => (language === 'fr' ? FR : EN);
