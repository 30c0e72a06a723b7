import type { MailView, SettingsView } from '../shared/api.ts';

/** What went wrong, as far as the reader can do something about it. Codes of the server's problems are kept as they are. */
export interface FailureDetails {
  /** HTTP status; 0 when there was no answer. */
  status?: number;
  /** The server's sentence, already in the reader's language; '' when there is none. */
  title?: string;
  /** What is true now, where the server told it. */
  mail?: MailView | undefined;
  settings?: SettingsView | undefined;
}

/** Something a reader is told in a sentence. A class because it is thrown; caught in main.ts alone. */
export class Failure extends Error {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly mail: MailView | undefined;
  readonly settings: SettingsView | undefined;

  constructor(code: string, details: FailureDetails = {}) {
    super(code);
    this.name = 'Failure';
    this.code = code;
    this.status = details.status ?? 0;
    this.title = details.title ?? '';
    this.mail = details.mail;
    this.settings = details.settings;
  }
}
