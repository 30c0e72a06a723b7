import { fork } from 'node:child_process';
import { AppError } from '../../shared/errors.ts';
import type { Answer, Counts, Request, ServerOptions, Tokens } from './protocol.ts';
import { bundle, ended, type StandIn } from './stand-in.ts';

/** A measured server (bench/server.ts), as the driver works it. One request at a time. */
export interface MeasuredServer {
  url: string;
  tokens: Tokens;
  /** A push as Pub/Sub sends it, with a good token. */
  push(): Promise<void>;
  /** What a load generator sends again and again. */
  pushRequest: { headers: Record<string, string>; body: string };
  deliver(raws: string[]): Promise<void>;
  wait(what: 'handled' | 'finished', count: number): Promise<void>;
  counts(): Promise<Counts>;
  /** Processor time of all its threads since its start, ms: what other work on the machine cannot lengthen much. */
  cpu(): Promise<number>;
  /** Resident bytes. */
  rss(): Promise<number>;
  stop(): Promise<void>;
}

/** A server that hangs is ended, and the measurement with it. */
const PATIENCE_MS = 20 * 60_000;

export async function startServer(standIn: StandIn, options: ServerOptions): Promise<MeasuredServer> {
  const env = { PATH: process.env.PATH, ...standIn.env };
  // fork() hands on Node's own options: with --cpu-prof the server writes a profile too.
  const child = fork(bundle('bench-server.js'), [JSON.stringify(options)], {
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const next = <T>(): Promise<T> =>
    new Promise((resolve, reject) => {
      const exit = () => reject(new AppError('internal', 'The measured server ended'));
      const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
      child.once('exit', exit);
      child.once('message', (message) => {
        clearTimeout(timer);
        child.off('exit', exit);
        resolve(message as T);
      });
    });
  const ask = async (request: Request): Promise<Answer['value']> => {
    const answer = next<Answer>();
    child.send(request);
    const { ok, value } = await answer;
    if (!ok) throw new AppError('internal', `The measured server could not do: ${request.do}`);
    return value;
  };
  const { url, tokens } = await next<{ url: string; tokens: Tokens }>();
  const pushRequest = await pushOf(standIn, `${url}/push/gmail`);
  return {
    url,
    tokens,
    pushRequest,
    async push() {
      const response = await fetch(`${url}/push/gmail`, { method: 'POST', ...pushRequest });
      if (response.status !== 204) throw new AppError('internal', `A push was answered with ${response.status}`);
    },
    deliver: async (raws) => void (await ask({ do: 'deliver', raws })),
    wait: async (what, count) => void (await ask({ do: 'wait', for: what, count })),
    counts: async () => (await ask({ do: 'counts' })) as Counts,
    cpu: async () => Number(await ask({ do: 'cpu' })),
    rss: async () => Number(await ask({ do: 'rss' })),
    async stop() {
      await ask({ do: 'stop' });
      await ended(child);
    },
  };
}

async function pushOf({ control, access }: StandIn, audience: string): Promise<MeasuredServer['pushRequest']> {
  const identity = { sub: '112233445566778899001', email: access.pushAccount, aud: audience, email_verified: true };
  const data = Buffer.from(JSON.stringify({ emailAddress: 'contact@ecole.example', historyId: '1' })).toString('base64url');
  const message = { data, messageId: '1', publishTime: new Date().toISOString() };
  return {
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await control.mintIdToken(identity)}` },
    body: JSON.stringify({ message, subscription: 'projects/bench/subscriptions/gmail-push' }),
  };
}
