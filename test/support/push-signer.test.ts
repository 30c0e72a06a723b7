import { createServer } from 'node:http';
import { type Loopback, readText, startLoopback } from './loopback.ts';
import { type PushRelay, type RelayHabits, startPushRelay } from './push-signer.ts';

interface Seen {
  server: number;
  path: string;
  authorization: string;
  body: string;
}

let seen: Seen[];
let servers: Loopback[];
let relay: PushRelay;
let status = 204;
beforeEach(async () => {
  seen = [];
  status = 204;
  servers = await Promise.all(
    [0, 1].map((server) =>
      startLoopback(
        createServer(async (req, res) => {
          const body = await readText(req);
          seen.push({ server, path: req.url ?? '', authorization: req.headers.authorization ?? '', body });
          res.writeHead(status).end();
        }),
      ),
    ),
  );
});
afterEach(async () => {
  await relay.close();
  for (const server of servers) await server.close();
});

async function open(habits: RelayHabits = {}): Promise<void> {
  let minted = 0;
  const targets = servers.map(({ url }) => url);
  relay = await startPushRelay({ mint: async (target) => `${targets.indexOf(target)}.${++minted}`, targets, habits });
}
const post = (body: string, path = '/push/wake') =>
  fetch(`${relay.url}${path}`, { method: 'POST', body }).then(
    (response) => response.status,
    () => 'cut' as const,
  );

test('signs, keeps path and body, takes servers in turn, and gives the answer back', async () => {
  await open();
  expect([await post('1', '/push/gmail'), await post('2'), await post('3')]).toEqual([204, 204, 204]);
  expect(seen).toEqual([
    { server: 0, path: '/push/gmail', authorization: 'Bearer 0.1', body: '1' },
    { server: 1, path: '/push/wake', authorization: 'Bearer 1.2', body: '2' },
    { server: 0, path: '/push/wake', authorization: 'Bearer 0.1', body: '3' },
  ]);
  status = 503;
  expect(await post('4')).toBe(503);
  expect(relay.counts()).toMatchObject({ received: 4, forwarded: 4, acknowledged: 3, refused: 1 });
});

test('passes over a server that is not there, and says so when none is', async () => {
  await open();
  await servers[0]?.close();
  expect([await post('1'), await post('2')]).toEqual([204, 204]);
  expect(seen.map(({ server }) => server)).toEqual([1, 1]);
  relay.setTargets([]);
  expect(await post('3')).toBe(503);
});

test('loses, repeats and cuts as it is told', async () => {
  await open({ lose: 1 });
  expect(await post('1')).toBe(204);
  expect(seen).toEqual([]);
  relay.setHabits({ repeat: 1 });
  expect(await post('2')).toBe(204);
  expect(seen.map(({ server }) => server).sort()).toEqual([0, 1]);
  relay.setHabits({ cut: 1 });
  expect(await post('3')).toBe('cut');
  expect(seen.at(-1)?.body).toBe('3');
  expect(relay.counts()).toMatchObject({ lost: 1, repeated: 1, cut: 1 });
});

test('lets a later push pass, and waits for none for ever', async () => {
  await open({ reorder: 1, delayMs: 60_000 });
  const first = post('first');
  while (relay.counts().reordered === 0) await new Promise(setImmediate);
  relay.setHabits({});
  expect(await post('second')).toBe(204);
  expect(await first).toBe(204);
  expect(seen.map(({ body }) => body)).toEqual(['second', 'first']);
  relay.setHabits({ reorder: 1, delayMs: 1 });
  expect(await post('alone')).toBe(204);
});

test('does the same to the same pushes under the same seed', async () => {
  const fates = async (seed: number): Promise<unknown[]> => {
    await open({ seed, lose: 0.3, cut: 0.3 });
    const answers = [];
    for (let n = 0; n < 20; n++) answers.push(await post(String(n)));
    const { lost, cut } = relay.counts();
    await relay.close();
    return [answers, lost, cut];
  };
  expect(await fates(4)).toEqual(await fates(4));
  expect(await fates(4)).not.toEqual(await fates(5));
});
