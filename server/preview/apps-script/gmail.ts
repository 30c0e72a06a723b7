/// <reference types="google-apps-script" />
import { options, someText, text } from './arguments.ts';
import type { Host, HostMessage } from './host.ts';
import { kind } from './kinds.ts';
import { exception } from './misuse.ts';
import { strict } from './strict.ts';

type Gmail = GoogleAppsScript.Gmail.GmailApp;
type GmailMessage = GoogleAppsScript.Gmail.GmailMessage;
type GmailThread = GoogleAppsScript.Gmail.GmailThread;
type GmailDraft = GoogleAppsScript.Gmail.GmailDraft;

type Draft = Pick<GmailDraft, 'getId'>;
/** Google's signatures, of which the scopes of the add-on allow these. */
type Message = Pick<GmailMessage, 'getId' | 'getSubject' | 'getFrom' | 'getHeader'> & {
  getThread(): Pick<GmailThread, 'getId'>;
  createDraftReply(body: string, options?: Pick<GoogleAppsScript.Gmail.GmailReplyOptions, 'htmlBody'>): Draft;
};
export type GmailStandIn = Pick<Gmail, 'setCurrentMessageAccessToken'> & { getMessageById(id: string): Message };

/** The ids of drafts that the script made. */
export const drafts = kind<string>('a GmailDraft');

/**
 * The reader's own mailbox, as far as the scopes `gmail.addons.current.*` reach: one message, after the token of the event was
 * set. Google's own words for the two refusals are not documented; these say what is wrong.
 */
export function gmailApp(host: Host): GmailStandIn {
  let token: string | undefined;
  return strict<GmailStandIn>('GmailApp', {
    setCurrentMessageAccessToken(accessToken) {
      token = someText(accessToken, 'GmailApp.setCurrentMessageAccessToken');
    },
    getMessageById(id) {
      const given = someText(id, 'GmailApp.getMessageById');
      if (token === undefined) {
        throw exception('Missing access token: call GmailApp.setCurrentMessageAccessToken first');
      }
      const found = host.message(given, token);
      if (found === null) throw exception('Invalid argument: there is no such message, or the token is for another one');
      return message(host, found);
    },
  });
}

function message(host: Host, found: HostMessage): Message {
  return strict<Message>('GmailMessage', {
    getId: () => found.id,
    getSubject: () => found.subject,
    getFrom: () => found.from,
    // A header that is not there gives '' (reference of GmailMessage.getHeader gives no case for it; not tried live).
    getHeader: (name) => found.headers[someText(name, 'GmailMessage.getHeader').toLowerCase()] ?? '',
    getThread: () => strict<Pick<GmailThread, 'getId'>>('GmailThread', { getId: () => found.threadId }),
    createDraftReply(body, given) {
      const plain = text(body, 'GmailMessage.createDraftReply');
      const { htmlBody } = given === undefined ? {} : options(given, ['htmlBody'], 'GmailMessage.createDraftReply');
      const html = htmlBody === undefined ? {} : { html: text(htmlBody, 'GmailMessage.createDraftReply: htmlBody') };
      const id = host.createDraftReply(found.id, { text: plain, ...html });
      const draft = strict<Draft>('GmailDraft', { getId: () => id });
      drafts.add(draft, () => id);
      return draft;
    },
  });
}
