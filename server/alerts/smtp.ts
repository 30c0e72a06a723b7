import { createTransport } from 'nodemailer';
import { AppError } from '../../shared/errors.ts';
import { isLoopback } from '../../shared/loopback.ts';
import type { Alert, AlertChannel } from './alerts.ts';

export interface SmtpOptions {
  /** As `smtpSettings` reads it. */
  url: string;
  /** Who is written to, asked each time. Must not name the shared mailbox. */
  to: () => Promise<readonly string[]>;
  /** The sender, where the URL names none. */
  from: string;
}

/** Answers within these or not at all; together they stay below what a notice is leased for. */
const CONNECT_MS = 10_000;
const SILENCE_MS = 15_000;

/** Mails people. One plain mail to all of them, marked so that no machine answers it (RFC 3834 §5). */
export function createSmtpChannel({ url, to, from }: SmtpOptions): AlertChannel {
  const settings = smtpSettings(url);
  const sender = settings.from ?? from;
  const transport = createTransport({
    ...settings.server,
    name: sender.slice(sender.lastIndexOf('@') + 1),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    dnsTimeout: CONNECT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  async function recipients(): Promise<string[]> {
    const addresses = [...(await to())];
    if (addresses.length > 0) return addresses;
    throw new AppError('config', 'Alerts by mail have nobody to go to: set MAILGPS_ALERT_TO, or grant somebody the role admin.');
  }

  return {
    name: 'smtp',
    async send(alert) {
      const addresses = await recipients();
      await transport.sendMail(mailOf(alert, sender, addresses)).catch(refuse);
    },
    async verify() {
      await recipients();
      await transport.verify().catch(refuse);
    },
  };
}

function mailOf({ cause, title, text }: Alert, from: string, to: string[]) {
  return {
    from: { name: 'MAIL GPS', address: from },
    to,
    subject: `[MAIL GPS] ${title}`,
    text,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      'X-MailGPS-Alert': cause,
    },
  };
}

export interface SmtpSettings {
  /** From `?from=`, or the user where that is an address. */
  from: string | null;
  server: {
    host: string;
    port: number;
    /** TLS from the first byte (smtps); else STARTTLS, without which nothing is said where `requireTLS`. */
    secure: boolean;
    requireTLS: boolean;
    ignoreTLS: boolean;
    auth?: { user: string; pass: string };
  };
}

/**
 * `smtps://user:password@host` (465) or `smtp://user:password@host` (587, STARTTLS required except on this machine), with
 * `?from=alerts@school.example` where the user is no address and `?tls=off` (or `required`) where the rule does not fit.
 * Rejects anything else with `config`: an option that is silently ignored would be found out when an alert is lost.
 */
export function smtpSettings(text: string): SmtpSettings {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '') {
    throw new AppError('config', 'MAILGPS_ALERT_SMTP_URL: is smtps://user:password@host or smtp://user:password@host:587');
  }
  const odd = [...url.searchParams.keys()].find((key) => key !== 'from' && key !== 'tls');
  const tls = url.searchParams.get('tls');
  if (odd !== undefined || (tls !== null && tls !== 'off' && tls !== 'required')) {
    throw new AppError('config', 'MAILGPS_ALERT_SMTP_URL: takes ?from=ADDRESS, ?tls=required and ?tls=off, nothing else');
  }
  const secure = url.protocol === 'smtps:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const user = decodeURIComponent(url.username);
  const optional = tls === null ? isLoopback(host) : tls === 'off';
  return {
    from: url.searchParams.get('from') ?? (user.includes('@') ? user : null),
    server: {
      host,
      port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
      secure,
      requireTLS: !secure && !optional,
      ignoreTLS: !secure && tls === 'off',
      ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(url.password) } }),
    },
  };
}

/** nodemailer's codes; its messages repeat what the server said, addresses included, and are left behind. */
function refuse(error: unknown): never {
  const { code = '', responseCode, message = '' } = Object(error) as { code?: string; responseCode?: number; message?: string };
  const said = [code, responseCode].filter(Boolean).join(' ');
  if (code === 'ETIMEDOUT') throw new AppError('timeout', 'The SMTP server did not answer in time.', { cause: error });
  if (code === 'EAUTH') {
    throw new AppError('config', `The SMTP server refused the user or the password (${said}).`, { cause: error });
  }
  if (code === 'ETLS' || code === 'ESTARTTLS') {
    throw new AppError('config', `The SMTP server offers no usable TLS (${said}): smtps://, or ?tls=off where that is meant.`, {
      cause: error,
    });
  }
  // nodemailer has no code of its own for it.
  if (/certificate/i.test(message)) {
    throw new AppError('config', 'The certificate of the SMTP server is not trusted: is the host name right?', { cause: error });
  }
  if (responseCode !== undefined && responseCode >= 500) {
    throw new AppError('config', `The SMTP server refused sender, recipients or mail (${said}).`, { cause: error });
  }
  throw new AppError('unavailable', `The SMTP server cannot be used now (${said}).`, { cause: error });
}
