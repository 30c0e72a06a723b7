import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createPreviewEvents } from '../../server/preview/events.ts';
import { type MailRecord, newRecord } from '../../shared/record.ts';

/** A server with the events alone, and a reader of one connection. */
async function started() {
  const records = new EventEmitter();
  const events = createPreviewEvents((listener) => {
    records.on('record', listener);
    return () => records.off('record', listener);
  });
  const app = express();
  app.get('/', (req, res) => events.listen(req, res));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const open = async () => {
    const stopped = new AbortController();
    const response = await fetch(`http://127.0.0.1:${port}/`, { signal: stopped.signal });
    const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader();
    let read = '';
    const until = async (text: string): Promise<string> => {
      while (!read.includes(text)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`The events ended without ${text}`);
        read += Buffer.from(value).toString('utf8');
      }
      return read;
    };
    await until('retry: 1000');
    return { until, type: response.headers.get('content-type'), close: () => stopped.abort() };
  };
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { records, events, open, close };
}

const record: MailRecord = {
  ...newRecord({ id: 'm1', threadId: 't1' }, 1_000),
  state: 'held',
  from: { name: 'Jeanne', address: 'jeanne@people.example' },
};

test('everybody who listens is told of records and of the mailbox, by ids and states alone', async () => {
  const { records, events, open, close } = await started();
  const [one, other] = [await open(), await open()];
  records.emit('record', record, 'held');
  events.mailboxChanged();
  for (const listener of [one, other]) {
    expect(listener.type).toBe('text/event-stream');
    const told = await listener.until('event: mailbox\ndata: {}\n\n');
    expect(told).toContain('event: record\ndata: {"id":"m1","state":"held","step":"held"}\n\n');
    expect(told).not.toContain(record.from.address);
  }
  close();
});

test('nothing is listened to while nobody looks', async () => {
  const { records, open, close } = await started();
  expect(records.listenerCount('record')).toBe(0);
  const one = await open();
  const other = await open();
  expect(records.listenerCount('record')).toBe(1);
  const quiet = once(records, 'removeListener');
  one.close();
  other.close();
  await quiet;
  expect(records.listenerCount('record')).toBe(0);
  const again = await open();
  records.emit('record', record, 'held');
  await again.until('"m1"');
  close();
});
