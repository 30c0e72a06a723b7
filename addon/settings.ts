import { Failure } from './failure.ts';

/** What the school's administrator sets in the script's properties (Project settings → Script properties). */
export interface Settings {
  /** Where the server is, without a slash at the end. */
  url: string;
  /** Where the console is; '' when there is no link to show. */
  consoleUrl: string;
  /** Whom to ask for access or help, as the school puts it; '' when it is not said. */
  contact: string;
}

/** Written by the build: package version and a fingerprint of the code. */
declare const BUNDLE_VERSION: string;

export function bundleVersion(): string {
  return BUNDLE_VERSION;
}

/** Throws `not-set-up` while the server's address is missing or is no address. */
export function readSettings(): Settings {
  const set = PropertiesService.getScriptProperties().getProperties();
  const url = withoutSlash(set.MAILGPS_URL);
  // Plain http is for the preview on this machine; UrlFetchApp and the manifest's list refuse it everywhere else.
  if (!/^https?:\/\/[^\s/]+(\/\S*)?$/.test(url)) throw new Failure('not-set-up');
  return { url, consoleUrl: withoutSlash(set.MAILGPS_CONSOLE_URL), contact: (set.MAILGPS_CONTACT ?? '').trim() };
}

function withoutSlash(value: string | undefined): string {
  return (value ?? '').trim().replace(/\/+$/, '');
}
