import { offsetIn } from '../../../../shared/local-time.ts';
import type { AddonEvent, Answer } from '../../apps-script/card-json.ts';
import type { Host } from '../../apps-script/host.ts';
import type { Call } from '../../apps-script/run.ts';

/** Who uses the sidebar, and with what the add-on is set up. */
export interface PanelSession {
  role: 'staff' | 'admin';
  /** `ScriptApp.getIdentityToken()`. It ends after an hour: give a new one before. */
  token: string;
  email: string;
  /** As Gmail gives it: `fr`, `en`, `fr-CA`. */
  locale: string;
  /** IANA name. */
  timeZone: string;
  scriptProperties: Readonly<Record<string, string>>;
}

/** The open mail, by its ids in the reader's mailbox. */
export interface PanelMail {
  messageId: string;
  threadId: string;
}

/** What the page asks of the worker. */
export interface WorkerRequest {
  id: number;
  function: string;
  event: AddonEvent;
  call: Call;
  session: PanelSession;
  manifest: NonNullable<Host['manifest']>;
}

/** The message of an exception that the add-on let through. */
export type WorkerAnswer = { id: number; answer: Answer } | { id: number; error: string };

/** A line that the add-on logged. */
export type WorkerLine = { log: string };

/** @param now ms since the epoch, for the offset of the time zone, which changes with the season. */
export function eventOf(
  session: PanelSession,
  mail: PanelMail | null,
  now: number,
  more: Pick<AddonEvent['commonEventObject'], 'formInputs' | 'parameters'> = {},
): AddonEvent {
  return {
    commonEventObject: {
      hostApp: 'GMAIL',
      platform: 'WEB',
      userLocale: session.locale,
      timeZone: { id: session.timeZone, offset: offsetIn(session.timeZone, now) },
      ...more,
    },
    ...(mail && { gmail: { ...mail, accessToken: `preview-${mail.messageId}` } }),
  };
}
