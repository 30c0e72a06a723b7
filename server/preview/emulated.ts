import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { domainOf } from '../../shared/mail.ts';
import type { Config } from '../config.ts';
import type { GmailAccess, GmailControl } from './gmail/control.ts';
import { createControlClient } from './gmail/control-client.ts';
import { LIFELIKE_NOTIFICATIONS, startEmulatedGmail } from './gmail/emulated-gmail.ts';
import type { NotificationHabits } from './gmail/push.ts';
import { RUNNING_FILE, type Running } from './running.ts';

/** The stand-in for Gmail, with what a developer needs to work the running installation. */
export interface Emulated {
  access: GmailAccess;
  control: GmailControl;
  /** Audience and Workspace domain of the people's tokens. */
  audience: string;
  domain: string;
  people: Readonly<Record<'staff' | 'admin', { email: string; name: string; token: string }>>;
  /** A new identity token of one of them, for an hour. */
  mint(name: 'staff' | 'admin'): Promise<string>;
  close(): Promise<void>;
}

export type { Running } from './running.ts';
export { RUNNING_FILE } from './running.ts';
/** Written by an emulated mailbox that runs as a process of its own, for servers that come and go. */
export const ACCESS_FILE = 'emulated-gmail.json';

const AUDIENCE = 'mail-gps.preview';
const HOUR_S = 3600;
const DAY_S = 24 * HOUR_S;

/**
 * With GMAIL_ROOT_URL: the mailbox that runs there, found through its access file in the data folder. Else one in this
 * process, its mail kept in the data folder.
 */
export async function openEmulatedMailbox(config: Config, serverUrl: string, habits?: NotificationHabits): Promise<Emulated> {
  const { access, control, close } = config.gmailRootUrl
    ? await attach(config)
    : await start(config, habits ?? LIFELIKE_NOTIFICATIONS);
  await control.setPush(`${serverUrl}/push/gmail`);
  const domain = domainOf(config.address);
  const mint = (name: 'staff' | 'admin', expiresInSeconds: number) =>
    control.mintIdToken({
      sub: `preview-${name}`,
      email: `${name}@${domain}`,
      hd: domain,
      aud: AUDIENCE,
      name,
      expiresInSeconds,
    });
  const people = {
    staff: { email: `staff@${domain}`, name: 'staff', token: await mint('staff', DAY_S) },
    admin: { email: `admin@${domain}`, name: 'admin', token: await mint('admin', DAY_S) },
  };
  const running: Running = {
    url: serverUrl,
    pid: process.pid,
    gmail: access,
    staffToken: people.staff.token,
    adminToken: people.admin.token,
  };
  const file = join(config.dataDir, RUNNING_FILE);
  await writeFile(file, JSON.stringify(running), { mode: 0o600 });
  return {
    access,
    control,
    audience: AUDIENCE,
    domain,
    people,
    mint: (name) => mint(name, HOUR_S),
    close: async () => {
      if (await isOwn(file)) await rm(file, { force: true });
      await close();
    },
  };
}

async function start(config: Config, notifications: NotificationHabits): Promise<Pick<Emulated, 'access' | 'control' | 'close'>> {
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  const gmail = await startEmulatedGmail({
    address: config.address,
    dataFile: join(config.dataDir, 'emulated-gmail.journal'),
    notifications,
  });
  return { access: gmail, control: gmail, close: () => gmail.close() };
}

async function attach(config: Config): Promise<Pick<Emulated, 'access' | 'control' | 'close'>> {
  const file = join(config.dataDir, ACCESS_FILE);
  try {
    const access: GmailAccess = JSON.parse(await readFile(file, 'utf8'));
    return {
      access: { ...access, url: config.gmailRootUrl ?? access.url },
      control: createControlClient(access),
      close: async () => undefined,
    };
  } catch (cause) {
    const message = `GMAIL_ROOT_URL is set, but ${ACCESS_FILE} in the data folder does not say how to reach that mailbox. Unset GMAIL_ROOT_URL to start one here.`;
    throw new AppError('config', message, { cause });
  }
}

/** Another server may have started on the folder since, and is the one to be found now. */
async function isOwn(file: string): Promise<boolean> {
  const running: { pid?: unknown } = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  return running.pid === process.pid;
}
