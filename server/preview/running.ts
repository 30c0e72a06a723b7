import type { GmailAccess } from './gmail/control.ts';

/** What other commands read to find the running installation. Readable by its owner only; gone when it stops. */
export interface Running {
  url: string;
  pid: number;
  gmail: GmailAccess;
  staffToken: string;
  adminToken: string;
}

export const RUNNING_FILE = 'running.json';
