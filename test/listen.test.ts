import { createServer } from 'node:http';
import { readConfig } from '../server/config.ts';
import { listen } from '../server/listen.ts';

const config = readConfig({ PORT: '0' });

test('waits for work behind a push as long as Pub/Sub does, and closes no connection under a request on its way', async () => {
  const server = createServer();
  await listen(server, config);
  expect(server.timeout).toBe(0);
  expect(server.keepAliveTimeout).toBeGreaterThan(600_000);
  // Of the request alone: a peer that sends it byte by byte is not waited for.
  expect(server.requestTimeout).toBeLessThanOrEqual(300_000);
  expect(server.requestTimeout).toBeGreaterThan(0);
  server.close();
});

test('gives the address, and says how to go on when the port is taken', async () => {
  const server = createServer((_request, response) => response.end('here'));
  const url = await listen(server, config);
  expect(await (await fetch(url)).text()).toBe('here');
  const { port } = new URL(url);
  await expect(listen(createServer(), { ...config, port: Number(port) })).rejects.toMatchObject({ code: 'port-in-use' });
  server.closeAllConnections();
  server.close();
});
