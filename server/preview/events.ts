import type { Request, Response } from 'express';
import type { MailRecord } from '../../shared/record.ts';
import type { RecordChange } from './page-api.ts';

export type OnRecord = (listener: (record: MailRecord, step: string) => void) => () => void;

/** As long as nothing is lost by it: browsers give a silent connection up at some time. */
const HEARTBEAT_MS = 25_000;

/**
 * Server-sent events (WHATWG HTML, 9.2) for the page, whose EventSource cannot carry a token: that a record changed, or that
 * the mailbox did. What there is to know is asked for.
 */
export function createPreviewEvents(onRecord: OnRecord) {
  const open = new Set<Response>();
  const write = (text: string): void => {
    for (const res of open) res.write(text);
  };
  let stop: (() => void) | null = null;

  return {
    mailboxChanged(): void {
      write('event: mailbox\ndata: {}\n\n');
    },
    listen(req: Request, res: Response): void {
      res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
      res.write('retry: 1000\n\n');
      open.add(res);
      stop ??= onRecord(({ id, state }, step) => {
        const change: RecordChange = { id, state, step };
        write(`event: record\ndata: ${JSON.stringify(change)}\n\n`);
      });
      const heartbeat = setInterval(() => res.write(': \n\n'), HEARTBEAT_MS);
      heartbeat.unref();
      res.once('close', () => {
        clearInterval(heartbeat);
        open.delete(res);
        if (open.size > 0) return;
        stop?.();
        stop = null;
      });
      req.socket.setTimeout(0);
    },
  };
}
