import { Agent, request } from 'node:http';

export interface LoopResult {
  /** From the sending of each request to the end of its answer, ms, ascending. */
  latencies: number[];
  refused: number;
  /** Requests a second, as they were really sent. */
  rate: number;
}

/**
 * Sends at a fixed rate, whether answers come or not: a server that stalls is not spared the requests it should have had.
 * On loopback alone, bounded in number.
 */
export async function openLoop(
  url: string,
  { headers, body }: { headers: Record<string, string>; body: string },
  rate: number,
  seconds: number,
): Promise<LoopResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: 100 });
  const latencies: number[] = [];
  let refused = 0;
  const send = (): Promise<void> =>
    new Promise((resolve) => {
      const begun = performance.now();
      const done = (good: boolean): void => {
        latencies.push(performance.now() - begun);
        if (!good) refused += 1;
        resolve();
      };
      const sent = request(url, { method: 'POST', agent, headers }, (response) => {
        response.resume().on('end', () => done(response.statusCode === 204));
      });
      sent.on('error', () => done(false)).end(body);
    });

  const begun = performance.now();
  const total = rate * seconds;
  const pending: Promise<void>[] = [];
  while (pending.length < total) {
    const due = Math.min(total, Math.floor(((performance.now() - begun) * rate) / 1000) + 1);
    while (pending.length < due) pending.push(send());
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const elapsed = (performance.now() - begun) / 1000;
  await Promise.all(pending);
  agent.destroy();
  return { latencies: latencies.sort((a, b) => a - b), refused, rate: total / elapsed };
}
