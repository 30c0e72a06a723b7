import { createServer, get as httpGet, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { installation, useInstallation } from './support/installation.ts';

const it_ = useInstallation();

test('who listens is told what changed: ids and states, nothing else', async () => {
  const server = createServer(it_.app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  let told = '';
  const stream = await new Promise<IncomingMessage>((resolve, reject) => {
    httpGet({ port, path: '/api/events', headers: { authorization: `Bearer ${it_.tokens.staff}` } }, resolve).on('error', reject);
  });
  expect(stream.headers['content-type']).toBe('text/event-stream');
  const heard = new Promise<void>((resolve) => {
    stream.on('data', (chunk: Buffer) => {
      told += chunk.toString('utf8');
      if (told.includes('suggested')) resolve();
    });
  });
  const id = await it_.take({ subject: 'hours secret' });
  await heard;
  const messages = [...told.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data ?? ''));
  expect(messages).toEqual([
    { id, state: 'received', step: 'received', revision: 1 },
    { id, state: 'suggested', step: 'suggested', revision: 2 },
  ]);
  stream.destroy();
  await new Promise((resolve) => server.close(resolve));
});

test('who lost the role is told no more, and nobody takes the places of all who listen', async () => {
  const there = await installation(it_.issuer, { limits: { heartbeatMs: 5 } });
  const server = createServer(there.app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const listen = (as: 'staff' | 'admin') =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const headers = { authorization: `Bearer ${there.tokens[as]}` };
      httpGet({ port, path: '/api/events', headers, agent: false }, resolve).on('error', reject);
    });
  const heartbeat = (stream: IncomingMessage) => new Promise<void>((resolve) => stream.once('data', () => resolve()));
  const streams = await Promise.all(Array.from({ length: 20 }, () => listen('staff')));
  expect(new Set(streams.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
  const surplus = await listen('staff');
  const admin = await listen('admin');
  expect([surplus.statusCode, admin.statusCode]).toEqual([503, 200]);
  surplus.resume();

  there.clock.advance(3_600_000);
  for (let n = 0; n < 3; n++) await Promise.all([...streams, admin].map(heartbeat));
  const over = streams.map((stream) => new Promise((resolve) => stream.once('end', resolve)));
  await there.call('put', '/api/users/staff@ecole.example', { role: null }, 'admin');
  there.clock.advance(3_600_000);
  for (const stream of streams) stream.resume();
  await Promise.all(over);
  for (let n = 0; n < 3; n++) await heartbeat(admin);
  expect(admin.readableEnded).toBe(false);
  admin.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await there.close();
});
