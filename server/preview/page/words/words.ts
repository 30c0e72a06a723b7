import type { Language } from '../preferences.ts';
import { EN } from './en.ts';
import { FR } from './fr.ts';

/** Every text of the page. What the mails and the add-on say is not among them. */
export interface Words {
  skip: string;
  tagline: string;
  write: string;
  you: string;
  staff: string;
  admin: string;
  language: string;
  theme: { label: string; system: string; light: string; dark: string };
  boxes: { label: string; inbox: string; sent: string; drafts: string };
  unread: string;
  messages: string;
  to: (names: string) => string;
  noSubject: string;
  empty: { inbox: string; inboxMore: string; sent: string; sentMore: string; drafts: string; draftsMore: string };
  older: string;
  choose: string;
  chooseMore: string;
  gone: string;
  loading: string;
  offline: string;
  failed: string;
  back: string;
  backToMail: string;
  showPanel: string;
  panel: string;
  sure: (percent: number) => string;
  /** `duration` as in `20 s`, `15 min`. */
  leavesIn: (duration: string) => string;
  leaving: string;
  automatic: string;
  machine: string;
  withMailGps: string;
  byHand: string;
  from: string;
  recipients: string;
  wholeText: string;
  newTextOnly: string;
  emptyText: string;
  files: string;
  reply: string;
  replyWhy: string;
  arrived: (name: string, subject: string) => string;
  intro: { title: string; text: string; open: string; close: string };
  composer: {
    writeTitle: string;
    writeWhy: string;
    name: string;
    address: string;
    example: string;
    ownWords: string;
    subject: string;
    text: string;
    deliver: string;
    draftTitle: string;
    send: string;
    discard: string;
    saveAndClose: string;
    close: string;
    sent: string;
    discarded: string;
    saved: string;
    delivered: string;
    badAddress: string;
  };
}

export function wordsOf(language: Language): Words {
  return language === 'fr' ? FR : EN;
}
