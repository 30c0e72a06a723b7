import type { GmailMethod } from '../../../shared/gmail-units.ts';
import type { Fault } from './faults.ts';
import type { Identity } from './keys.ts';
import type { NotificationCounts } from './push.ts';

/** What the other side of the mailbox can do: the same in the process and over HTTP. */
export interface GmailControl extends OAuthControl {
  /** A mail arrives from outside. `invalid` when there is nothing in it. */
  deliver(raw: Uint8Array | string, options?: DeliverOptions): Promise<Delivered>;
  /** Everything with the label SENT, oldest first: what the world got. */
  sent(): Promise<StoredMail[]>;
  messages(): Promise<StoredMail[]>;
  /** A person edits a draft in Gmail: same thread, new draft id. */
  editDraft(draftId: string, raw: Uint8Array | string): Promise<{ draftId: string }>;
  addFault(fault: Fault): Promise<void>;
  clearFaults(): Promise<void>;
  /** Custom X- headers are lost on the way out (or no longer). */
  dropXHeaders(on: boolean): Promise<void>;
  /** All history ids so far become too old. */
  expireHistory(): Promise<void>;
  loseNotifications(count: number): Promise<void>;
  /** The next `count` notifications come 1 + `extra` times. */
  repeatNotifications(count: number, extra: number): Promise<void>;
  notifications(): Promise<NotificationCounts>;
  /** Where Pub/Sub pushes to; the audience is the URL unless given. null: nowhere. */
  setPush(url: string | null, audience?: string): Promise<void>;
  mintIdToken(identity: Identity): Promise<string>;
  /** Calls and quota units since the start or the last reset. */
  quota(reset?: boolean): Promise<QuotaCounts>;
}

/** Who may enter the mailbox, as Google's accounts and IAM decide it. */
export interface OAuthControl {
  /** How the consent page is answered from now on. */
  answerConsent(answer: ConsentAnswer): Promise<void>;
  /** An account (the mailbox unless named) consents without the page. */
  grantConsent(answer?: Pick<ConsentAnswer, 'email' | 'scopes'>): Promise<{ refreshToken: string }>;
  /** All consents of an account (the mailbox unless named) and their tokens end. */
  revokeConsent(email?: string): Promise<void>;
  /** Every access token that was issued is refused from now on; new ones are given. */
  expireAccessTokens(): Promise<void>;
  failTokens(fault: TokenFault): Promise<void>;
  /** With domain-wide delegation for this mailbox unless told otherwise. Gives the text of a key file. */
  addServiceAccount(email: string, options?: { delegated?: boolean }): Promise<string>;
}

export interface ConsentAnswer {
  /** The account that consents. Default: the mailbox. */
  email?: string;
  /** What is granted. Default: what is asked for. */
  scopes?: readonly string[];
  /** false: none is given, as to an account that consented before and is not asked again. */
  refreshToken?: boolean;
  /** Seconds: what a client in Testing is told. */
  refreshTokenExpiresIn?: number;
  /** `access_denied`: the person said no. */
  error?: string;
}

/** The token address answers so, `times` times (once unless given). */
export interface TokenFault {
  status: number;
  /** As OAuth writes it (`invalid_grant`); absent: an empty body. */
  error?: string;
  times?: number;
}

export interface DeliverOptions {
  /** System labels or label ids. Default INBOX and UNREAD. */
  labels?: readonly string[];
  /**
   * What the receiving host says of the sender (a header on top): SPF, DKIM and DMARC pass or fail for the From domain.
   * `none`: says nothing. `keep`: the mail is put in as it is, byte for byte. Default: `keep` for a mail that already
   * went through mx.google.com, else `pass`.
   */
  authentication?: 'pass' | 'fail' | 'none' | 'keep';
  /** Envelope sender, '' for the null sender. Default: the mail's own Return-Path, else its From. */
  returnPath?: string;
  /** ms since the epoch. Default now. */
  receivedAt?: number;
}

export interface Delivered {
  id: string;
  threadId: string;
  /** Bare RFC 5322 Message-ID. */
  messageId: string;
}

export interface StoredMail extends Delivered {
  labels: string[];
  raw: Uint8Array;
  receivedAt: number;
}

export interface QuotaCounts {
  calls: number;
  units: number;
  methods: Partial<Record<GmailMethod, { calls: number; units: number }>>;
}

/** What a started stand-in tells its users, in the process or as one line of JSON. */
export interface GmailAccess {
  url: string;
  /** Bearer token of the mailbox's API. */
  accessToken: string;
  /** The OAuth client that may ask for consent. */
  clientId: string;
  clientSecret: string;
  /** For google-auth-library's `oauth2FederatedSignonPemCertsUrl`. */
  certsUrl: string;
  issuer: string;
  /** `email` of the push tokens. */
  pushAccount: string;
  controlKey: string;
}

export const CONTROL_PATH = '/_control/';
export const CONTROL_KEY_HEADER = 'x-control-key';
