/**
 * What stands behind the Apps Script services on the machine that runs the add-on. Every call waits for its answer, as all of
 * Apps Script does: the page runs the add-on in a worker, where synchronous requests are allowed.
 */
export interface Host {
  scriptProperties: Readonly<Record<string, string>>;
  /** Who uses the sidebar. */
  user: { email: string; locale: string; timeZone: string };
  /** `ScriptApp.getIdentityToken()`, which may be null. */
  identityToken(): string | null;
  /** `UrlFetchApp.fetch`: throws as Google does where there is no connection or no answer in time. */
  fetch(request: HostRequest): { status: number; headers: Record<string, string>; body: string };
  /** The reader's own mailbox; null where there is no such message. */
  message(id: string, accessToken: string): HostMessage | null;
  /** `GmailMessage.createDraftReply`: id of the new draft in the reader's mailbox. */
  createDraftReply(messageId: string, draft: { text: string; html?: string }): string;
  log(line: string): void;
  /** Of appsscript.json, what narrows what the script may do. Absent: nothing is narrowed. */
  manifest?: {
    urlFetchWhitelist?: readonly string[];
    /** `addOns.common.openLinkUrlPrefixes` */
    openLinkUrlPrefixes?: readonly string[];
    timeZone?: string;
  };
  /** http to this machine is allowed, whatever the manifest says. */
  loopback?: boolean;
}

export interface HostRequest {
  url: string;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  headers: Record<string, string>;
  body: string | null;
}

export interface HostMessage {
  id: string;
  threadId: string;
  subject: string;
  from: string;
  /** First value of a header by its name in lower case. */
  headers: Record<string, string>;
}
