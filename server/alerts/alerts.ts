import type { AlertCause } from '../../shared/alerts.ts';

/** A way to reach people (SMTP, a webhook, Sentry). */
export interface AlertChannel {
  /** Shown in logs and by `cli check`: 'smtp', 'webhook', 'sentry'. */
  readonly name: string;
  /** Resolves once the other side took it. Rejects with `unavailable`, `timeout`, `rate-limited`, `config`. */
  send(alert: Alert): Promise<void>;
  /** Whether it would be taken, without telling anybody (`cli check`). Rejects like `send`. */
  verify(): Promise<void>;
}

/** What is told: codes, counts and ids, never an address, a subject or a text of a mail. */
export interface Alert {
  cause: AlertCause;
  /** In the organisation's language. */
  title: string;
  todo: string;
  /** The whole notice in plain text, in the same language: title, what to do, the figures below. */
  text: string;
  /** How often it happened since it was last told. */
  count: number;
  /** Ids of mails it is about, a few of them. */
  recordIds: readonly string[];
  /** Names of other things it is about, such as keys of facts. */
  about: readonly string[];
  /** When the notice was made, ms since the epoch. */
  at: number;
  /** When what it tells of began. */
  since: number;
}
